using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Feeding;

/// <summary>Starts the feeds of the configuration when everything else runs, and closes them first.</summary>
internal sealed partial class FeedsService(IReadOnlyList<FeedOptions> plan, Settings settings, FanOut fanOut, TimeProvider time, ILogger<Feed> logger) : IHostedService
{
    private readonly List<Feed> _feeds = [];

    /// <summary>Each feed as it stands now.</summary>
    internal IReadOnlyList<FeedStatus> Statuses
    {
        get
        {
            lock (_feeds)
            {
                return [.. _feeds.Select(feed => feed.Status)];
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Own frames come from a radio; without one, what other receivers send is all there is.
        if (settings.Receivers.All(receiver => receiver.Source.Type == SourceType.None))
        {
            foreach (var idle in plan.Where(feed => (feed.Sources & ~Provenance.Radio) == Provenance.None))
            {
                LogIdle(logger, idle.Name);
            }
        }

        lock (_feeds)
        {
            _feeds.AddRange(plan.Select(options => Feed.Start(options, fanOut, logger, time)));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Feed[] feeds;
        lock (_feeds)
        {
            feeds = [.. _feeds];
            _feeds.Clear();
        }

        await Task.WhenAll(feeds.Select(feed => feed.DisposeAsync().AsTask()));
    }

    /// <summary>Forgets what is held against a feed and tries it at once; false when there is none of that name.</summary>
    internal bool Clear(string name)
    {
        lock (_feeds)
        {
            var feed = _feeds.Find(feed => feed.Status.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            feed?.Clear();
            return feed is not null;
        }
    }

    [LoggerMessage(1501, LogLevel.Warning, "Feed {Feed} has nothing to send: Source:Type is none, and Feed:{Feed}:Sources lets no frames of other receivers leave. If those are yours and feed nobody, set Sources = radio, network")]
    private static partial void LogIdle(ILogger logger, string feed);
}
