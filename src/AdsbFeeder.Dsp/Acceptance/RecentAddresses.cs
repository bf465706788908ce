using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdsbFeeder.Dsp;

/// <summary>Addresses that were announced lately, with what they last said: the evidence against which doubtful frames are weighed.</summary>
/// <remarks>Bounded: eight places per bucket, of which the one heard longest ago gives way. Time is that of the samples.</remarks>
internal sealed class RecentAddresses
{
    /// <summary>An address is known for so long after its last announcement: 90 s.</summary>
    public const long LifetimeTicks = 90L * SampleRates.FineRate;

    private const int Buckets = 2048;
    private const int Ways = 8;
    private const long SweepTicks = 5L * SampleRates.FineRate;

    private readonly Entry[] _entries = new Entry[Buckets * Ways];

    /// <summary>The addresses of the entries, side by side: all places of a bucket are compared at once.</summary>
    private readonly uint[] _addresses = new uint[Buckets * Ways];

    /// <summary>A bit for every value of <see cref="FilterPlace(uint)"/>: where it is 0 the address is surely unknown.</summary>
    private readonly uint[] _filter = new uint[2048];
    private long _lastSweep = long.MinValue / 2;

    /// <summary>Number of known addresses.</summary>
    public int Count { get; private set; }

    /// <summary>Known addresses one bit from each known address, summed.</summary>
    public int Neighbours { get; private set; }

    /// <summary>Where the filter keeps an address's bit.</summary>
    private static uint FilterPlace(uint address) => Hash(address) & 0xFFFF;

    /// <summary>Where the filter keeps the bits of eight addresses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> FilterPlace(Vector256<uint> addresses) => (addresses * Vector256.Create(2654435761u)) >>> 8 & Vector256.Create(0xFFFFu);

    /// <summary>Quick look: false means that the address is surely unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(uint address)
    {
        var place = FilterPlace(address);
        return (_filter[place >> 5] >> (int)(place & 31) & 1) != 0;
    }

    /// <summary>The same for eight addresses: a bit for each, the first lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe uint MayContain(Vector256<uint> addresses)
    {
        if (!Avx2.IsSupported)
        {
            return MayContainByDefinition(addresses);
        }

        fixed (uint* filter = _filter)
        {
            var places = FilterPlace(addresses);
            var words = Avx2.GatherVector256(filter, (places >>> 5).AsInt32(), 4);
            return Avx2.ShiftLeftLogicalVariable(words, Vector256.Create(31u) - (places & Vector256.Create(31u))).ExtractMostSignificantBits();
        }
    }

    /// <summary>The definition of the answer for eight.</summary>
    internal uint MayContainByDefinition(Vector256<uint> addresses)
    {
        var hits = 0u;
        for (var n = 0; n < Vector256<uint>.Count; n++)
        {
            hits |= MayContain(addresses[n]) ? 1u << n : 0;
        }

        return hits;
    }

    private void Mark(uint address)
    {
        var place = FilterPlace(address);
        _filter[place >> 5] |= 1u << (int)(place & 31);
    }

    /// <summary>The entry of a known address, or a null reference.</summary>
    public ref Entry Find(uint address, long now)
    {
        var bucket = BucketOf(address);
        var places = Vector256.Equals(Vector256.LoadUnsafe(ref _addresses[bucket]), Vector256.Create(address)).ExtractMostSignificantBits();
        for (; places != 0; places &= places - 1)
        {
            ref var entry = ref _entries[bucket + BitOperations.TrailingZeroCount(places)];
            if (now - entry.Heard <= LifetimeTicks && entry.Heard != 0)
            {
                return ref entry;
            }
        }

        return ref Unsafe.NullRef<Entry>();
    }

    /// <summary>Notes an announcement and gives the entry, which is new or the one already known. Doubt ends with the second announcement.</summary>
    public ref Entry Announce(uint address, bool inDoubt, long now)
    {
        ref var known = ref Find(address, now);
        if (!Unsafe.IsNullRef(ref known))
        {
            (known.Heard, known.IsInDoubt) = (now, false);
            return ref known;
        }

        var bucket = BucketOf(address);
        var oldest = bucket;
        for (var n = bucket + 1; n < bucket + Ways; n++)
        {
            if (_entries[n].Heard < _entries[oldest].Heard)
            {
                oldest = n;
            }
        }

        _addresses[oldest] = address;
        _entries[oldest] = new Entry { Heard = Math.Max(1, now), IsInDoubt = inDoubt };
        Count++;
        Neighbours += 2 * NeighboursOf(address, now);
        Mark(address);
        return ref _entries[oldest];
    }

    /// <summary>Forgets, every few seconds, who has not been heard for long; true when it did.</summary>
    public bool Sweep(long now)
    {
        if (now - _lastSweep < SweepTicks)
        {
            return false;
        }

        _lastSweep = now;
        Array.Clear(_filter);
        Count = 0;
        for (var n = 0; n < _entries.Length; n++)
        {
            ref var entry = ref _entries[n];
            if (entry.Heard == 0)
            {
                continue;
            }

            if (now - entry.Heard > LifetimeTicks)
            {
                entry = default;
                continue;
            }

            Count++;
            Mark(_addresses[n]);
        }

        CountNeighbours(now);

        return true;
    }

    private void CountNeighbours(long now)
    {
        Neighbours = 0;
        for (var n = 0; n < _entries.Length; n++)
        {
            Neighbours += _entries[n].Heard == 0 ? 0 : NeighboursOf(_addresses[n], now);
        }
    }

    private int NeighboursOf(uint address, long now)
    {
        var count = 0;
        for (var bit = 0; bit < 24; bit++)
        {
            var other = address ^ 1u << bit;
            count += MayContain(other) && !Unsafe.IsNullRef(ref Find(other, now)) ? 1 : 0;
        }

        return count;
    }

    private static uint Hash(uint address) => (address * 2654435761u) >> 8;

    private static int BucketOf(uint address) => (int)(Hash(address) % Buckets) * Ways;

    /// <summary>One known address.</summary>
    internal struct Entry
    {
        /// <summary>Time of the last announcement, in fine steps; 0 marks a free place.</summary>
        public long Heard;

        /// <summary>True when only one frame announced the address, and it needed repair.</summary>
        public bool IsInDoubt;

        /// <summary>Last altitude in feet, valid when <see cref="AltitudeTime"/> is not 0.</summary>
        public int AltitudeFeet;

        /// <summary>When the altitude was heard.</summary>
        public long AltitudeTime;

        /// <summary>Last identity code (13 bits as transmitted), valid when <see cref="IdentityTime"/> is not 0.</summary>
        public int Identity;

        /// <summary>When the identity was heard.</summary>
        public long IdentityTime;

        /// <summary>Last capability plus 1; 0 when none was heard.</summary>
        public int CapabilityPlusOne;
    }
}
