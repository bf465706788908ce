using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>Writes a feed's life into the log so that a tired reader learns what matters: a line when it comes up, one when it goes down, one when it is held back,
/// and one every six hours while it stays away. The tries between are for the status page.</summary>
internal sealed class FeedReporter(string feed, ILogger logger, TimeProvider time)
{
    /// <summary>A feed that came back must hold this long before the log believes it.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(15);

    /// <summary>How often the log is reminded of a feed that stays away.</summary>
    public static readonly TimeSpan ReminderEvery = TimeSpan.FromHours(6);

    private readonly Lock _lock = new();
    private bool _toldUp, _toldDown, _toldHeld;
    private long _downSince, _reminded;
    private int _tries;
    private ITimer? _settling;

    /// <summary>The link is established.</summary>
    public void Up(string remote)
    {
        lock (_lock)
        {
            if (_toldDown)
                _settling = time.CreateTimer(_ => Settle(remote), null, SettledAfter, Timeout.InfiniteTimeSpan);
            else
                Tell(remote);
        }
    }

    /// <summary>The link was lost, or could not be had when <paramref name="lived"/> is absent.</summary>
    public void Down(TimeSpan? lived, string reason, TimeSpan pause, bool held)
    {
        lock (_lock)
        {
            _settling?.Dispose();
            _settling = null;
            _tries++;
            if (_toldUp || !_toldDown)
            {
                (_downSince, _reminded, _tries) = (time.GetTimestamp(), time.GetTimestamp(), 0);
                (_toldUp, _toldDown, _toldHeld) = (false, true, false);
                if (lived is { } span)
                    logger.FeedDown(feed, SpanWords.Of(span), reason, SpanWords.Of(pause));
                else
                    logger.FeedUnreachable(feed, reason, SpanWords.Of(pause));
            }
            else if (held && !_toldHeld)
            {
                _toldHeld = true;
                logger.FeedHeld(feed, reason, SpanWords.Of(pause));
            }
            else if (time.GetElapsedTime(_reminded) >= ReminderEvery)
            {
                _reminded = time.GetTimestamp();
                logger.FeedStillDown(feed, SpanWords.Of(time.GetElapsedTime(_downSince)), _tries, reason);
            }
        }
    }

    private void Settle(string remote)
    {
        lock (_lock)
        {
            if (_settling is not null)
                Tell(remote);
        }
    }

    private void Tell(string remote)
    {
        _settling?.Dispose();
        _settling = null;
        (_toldUp, _toldDown, _toldHeld) = (true, false, false);
        logger.FeedUp(feed, remote);
    }
}
