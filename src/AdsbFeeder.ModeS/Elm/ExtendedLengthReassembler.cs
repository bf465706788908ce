namespace AdsbFeeder.ModeS;

/// <summary>Puts the segments of downlink extended length messages together, for a bounded number of aircraft at a time.</summary>
/// <remarks>
/// 1. A reply of DF4, 5, 20 or 21 with DR 16 to 31 announces DR - 15 segments. A message of which that was not heard is never complete.
/// 2. Segments come in any order, and again until the radar has them all. One that differs from what is there begins a new message.
/// 3. With the last of them the message is handed out once, and its place is free.
/// 4. Messages in which nothing has happened for ten seconds, and then the stalest, give way to new ones.
/// Not safe for use by several threads at once.
/// </remarks>
public sealed class ExtendedLengthReassembler
{
    /// <summary>The longest message in bytes: 16 segments.</summary>
    public const int LongestMessage = MostSegments * CommDReply.SegmentLength;

    private const int MostSegments = 16;
    private const int FirstAnnouncement = 16;
    private const long LifeMilliseconds = 10_000;

    private readonly Slot[] _slots;
    private readonly byte[] _bytes;

    /// <summary>A reassembler for so many aircraft at a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public ExtendedLengthReassembler(int capacity = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _slots = new Slot[capacity];
        _bytes = new byte[capacity * LongestMessage];
    }

    /// <summary>Takes note of the field DR of a surveillance or Comm-B reply; of no effect below 16.</summary>
    public void Announce(Address address, int downlinkRequest, long unixMilliseconds)
    {
        if (downlinkRequest is < FirstAnnouncement or >= FirstAnnouncement + MostSegments)
            return;
        ref var slot = ref _slots[Find(address, unixMilliseconds)];
        var count = downlinkRequest - FirstAnnouncement + 1;
        if (slot.Count != count && slot.Count != 0)
            slot.Received = 0;
        slot.Count = count;
        slot.LastUnixMilliseconds = unixMilliseconds;
    }

    /// <summary>Takes a segment. True when it completes a message, which is then written; acknowledgements are ignored.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="LongestMessage"/>.</exception>
    public bool TryComplete(in CommDReply segment, long unixMilliseconds, Span<byte> message, out int length)
    {
        if (message.Length < LongestMessage)
            throw new ArgumentException("A message has up to 160 bytes.", nameof(message));
        length = 0;
        if (segment.IsAcknowledgement)
            return false;

        var index = Find(segment.Address, unixMilliseconds);
        ref var slot = ref _slots[index];
        slot.LastUnixMilliseconds = unixMilliseconds;
        Store(segment, ref slot, _bytes.AsSpan(index * LongestMessage, LongestMessage));
        if (slot.Count == 0 || slot.Received != (1 << slot.Count) - 1)
            return false;

        length = slot.Count * CommDReply.SegmentLength;
        _bytes.AsSpan(index * LongestMessage, length).CopyTo(message);
        slot = default;
        return true;
    }

    private static void Store(in CommDReply segment, ref Slot slot, Span<byte> bytes)
    {
        Span<byte> data = stackalloc byte[CommDReply.SegmentLength];
        segment.CopyTo(data);
        var place = bytes.Slice(segment.SegmentNumber * CommDReply.SegmentLength, CommDReply.SegmentLength);
        var bit = 1 << segment.SegmentNumber;
        if ((slot.Received & bit) != 0 && !place.SequenceEqual(data))
            slot.Received = 0;
        data.CopyTo(place);
        slot.Received |= bit;
        if (slot.Count != 0 && segment.SegmentNumber >= slot.Count)
            slot.Count = 0; // the announcement was for another message
    }

    /// <summary>The slot of an aircraft; else a free one, made its own; else the stalest.</summary>
    private int Find(Address address, long now)
    {
        var best = 0;
        for (var i = 0; i < _slots.Length; i++)
        {
            ref var slot = ref _slots[i];
            if (slot.IsUsed && now - slot.LastUnixMilliseconds > LifeMilliseconds)
                slot = default;
            if (slot.IsUsed && slot.Address == address)
                return i;
            if (_slots[best].IsUsed && (!slot.IsUsed || slot.LastUnixMilliseconds < _slots[best].LastUnixMilliseconds))
                best = i;
        }

        _slots[best] = new Slot { IsUsed = true, Address = address, LastUnixMilliseconds = now };
        return best;
    }

    private struct Slot
    {
        public bool IsUsed;
        public Address Address;
        public int Count;
        public int Received;
        public long LastUnixMilliseconds;
    }
}
