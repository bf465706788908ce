namespace AdsbFeeder.Dsp;

/// <summary>All pairs of weak bits by their common syndrome, so that the two flips that complete others are looked up and not searched for.</summary>
internal sealed class PairTable
{
    private const int Slots = 1024;

    private readonly short[] _heads = new short[Slots];
    private readonly short[] _next;
    private readonly uint[] _syndromes;
    private readonly byte[] _first;
    private readonly byte[] _second;

    /// <summary>A table for pairs among so many bits.</summary>
    public PairTable(int bits)
    {
        var most = bits * (bits - 1) / 2;
        (_next, _syndromes, _first, _second) = (new short[most], new uint[most], new byte[most], new byte[most]);
    }

    /// <summary>Fills the table from the syndromes of the bits, in ascending order of what a flip costs; pairs dearer than <paramref name="room"/> are left out.</summary>
    public void Fill(ReadOnlySpan<uint> syndromes, ReadOnlySpan<float> costs, float room)
    {
        Array.Fill(_heads, (short)-1);
        short count = 0;
        for (var a = 0; a < syndromes.Length; a++)
        {
            for (var b = a + 1; b < syndromes.Length && costs[a] + costs[b] <= room; b++)
            {
                var syndrome = syndromes[a] ^ syndromes[b];
                ref var head = ref _heads[SlotOf(syndrome)];
                (_syndromes[count], _first[count], _second[count], _next[count]) = (syndrome, (byte)a, (byte)b, head);
                head = count++;
            }
        }
    }

    /// <summary>The next pair with a syndrome, after one found before or -1; -1 when there is none.</summary>
    public int Find(uint syndrome, int after)
    {
        int pair = after < 0 ? _heads[SlotOf(syndrome)] : _next[after];
        while (pair >= 0 && _syndromes[pair] != syndrome)
        {
            pair = _next[pair];
        }

        return pair;
    }

    /// <summary>The bits of a pair; the cheaper one is first.</summary>
    public (int First, int Second) this[int pair] => (_first[pair], _second[pair]);

    private static int SlotOf(uint syndrome) => (int)((syndrome * 2654435761u) >> 22);
}
