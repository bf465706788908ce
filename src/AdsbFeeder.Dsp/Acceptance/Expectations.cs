using System.Numerics;

namespace AdsbFeeder.Dsp;

/// <summary>What known aircraft are likely to send next: the same short reply again, or a long frame that begins as the last one did.</summary>
/// <remarks>
/// An all-call reply of a known aircraft is known bit for bit, a reply with its altitude or squawk nearly so. Such a frame needs no luck with its weakest bits:
/// all 56 are compared at once. A flat list, because it is walked for every burst: one exclusive-or and one population count per expectation.
/// </remarks>
internal sealed class Expectations
{
    private const int Capacity = 8192;

    private readonly uint[] _keys = new uint[Capacity];
    private readonly ulong[] _words = new ulong[Capacity];
    private readonly long[] _times = new long[Capacity];
    private int _count;

    /// <summary>The expected first 64 bits: whole short frames, or the first 32 bits of long ones.</summary>
    public ReadOnlySpan<ulong> Words => _words.AsSpan(0, _count);

    /// <summary>The address that an expectation belongs to.</summary>
    public uint AddressOf(int index) => _keys[index] & 0xFFFFFF;

    /// <summary>Replaces what an address is expected to send in one format.</summary>
    public void Expect(uint address, ulong word, long now)
    {
        var key = (uint)(word >> 59 << 24) | address;
        var place = _keys.AsSpan(0, _count).IndexOf(key);
        if (place < 0)
        {
            if (_count == Capacity)
            {
                return;
            }

            place = _count++;
        }

        (_keys[place], _words[place], _times[place]) = (key, word, now);
    }

    /// <summary>Forgets what is older than an address lives.</summary>
    public void Sweep(long now)
    {
        var kept = 0;
        for (var n = 0; n < _count; n++)
        {
            if (now - _times[n] <= RecentAddresses.LifetimeTicks)
            {
                (_keys[kept], _words[kept], _times[kept]) = (_keys[n], _words[n], _times[n]);
                kept++;
            }
        }

        _count = kept;
    }

    /// <summary>Bits that the start of a word must have in common with an expectation: all 56 of a short frame, 32 of a long one.</summary>
    public static ulong MaskOf(ulong word) => word >> 63 != 0 ? 0xFFFF_FFFF_0000_0000 : 0xFFFF_FFFF_FFFF_FF00;

    /// <summary>The next expectation from <paramref name="from"/> on that differs from a word in few bits; -1 when there is none.</summary>
    public int Next(ulong word, int from, int mostShort, int mostLong)
    {
        for (var n = from; n < _count; n++)
        {
            var expected = _words[n];
            var difference = BitOperations.PopCount((word ^ expected) & MaskOf(expected));
            if (difference <= (expected >> 63 != 0 ? mostLong : mostShort))
            {
                return n;
            }
        }

        return -1;
    }
}
