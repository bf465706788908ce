using System.Runtime.InteropServices;

namespace AdsbFeeder.Dsp;

/// <summary>Addresses that clean frames announced lately, with what they last said: the evidence against which doubtful frames are weighed.</summary>
/// <remarks>Bounded: eight places per bucket, of which the one heard longest ago gives way. Time is that of the samples.</remarks>
internal sealed class RecentAddresses
{
    /// <summary>An address is known for so long after its last clean announcement: 90 s.</summary>
    public const long LifetimeTicks = 90L * SampleRates.FineRate;

    private const int Buckets = 2048;
    private const int Ways = 8;
    private const long SweepTicks = 5L * SampleRates.FineRate;

    private readonly Entry[] _entries = new Entry[Buckets * Ways];
    private readonly ulong[] _filter = new ulong[1024];
    private long _lastSweep = long.MinValue / 2;

    /// <summary>Number of known addresses.</summary>
    public int Count { get; private set; }

    /// <summary>Quick look: false means that the address is surely unknown.</summary>
    public bool MayContain(uint address)
    {
        var hash = Hash(address) & 0xFFFF;
        return (_filter[hash >> 6] >> (int)(hash & 63) & 1) != 0;
    }

    /// <summary>The entry of a known address, or a null reference.</summary>
    public ref Entry Find(uint address, long now)
    {
        foreach (ref var entry in Bucket(address))
        {
            if (entry.Address == address && now - entry.Heard <= LifetimeTicks && entry.Heard != 0)
            {
                return ref entry;
            }
        }

        return ref System.Runtime.CompilerServices.Unsafe.NullRef<Entry>();
    }

    /// <summary>Notes a clean announcement and gives the entry, which is new or the one already known.</summary>
    public ref Entry Announce(uint address, long now)
    {
        ref var known = ref Find(address, now);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
        {
            known.Heard = now;
            return ref known;
        }

        var bucket = Bucket(address);
        var oldest = 0;
        for (var n = 1; n < bucket.Length; n++)
        {
            if (bucket[n].Heard < bucket[oldest].Heard)
            {
                oldest = n;
            }
        }

        bucket[oldest] = new Entry { Address = address, Heard = Math.Max(1, now) };
        Count++;
        var hash = Hash(address) & 0xFFFF;
        _filter[hash >> 6] |= 1UL << (int)(hash & 63);
        return ref bucket[oldest];
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
        foreach (ref var entry in _entries.AsSpan())
        {
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
            var hash = Hash(entry.Address) & 0xFFFF;
            _filter[hash >> 6] |= 1UL << (int)(hash & 63);
        }

        return true;
    }

    private static uint Hash(uint address) => (address * 2654435761u) >> 8;

    private Span<Entry> Bucket(uint address) => MemoryMarshal.CreateSpan(ref _entries[(int)(Hash(address) % Buckets) * Ways], Ways);

    /// <summary>One known address.</summary>
    internal struct Entry
    {
        /// <summary>The 24 bits.</summary>
        public uint Address;

        /// <summary>Time of the last clean announcement, in fine steps; 0 marks a free place.</summary>
        public long Heard;

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
