using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>What known aircraft are likely to send next: the same short reply again, or a long frame that begins as the last one did.</summary>
/// <remarks>
/// An all-call reply of a known aircraft is known bit for bit, a reply with its altitude or squawk nearly so. Such a frame needs no luck with its weakest bits:
/// all 56 are compared at once. A flat list, because it is walked for every burst: four expectations at once, in the bits of which few can be wrong.
/// </remarks>
internal sealed class Expectations
{
    private const int Capacity = 4096;

    private readonly List _short = new();
    private readonly List _long = new();

    /// <summary>Expected short frames: the first 56 of 64 bits.</summary>
    public List Short => _short;

    /// <summary>Expected starts of long frames: the first 32 of 64 bits.</summary>
    public List Long => _long;

    /// <summary>Replaces what an address is expected to send in one format.</summary>
    public void Expect(uint address, ulong word, long now) => (word >> 63 == 0 ? _short : _long).Expect(address, word, now);

    /// <summary>Forgets what is older than an address lives.</summary>
    public void Sweep(long now)
    {
        _short.Sweep(now);
        _long.Sweep(now);
    }

    /// <summary>Expectations of one length.</summary>
    internal sealed class List
    {
        private readonly uint[] _keys = new uint[Capacity];
        private readonly ulong[] _words = new ulong[Capacity];
        private readonly long[] _times = new long[Capacity];

        /// <summary>Where a key was found last, by a few of its bits: mostly it is still there.</summary>
        private readonly ushort[] _lastPlaces = new ushort[Capacity];
        private int _count;

        /// <summary>The expected bits, first transmitted highest, in the order of their addresses.</summary>
        public ReadOnlySpan<ulong> Words => _words.AsSpan(0, _count);

        /// <summary>The address that an expectation belongs to.</summary>
        public uint AddressOf(int index) => _keys[index] & 0xFFFFFF;

        /// <summary>Replaces what an address is expected to send in one format.</summary>
        public void Expect(uint address, ulong word, long now)
        {
            var key = (uint)(word >> 59 << 24) | address;
            ref var last = ref _lastPlaces[(key * 2654435761u) >> 20];
            int place = last;
            if (place >= _count || _keys[place] != key)
            {
                place = _keys.AsSpan(0, _count).IndexOf(key);
            }

            if (place < 0)
            {
                if (_count == Capacity)
                {
                    return;
                }

                place = _count++;
            }

            last = (ushort)place;
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

        /// <summary>The next expectation from <paramref name="from"/> on that differs from a word in at most two bits of a mask; -1 when there is none.</summary>
        public int Next(ulong word, ulong mask, int from)
        {
            ref var words = ref MemoryMarshal.GetArrayDataReference(_words);
            var (wanted, masks) = (Vector256.Create(word), Vector256.Create(mask));
            for (var n = from & ~3; n < _count; n += 4)
            {
                // Less one, its lowest bit is gone.
                var wrong = (Vector256.LoadUnsafe(ref words, (nuint)n) ^ wanted) & masks;
                wrong &= wrong + Vector256<ulong>.AllBitsSet;
                wrong &= wrong + Vector256<ulong>.AllBitsSet;
                var few = Vector256.Equals(wrong, Vector256<ulong>.Zero).ExtractMostSignificantBits();
                few &= n < from ? 15u << (from - n) : 15;
                if (few != 0)
                {
                    var place = n + BitOperations.TrailingZeroCount(few);
                    return place < _count ? place : -1;
                }
            }

            return -1;
        }
    }
}
