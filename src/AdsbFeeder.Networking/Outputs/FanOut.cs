using System.Collections.Immutable;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>Gives frames to every output: encoded once per format and rule, shared by all who subscribe, waiting for none.</summary>
/// <remarks>
/// <see cref="Publish"/>, <see cref="HandOut"/> and <see cref="Flush"/> belong to one thread, the tracker's; the rest may be called from any.
/// Publishing costs what encoding costs: a subscriber only ever finds a finished block in its queue, and one that is slow loses its oldest.
/// </remarks>
public sealed class FanOut : IDisposable
{
    /// <summary>Blocks of about 1,280 bytes that wait for a reader before its oldest are dropped: at most 2.6 MB, shared with others as slow.</summary>
    public const int DefaultQueueBlocks = 2048;

    /// <summary>Silence after which clients get a heartbeat. Clients give up after 70 s (readsb) to 150 s (mlat-client).</summary>
    public static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _housekeeping;
    private readonly ITimer _lines;
    private ImmutableArray<OutputStream> _streams = [];
    private ImmutableArray<FrameStream> _frameStreams = [];
    private long _publishedHeard = long.MinValue, _published;
    private volatile TrackingSnapshot _snapshot = TrackingSnapshot.Empty;

    /// <summary>Starts the clock of heartbeats.</summary>
    public FanOut(TimeProvider time, ILogger<FanOut> logger)
    {
        _time = time;
        _logger = logger;
        _housekeeping = time.CreateTimer(_ => Housekeep(), null, HousekeepingPeriod, HousekeepingPeriod);
        _lines = time.CreateTimer(_ => SendLines(), null, VrsFormat.Period, VrsFormat.Period);
    }

    /// <summary>Our number among receivers, for outputs that say who heard a frame.</summary>
    public ulong ReceiverId { get; init; } = 1;

    /// <summary>Everyone who receives a stream.</summary>
    public IReadOnlyList<Subscription> Subscriptions => [.. _streams.SelectMany(x => x.Subscriptions)];

    /// <summary>True while a client that reads quickly has a long queue: whoever can wait with new frames, waits.</summary>
    /// <remarks>Frames poured in from a file are sent on as fast as clients take them, and none is lost. A client that reads slowly or not at all
    /// holds nobody up: it loses its oldest frames.</remarks>
    public bool IsPressed
    {
        get
        {
            foreach (var stream in _streams)
            {
                foreach (var receiver in stream.Receivers)
                {
                    if (receiver is Subscription { IsPressed: true })
                        return true;
                }
            }

            return false;
        }
    }

    /// <summary>A place for a reader, from now until it is disposed.</summary>
    /// <param name="format">The format it reads.</param>
    /// <param name="rule">What it gets; <see cref="Subscription.Rule"/> changes it later.</param>
    /// <param name="name">Who it is, for lines in the log.</param>
    /// <param name="queueBlocks">Blocks that may wait for it.</param>
    /// <param name="gathers">Whether it reads blocks that have piled up in one piece.</param>
    public Subscription Subscribe(WireFormat format, OutputRule rule, string name, int queueBlocks = DefaultQueueBlocks, bool gathers = true) =>
        new(this, format, rule, name, queueBlocks, _time) { Gathers = gathers };

    /// <summary>The same for a client that came to us, which inputs wait for while it reads quickly.</summary>
    internal Subscription SubscribeClient(WireFormat format, OutputRule rule, string name, int queueBlocks) =>
        new(this, format, rule, name, queueBlocks, _time) { IsClient = true };

    /// <summary>Encodes one frame for every stream that somebody reads and that may carry it.</summary>
    public void Publish(in TrackUpdate update)
    {
        foreach (var stream in _frameStreams)
        {
            if (!stream.HasReceivers)
                continue;

            // Frames that came in one piece leave together, without asking the clock for each.
            if (_publishedHeard != update.Received.UnixMilliseconds)
                (_publishedHeard, _published) = (update.Received.UnixMilliseconds, _time.GetUtcNow().ToUnixTimeMilliseconds());
            stream.Publish(update, _published);
        }
    }

    /// <summary>Gives the blocks that are full to the subscribers. Call it at the end of each batch.</summary>
    public void HandOut()
    {
        foreach (var stream in _frameStreams)
            stream.HandOut();
    }

    /// <summary>Gives all that was encoded so far to the subscribers. Call it at least every 50 ms while frames flow.</summary>
    public void Flush()
    {
        _publishedHeard = long.MinValue;
        foreach (var stream in _frameStreams)
            stream.Flush();
    }

    /// <summary>Takes the latest picture of the sky, for streams that are made of it.</summary>
    public void PublishSnapshot(TrackingSnapshot snapshot) => _snapshot = snapshot;

    /// <inheritdoc/>
    public void Dispose()
    {
        _housekeeping.Dispose();
        _lines.Dispose();
    }

    /// <summary>The stream of a format under a rule; the same for all who ask for the same. There are few, and they stay.</summary>
    internal OutputStream Stream(WireFormat format, OutputRule rule)
    {
        lock (_housekeeping)
        {
            if (_streams.FirstOrDefault(x => x.Format == format && x.Rule == rule) is { } existing)
                return existing;
            OutputStream stream = format is VrsFormat vrs ? new SnapshotStream(vrs, rule, _time) : new FrameStream(format, rule, ReceiverId, _time);
            _streams = _streams.Add(stream);
            if (stream is FrameStream frames)
                _frameStreams = _frameStreams.Add(frames);
            return stream;
        }
    }

    private void SendLines()
    {
        foreach (var stream in _streams)
            (stream as SnapshotStream)?.Tick(_snapshot);
    }

    // Heartbeats and words about slow readers come from here, so that no logger can hold up the tracker.
    private void Housekeep()
    {
        foreach (var stream in _streams)
        {
            stream.HeartbeatIfSilent(HeartbeatAfter);
            foreach (var subscriber in stream.Subscriptions)
                subscriber.Watch(_logger);
        }
    }
}
