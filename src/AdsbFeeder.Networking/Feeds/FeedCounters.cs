using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>What a feed counted since the service started. Any thread reads; the feed's own writes.</summary>
internal sealed class FeedCounters
{
    private readonly Lock _lock = new();
    private long _bytes, _dropped, _connections, _failures, _pings, _slowDowns;
    private SourceCounts _frames;
    private Subscription? _subscription;

    /// <summary>Bytes that the connection took; what TLS and HTTP add is not counted.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Frames in them, by where they came from.</summary>
    public SourceCounts Frames
    {
        get
        {
            lock (_lock)
                return _frames;
        }
    }

    /// <summary>Frames that were dropped because the network read too slowly.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock)
                return _dropped + (_subscription?.DroppedFrames ?? 0);
        }
    }

    /// <summary>Blocks that wait to be sent.</summary>
    public int QueuedBlocks
    {
        get
        {
            lock (_lock)
                return _subscription?.QueuedBlocks ?? 0;
        }
    }

    /// <summary>Links that were established.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Tries that led to no link.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Pings answered.</summary>
    public long Pings => Interlocked.Read(ref _pings);

    /// <summary>Times that the network asked to slow down.</summary>
    public long SlowDowns => Interlocked.Read(ref _slowDowns);

    /// <summary>The queue whose drops are ours from now on; null at its end.</summary>
    public void Follow(Subscription? subscription)
    {
        lock (_lock)
        {
            _dropped += _subscription?.DroppedFrames ?? 0;
            _subscription = subscription;
        }
    }

    public void Sent(long bytes, SourceCounts frames)
    {
        Interlocked.Add(ref _bytes, bytes);
        lock (_lock)
            _frames += frames;
    }

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Failed() => Interlocked.Increment(ref _failures);

    public void PingAnswered() => Interlocked.Increment(ref _pings);

    public void SlowedDown() => Interlocked.Increment(ref _slowDowns);
}
