using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Collects encoded frames until they fill a block. One thread owns it.</summary>
/// <param name="format">How to write a frame.</param>
/// <param name="blockBytes">The block is full once it holds this many bytes; the last frame may reach over.</param>
/// <param name="ownReceiverId">Our number among receivers, when each block is to say who heard its frames; absent when not.</param>
public sealed class BlockBuilder(WireFormat format, int blockBytes = BlockBuilder.DefaultBytes, ulong? ownReceiverId = null)
{
    /// <summary>1,280 bytes, which fit the smallest packet of IPv6 nearly whole; readsb's default as well.</summary>
    public const int DefaultBytes = 1280;

    private readonly byte[] _bytes = new byte[blockBytes + format.MaxLength + WireFormat.MaxReceiverIdLength];
    private int _length;
    private int _frames;
    private SourceCounts _sources;
    private ulong? _receiverId;

    /// <summary>Number of bytes collected so far.</summary>
    public int Length => _length;

    /// <summary>True when the block should be taken.</summary>
    public bool IsFull => _length >= blockBytes;

    /// <summary>Appends one frame; does nothing and returns false when the format has nothing to say about it.</summary>
    /// <exception cref="InvalidOperationException">The block is full: take it first.</exception>
    public bool Add(in TrackUpdate update, long nowUnixMilliseconds)
    {
        if (IsFull)
            throw new InvalidOperationException("The block is full.");
        var lastReceiverId = _receiverId;
        var name = ownReceiverId is null ? 0 : AddReceiverId(update.Received.ReceiverId);
        var written = format.Write(update, nowUnixMilliseconds, _bytes.AsSpan(_length + name));
        if (written == 0)
        {
            _receiverId = lastReceiverId;
            return false;
        }

        _length += name + written;
        _frames++;
        _sources = _sources.Plus(update.Received.Source);
        return true;
    }

    /// <summary>Gives the collected frames away as an immutable block and starts anew; absent when there are none.</summary>
    public EncodedBlock? Take()
    {
        if (_length == 0)
            return null;
        var block = new EncodedBlock(_bytes.AsMemory(0, _length).ToArray(), _frames, _sources);
        Clear();
        return block;
    }

    /// <summary>Forgets the collected frames.</summary>
    public void Clear()
    {
        _length = _frames = 0;
        _sources = default;
        _receiverId = null;
    }

    // A block can be the first that a client gets, so each names its first receiver, and then every other one.
    private int AddReceiverId(ulong heardBy)
    {
        var id = heardBy == 0 ? ownReceiverId!.Value : heardBy;
        if (_receiverId == id)
            return 0;
        _receiverId = id;
        return format.WriteReceiverId(id, _bytes.AsSpan(_length));
    }
}
