using System.Buffers.Binary;

namespace AdsbFeeder.ModeS;

/// <summary>The 24 parity bits of Mode S (ICAO Annex 10 vol. IV, 3.1.2.3.3): computing, checking, writing.</summary>
/// <remarks><code>
///   generator  x^24+x^23+x^22+x^21+x^20+x^19+x^18+x^17+x^16+x^15+x^14+x^13+x^12+x^10+x^3+1  =  1 FFF409
///   last three bytes = CRC of the bytes before, XOR an overlay:
///     PI  DF17/18  overlay 0                          8D406B902015A678D4D220AA4BDA  residue 000000
///     PI  DF11     overlay = interrogator code        5D4840D6F87407                residue 000008
///     AP  DF0/4/5/16/20/21  overlay = the address     02E197B00179C3                residue is the address
/// </code>
/// The residue is linear: that of a sum (XOR) is the sum of the residues. So one table per byte position gives a whole
/// frame by independent look-ups, and a flipped bit adds its own syndrome wherever it falls.</remarks>
public static partial class Parity
{
    /// <summary>The generator without its leading term.</summary>
    internal const uint Generator = 0xFFF409;

    private const int Low24 = 0xFFFFFF;

    /// <summary>Row p holds the residues of each value of the byte that lies p bytes before the parity field, p from 0.</summary>
    private static readonly uint[] ByteResidues = CreateByteResidues();

    private static readonly uint[] Syndromes = CreateBitSyndromes();

    /// <summary>What one wrong bit does to the residue: entry i for bit i (from 0) of a long frame; bit i of a short frame is entry 56 +
    /// i.</summary>
    public static ReadOnlySpan<uint> BitSyndromes => Syndromes;

    /// <summary>The CRC of all but the last three bytes, XOR the last three: 0 for a clean DF17 or DF18, the interrogator code for
    /// DF11, the address for the formats with address parity.</summary>
    /// <exception cref="ArgumentException">The frame has fewer than four bytes.</exception>
    public static uint Residue(ReadOnlySpan<byte> frame)
    {
        if (frame.Length == Frame.LongLength)
            return ResidueOfLong(frame);
        if (frame.Length == Frame.ShortLength)
            return ResidueOfShort(frame);
        return ResidueByDefinition(frame);
    }

    /// <summary>The residue of a frame, see <see cref="Residue(ReadOnlySpan{byte})"/>.</summary>
    public static uint Residue(in Frame frame) => Residue(frame.Bytes);

    /// <summary>Writes the last three bytes, so that <see cref="Residue(ReadOnlySpan{byte})"/> becomes
    /// <paramref name="overlay"/>.</summary>
    /// <exception cref="ArgumentException">The frame has fewer than four bytes.</exception>
    public static void Apply(Span<byte> frame, uint overlay = 0)
    {
        var change = Residue(frame) ^ (overlay & Low24);
        frame[^1] ^= (byte)change;
        frame[^2] ^= (byte)(change >> 8);
        frame[^3] ^= (byte)(change >> 16);
    }

    /// <summary>The residue bit by bit, as the standard draws it; the definition that the fast paths must equal.</summary>
    internal static uint ResidueByDefinition(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 4)
            throw new ArgumentException("A frame with parity has at least four bytes.", nameof(frame));

        var remainder = 0u;
        foreach (var value in frame[..^3])
        {
            remainder ^= (uint)value << 16;
            for (var bit = 0; bit < 8; bit++)
                remainder = (remainder << 1) ^ ((remainder & 0x800000) != 0 ? Generator : 0);
            remainder &= Low24;
        }

        return remainder ^ Last24(frame);
    }

    private static uint ResidueOfLong(ReadOnlySpan<byte> f)
    {
        ReadOnlySpan<uint> t = ByteResidues;
        if (f.Length < 14 || t.Length < 11 * 256)
            return 0;

        return (t[2560 + f[0]] ^ t[2304 + f[1]] ^ t[2048 + f[2]] ^ t[1792 + f[3]])
            ^ (t[1536 + f[4]] ^ t[1280 + f[5]] ^ t[1024 + f[6]] ^ t[768 + f[7]])
            ^ (t[512 + f[8]] ^ t[256 + f[9]] ^ t[f[10]])
            ^ (BinaryPrimitives.ReadUInt32BigEndian(f[10..]) & Low24);
    }

    private static uint ResidueOfShort(ReadOnlySpan<byte> f)
    {
        ReadOnlySpan<uint> t = ByteResidues;
        if (f.Length < 7 || t.Length < 4 * 256)
            return 0;

        return t[768 + f[0]] ^ t[512 + f[1]] ^ t[256 + f[2]] ^ t[f[3]] ^ (BinaryPrimitives.ReadUInt32BigEndian(f[3..]) & Low24);
    }

    private static uint Last24(ReadOnlySpan<byte> frame) => (uint)(frame[^3] << 16 | frame[^2] << 8 | frame[^1]);

    private static uint[] CreateByteResidues()
    {
        const int Positions = Frame.LongLength - 3;
        var table = new uint[Positions * 256];
        Span<byte> frame = stackalloc byte[Frame.LongLength];
        for (var position = 0; position < Positions; position++)
        {
            for (var value = 0; value < 256; value++)
            {
                frame.Clear();
                frame[Positions - 1 - position] = (byte)value;
                table[position * 256 + value] = ResidueByDefinition(frame);
            }
        }

        return table;
    }

    private static uint[] CreateBitSyndromes()
    {
        var syndromes = new uint[Frame.LongLength * 8];
        Span<byte> frame = stackalloc byte[Frame.LongLength];
        for (var bit = 0; bit < syndromes.Length; bit++)
        {
            frame.Clear();
            frame[bit / 8] = (byte)(0x80 >> bit % 8);
            syndromes[bit] = ResidueByDefinition(frame);
        }

        return syndromes;
    }
}
