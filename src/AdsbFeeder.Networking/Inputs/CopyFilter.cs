using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>What a frame is among those of all receivers.</summary>
public enum CopyVerdict
{
    /// <summary>The first copy of a transmission.</summary>
    New,

    /// <summary>A transmission that another receiver has sent already.</summary>
    Copy,

    /// <summary>A frame that we sent out ourselves, or had from the same receiver already: connections form a ring.</summary>
    Returned,
}

/// <summary>Tells copies of one transmission by several receivers from new ones, and lets nothing go round in circles. Belongs to the tracker's thread.</summary>
/// <remarks>
/// <list type="number">
/// <item>A frame under our own number has been here before.</item>
/// <item>So has one with the same bits and the same time stamp as another of the last ten seconds, from a receiver that still sends: no clock stands
/// still, and no two agree on 48 bits. (A recording that is played again and again is another matter.)</item>
/// <item>The same bits from another receiver within a second are a copy; from the same receiver they are a new transmission of the same words, as
/// replies to interrogations are.</item>
/// <item>Frames without a time (AVR) have only their words: whoever brought them first goes on bringing new ones, and what another brings within ten
/// seconds of the last is a copy. It may have been round, and how often does not show.</item>
/// </list>
/// A receiver that is alone may say what it likes. What it says is remembered all the same: the next may be the end of a ring. Mode A/C replies have too few bits to be told apart, so only their time is looked at; MLAT results and SBS lines are nobody's
/// reception. The tables are fixed in size, so a flood makes memory shorter and not larger.</remarks>
public sealed class CopyFilter(ulong ownReceiverId)
{
    private const int Slots = 1 << 16;
    private const long WindowMs = 1000;
    private const long RingMs = 10_000;
    private const long ActiveMs = 2000;
    private const int MaxReceivers = 64;

    private readonly Dictionary<ulong, int> _receivers = [];
    private Heard[] _heard = [];
    private Stamp[] _stamps = [];
    private readonly long[] _lastHeardMs = new long[MaxReceivers];
    private (ulong Id, int Index) _last = (ulong.MaxValue, -1);

    /// <summary>Judges a frame, remembers it, and counts it when it is not new.</summary>
    public CopyVerdict Judge(in ReceivedFrame received)
    {
        var verdict = Compare(received);
        if (verdict != CopyVerdict.New)
            NetworkingMetrics.RepeatedFrames.Add(1, new KeyValuePair<string, object?>("verdict", verdict == CopyVerdict.Copy ? "copy" : "returned"));
        return verdict;
    }

    /// <summary>Says which frame comes some frames later: what is known of its bits and its time, at random places of megabytes, is in the processor's cache by then. May be left out.</summary>
    public unsafe void Expect(in ReceivedFrame received)
    {
        if (_heard.Length == 0 || !Sse.IsSupported)
            return;
        var bits = Mix(received.Frame);
        Sse.Prefetch0(Unsafe.AsPointer(ref _heard[bits & (Slots - 1)]));
        Sse.Prefetch0(Unsafe.AsPointer(ref _stamps[MixTime(bits, received.Ticks12MHz) >> 48]));
    }

    private CopyVerdict Compare(in ReceivedFrame received)
    {
        if (received.Source is FrameSource.Mlat or FrameSource.Sbs)
            return CopyVerdict.New;
        if (received.ReceiverId == ownReceiverId)
            return CopyVerdict.Returned;

        var receiver = IndexOf(received.ReceiverId);
        if (_heard.Length == 0)
            (_heard, _stamps) = (new Heard[Slots], new Stamp[Slots]);

        var bits = Mix(received.Frame);
        var now = received.UnixMilliseconds;
        var hasTime = HasTime(received);
        if (hasTime && WasHere(bits, received.Ticks12MHz, receiver, now) && _receivers.Count > 1)
            return CopyVerdict.Returned;

        _lastHeardMs[receiver] = now;
        if (hasTime && received.Frame.IsModeAc)
            return CopyVerdict.New;

        ref var heard = ref _heard[bits & (Slots - 1)];
        var mine = 1UL << receiver;
        var isElsewhere = hasTime
            ? Math.Abs(now - heard.TimeMs) <= WindowMs && (heard.Receivers & mine) == 0
            : Math.Abs(now - heard.TimeMs) <= RingMs && heard.First != receiver;
        if (heard.Bits == bits && isElsewhere)
        {
            heard.Receivers |= mine;
            return CopyVerdict.Copy;
        }

        heard = new Heard(bits, now, mine, receiver);
        return CopyVerdict.New;
    }

    private int IndexOf(ulong receiverId)
    {
        if (_last.Id == receiverId)
            return _last.Index;
        if (!_receivers.TryGetValue(receiverId, out var index))
        {
            // More receivers than bits share the numbers of those that came first: connections come and go for months.
            index = _receivers.Count % MaxReceivers;
            if (_receivers.Count >= 16 * MaxReceivers)
                _receivers.Clear();
            _receivers[receiverId] = index;
        }

        _last = (receiverId, index);
        return index;
    }

    private static bool HasTime(in ReceivedFrame received) =>
        received.Ticks12MHz is not (0 or BeastTimestamp.Mlat or BeastTimestamp.Uat or BeastTimestamp.NoForward);

    private bool WasHere(ulong bits, long ticks, int receiver, long now)
    {
        var value = MixTime(bits, ticks);
        ref var stamp = ref _stamps[value >> 48];
        if (stamp.Value == value && Math.Abs(now - stamp.TimeMs) <= RingMs && (stamp.Receiver == receiver || Math.Abs(now - _lastHeardMs[stamp.Receiver]) <= ActiveMs))
            return true;
        stamp = new Stamp(value, now, receiver);
        return false;
    }

    // Two rounds of multiplication: well spread, and what an attacker gains by colliding is that his own frames are copies.
    private static ulong Mix(in Frame frame)
    {
        Span<byte> bytes = stackalloc byte[16];
        frame.Bytes.CopyTo(bytes);
        var low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var high = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var mixed = (low ^ high * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93;
        return (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93 | 1;
    }

    private static ulong MixTime(ulong bits, long ticks) => (bits ^ (ulong)ticks * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93;

    private struct Heard(ulong bits, long timeMs, ulong receivers, int first)
    {
        public ulong Bits = bits;
        public long TimeMs = timeMs;
        public ulong Receivers = receivers;
        public readonly int First = first;
    }

    private readonly struct Stamp(ulong value, long timeMs, int receiver)
    {
        public readonly ulong Value = value;
        public readonly long TimeMs = timeMs;
        public readonly int Receiver = receiver;
    }
}
