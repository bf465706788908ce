using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>One connection to somebody else's server, for as long as the service lives: tries, feeds, waits, tries again.</summary>
/// <remarks>Nothing that happens to a feed reaches the receiver or another feed. Frames of other sources than the owner allowed never enter its stream.</remarks>
public sealed class Feed : IAsyncDisposable
{
    private readonly FeedOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly FeedCounters _counters = new();
    private readonly LinkDamping _damping;
    private readonly FeedReporter _reporter;
    private readonly IFeedRunner _runner;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private readonly Task _running, _updating;
    private TaskCompletionSource _cleared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Moment _moment;
    private (string Reason, DateTimeOffset At)? _lastError;

    private Feed(FeedOptions options, FanOut fanOut, ILogger logger, TimeProvider time, Random random)
    {
        (_options, _logger, _time) = (options, logger, time);
        _damping = new LinkDamping(time, random);
        _reporter = new FeedReporter(options.Name, logger, time);
        _runner = options.Protocol == FeedProtocol.Json ? new JsonFeedRunner(options, fanOut, _counters, time) : new StreamFeedRunner(options, fanOut, _counters, time);
        _moment = new Moment(FeedState.Connecting, time.GetUtcNow());
        _running = Task.Run(RunAsync);
        _updating = options.Address is { } station ? Task.Run(() => new StationAddressUpdater(options.Name, station, logger, time).RunAsync(_ending.Token)) : Task.CompletedTask;
    }

    /// <summary>How it is. <see cref="FeedStatus.Since"/> and <see cref="FeedStatus.NextTry"/> are wall clock, for people; all pauses go by the monotonic one.</summary>
    public FeedStatus Status
    {
        get
        {
            Moment moment;
            (string Reason, DateTimeOffset At)? error;
            lock (_lock)
                (moment, error) = (_moment, _lastError);
            return new FeedStatus(
                _options.Name, _options.Protocol, _runner.Target, moment.State, moment.Since, _counters.Bytes, _counters.Frames, _counters.Dropped,
                _counters.Connections, _counters.Failures, _counters.Pings, _counters.SlowDowns, _damping.Penalty)
            {
                QueuedBlocks = _counters.QueuedBlocks,
                Remote = moment.Link?.Remote,
                RoundTrip = moment.Link?.RoundTrip(),
                NextTry = moment.NextTry,
                LastError = error?.Reason,
                LastErrorAt = error?.At,
            };
        }
    }

    /// <summary>Starts to feed and keeps at it until disposed.</summary>
    public static Feed Start(FeedOptions options, FanOut fanOut, ILogger<Feed> logger, TimeProvider time, Random? random = null) =>
        new(options, fanOut, logger, time, random ?? Random.Shared);

    /// <summary>Forgets what is held against the link, and tries at once if it is waiting.</summary>
    public void Clear()
    {
        _damping.Clear();
        _logger.FeedCleared(_options.Name);
        lock (_lock)
            _cleared.TrySetResult();
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_running, _updating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        for (var rotation = 0; ;)
        {
            long? upAt = null;
            string reason;
            try
            {
                Enter(new Moment(FeedState.Connecting, _time.GetUtcNow()));
                await _runner.RunAsync(rotation, Up, _ending.Token);
                reason = "ended";
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (LinkException e)
            {
                reason = e.Message;
            }
#pragma warning disable CA1031 // A fault of ours in one feed must end neither the service nor the other feeds.
            catch (Exception e)
#pragma warning restore CA1031
            {
                reason = e.Message;
                _logger.FeedFailed(e, _options.Name, SpanWords.Of(LinkDamping.HealthyAfter));
            }

            var lived = upAt is { } at ? _time.GetElapsedTime(at) : (TimeSpan?)null;
            rotation = lived >= LinkDamping.HealthyAfter ? 0 : rotation + 1;
            await WaitAsync(lived, reason);

            void Up(FeedLinkInformation link)
            {
                upAt = _time.GetTimestamp();
                _counters.Connected();
                Enter(new Moment(FeedState.Up, _time.GetUtcNow()) { Link = link });
                _reporter.Up(link.Remote);
            }
        }
    }

    private async Task WaitAsync(TimeSpan? lived, string reason)
    {
        if (lived is null)
            _counters.Failed();
        var pause = lived is { } span ? _damping.Lost(span) : _damping.Failed();
        var held = _damping.IsHeld;
        Task cleared;
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            _lastError = (reason, now);
            _moment = new Moment(held ? FeedState.Held : FeedState.Waiting, now) { NextTry = now + pause };
            _cleared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            cleared = _cleared.Task;
        }

        _reporter.Down(lived, reason, pause, held);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        await Task.WhenAny(Task.Delay(pause, _time, waiting.Token), cleared);
        await waiting.CancelAsync();
    }

    private void Enter(Moment moment)
    {
        lock (_lock)
            _moment = moment;
    }

    private sealed record Moment(FeedState State, DateTimeOffset Since)
    {
        public FeedLinkInformation? Link { get; init; }

        public DateTimeOffset? NextTry { get; init; }
    }
}
