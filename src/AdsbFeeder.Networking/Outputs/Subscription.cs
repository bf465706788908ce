using System.Threading.Channels;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>A place in the fan-out: a bounded queue of blocks for one connection, whoever made it. The queue is the most that its slowness can cost; the oldest blocks fall out.</summary>
/// <remarks>One task reads: <see cref="ReadAsync"/>, send, <see cref="Sent"/>, and again. Everything else may be called from any thread.</remarks>
public sealed class Subscription : IBlockReceiver, IDisposable
{
    /// <summary>A reader that took nothing for so long, with blocks waiting, is given up.</summary>
    public static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(10);

    // A client counts as quick that took this much within the last second, or has been behind for less than a second.
    private const int QuickBytes = 512 * 1024;

    // Small blocks that have piled up leave in one piece of at most this size.
    private const int GatherBytes = 16 * 1024;

    private readonly FanOut _fanOut;
    private readonly WireFormat _format;
    private readonly TimeProvider _time;
    private readonly Channel<EncodedBlock> _queue;
    private readonly int _queueBlocks;
    private readonly KeyValuePair<string, object?> _tag;
    private readonly CancellationTokenSource _stalled = new();
    private readonly Lock _moving = new();
    private OutputStream? _stream;
    private byte[]? _gathered;
    private long _bytes, _dropped, _reported, _lastProgress;
    private SourceCounts _frames;
    private readonly Lock _counting = new();
    private long _idle, _windowStart, _windowBytes, _lastWindowBytes;
    private bool _slow, _disposed;

    internal Subscription(FanOut fanOut, WireFormat format, OutputRule rule, string name, int queueBlocks, TimeProvider time)
    {
        (_fanOut, _format, _time, _queueBlocks, Name) = (fanOut, format, time, queueBlocks, name);
        _tag = new("output", format.Name);
        _lastProgress = _idle = _windowStart = time.GetTimestamp();
        _queue = Channel.CreateBounded<EncodedBlock>(
            new BoundedChannelOptions(queueBlocks) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, AllowSynchronousContinuations = false },
            block =>
            {
                Interlocked.Add(ref _dropped, block.Frames);
                if (IsClient)
                    NetworkingMetrics.ClientDroppedFrames.Add(block.Frames, _tag);
            });
        Rule = rule;
    }

    /// <summary>Who reads it, for lines in the log.</summary>
    public string Name { get; }

    /// <summary>What it carries. A change takes effect with the next frames: up to one flush interval of them may be missed or come twice.</summary>
    public OutputRule Rule
    {
        get => _stream!.Rule;
        set
        {
            lock (_moving)
            {
                if (_disposed || _stream?.Rule == value)
                    return;
                _stream?.Leave(this);
                _stream = _fanOut.Stream(_format, value);
                _stream.Join(this);
            }
        }
    }

    /// <summary>Whether blocks that have piled up are read in one piece. Datagrams are blocks of their own.</summary>
    public bool Gathers { get; init; } = true;

    /// <summary>Cancelled when the reader took nothing for <see cref="StallLimit"/> though blocks waited.</summary>
    public CancellationToken Stalled => _stalled.Token;

    /// <summary>Bytes taken and sent.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Frames taken and sent, by where they came from.</summary>
    public SourceCounts Frames
    {
        get
        {
            lock (_counting)
                return _frames;
        }
    }

    /// <summary>Frames that fell out of the queue.</summary>
    public long DroppedFrames => Interlocked.Read(ref _dropped);

    /// <summary>Blocks that wait.</summary>
    public int QueuedBlocks => _queue.Reader.Count;

    /// <summary>Puts a block in the queue; never waits. For words of one connection alone, such as a greeting.</summary>
    public void Offer(EncodedBlock block) => _queue.Writer.TryWrite(block);

    /// <summary>Waits for blocks and returns as many as have piled up, within reason, in one piece. The memory is good until the next call.</summary>
    /// <exception cref="ChannelClosedException">It was disposed.</exception>
    public async ValueTask<EncodedBlock> ReadAsync(CancellationToken cancellationToken)
    {
        EncodedBlock? first;
        while (!_queue.Reader.TryRead(out first))
        {
            Volatile.Write(ref _idle, _time.GetTimestamp());
            if (!await _queue.Reader.WaitToReadAsync(cancellationToken))
                throw new ChannelClosedException();
        }

        return Gathers && _queue.Reader.TryPeek(out var next) && first.Bytes.Length + next.Bytes.Length <= GatherBytes ? Gather(first) : first;
    }

    /// <summary>As <see cref="ReadAsync"/>, if there is something at once.</summary>
    public bool TryRead(out EncodedBlock block)
    {
        var any = _queue.Reader.TryRead(out var first);
        block = first!;
        if (any && Gathers && _queue.Reader.TryPeek(out var next) && block.Bytes.Length + next.Bytes.Length <= GatherBytes)
            block = Gather(block);
        return any;
    }

    /// <summary>Takes note that the other side has taken a block.</summary>
    public void Sent(EncodedBlock block)
    {
        Interlocked.Add(ref _bytes, block.Bytes.Length);
        lock (_counting)
            _frames += block.Sources;
        Progress();
        CountWindow(block.Bytes.Length);
        if (IsClient)
        {
            NetworkingMetrics.ClientFrames.Add(block.Frames, _tag);
            NetworkingMetrics.ClientBytes.Add(block.Bytes.Length, _tag);
        }

        if (block.HeardUnixMilliseconds > 0 && NetworkingMetrics.Latency.Enabled)
            NetworkingMetrics.Latency.Record(Math.Max(0, _time.GetUtcNow().ToUnixTimeMilliseconds() - block.HeardUnixMilliseconds) / 1e3, _tag);
    }

    /// <summary>Takes note that the other side has taken part of a block.</summary>
    public void Progress() => Volatile.Write(ref _lastProgress, _time.GetTimestamp());

    /// <summary>True for a client that came to us. Frames may wait for it while it reads quickly; a feed never holds us up, as it goes where links are thin, and counts for itself.</summary>
    internal bool IsClient { get; init; }

    /// <summary>True while it is behind though it reads quickly.</summary>
    internal bool IsPressed
    {
        get
        {
            if (!IsClient || QueuedBlocks <= _queueBlocks / 4)
                return false;
            if (_time.GetElapsedTime(Volatile.Read(ref _idle)) < TimeSpan.FromSeconds(1))
                return true;
            return _time.GetElapsedTime(Volatile.Read(ref _windowStart)) < TimeSpan.FromSeconds(1)
                && Volatile.Read(ref _windowBytes) + Volatile.Read(ref _lastWindowBytes) >= QuickBytes;
        }
    }

    /// <summary>Leaves the fan-out. What waits is forgotten.</summary>
    public void Dispose()
    {
        lock (_moving)
        {
            _disposed = true;
            _stream?.Leave(this);
        }

        _queue.Writer.TryComplete();
        _stalled.Dispose();
    }

    /// <summary>Says once per episode that the reader is too slow, and gives it up when it reads no more. Called by the fan-out's timer.</summary>
    internal void Watch(ILogger logger)
    {
        var waiting = QueuedBlocks > 0;
        if (!waiting)
            Progress();
        var dropped = DroppedFrames;
        if (dropped > _reported && !_slow)
        {
            _slow = true;
            logger.ClientIsSlow(_format.Name, Name);
        }
        else if (_slow && dropped == _reported && !waiting)
        {
            _slow = false;
            logger.ClientCaughtUp(_format.Name, Name, dropped);
        }

        _reported = dropped;
        if (waiting && !_stalled.IsCancellationRequested && _time.GetElapsedTime(Volatile.Read(ref _lastProgress)) >= StallLimit)
        {
            logger.ClientReadsNothing(_format.Name, Name, (int)StallLimit.TotalMinutes);
            _stalled.Cancel();
        }
    }

    // Bytes of this half second and of the one before.
    private void CountWindow(int bytes)
    {
        var elapsed = _time.GetElapsedTime(_windowStart);
        if (elapsed >= TimeSpan.FromMilliseconds(500))
        {
            Volatile.Write(ref _lastWindowBytes, elapsed < TimeSpan.FromSeconds(1) ? _windowBytes : 0);
            Volatile.Write(ref _windowBytes, 0);
            Volatile.Write(ref _windowStart, _time.GetTimestamp());
        }

        Volatile.Write(ref _windowBytes, _windowBytes + bytes);
    }

    private EncodedBlock Gather(EncodedBlock first)
    {
        _gathered ??= new byte[GatherBytes];
        first.Bytes.CopyTo(_gathered);
        var length = first.Bytes.Length;
        var (frames, sources) = (first.Frames, first.Sources);
        while (_queue.Reader.TryPeek(out var next) && length + next.Bytes.Length <= GatherBytes && _queue.Reader.TryRead(out next))
        {
            // What was seen may have fallen out of a full queue, and another come to its place: blocks are of much the same size, but not quite.
            if (length + next.Bytes.Length > GatherBytes)
            {
                Array.Resize(ref _gathered, length + next.Bytes.Length);
            }

            next.Bytes.CopyTo(_gathered.AsMemory(length));
            length += next.Bytes.Length;
            frames += next.Frames;
            sources += next.Sources;
        }

        return new EncodedBlock(_gathered.AsMemory(0, length), frames, sources) { HeardUnixMilliseconds = first.HeardUnixMilliseconds };
    }
}
