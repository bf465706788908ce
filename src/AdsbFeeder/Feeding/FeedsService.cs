using AdsbFeeder.Networking;

namespace AdsbFeeder.Feeding;

/// <summary>Starts the feeds of the configuration when everything else runs, and closes them first.</summary>
internal sealed class FeedsService(IReadOnlyList<FeedOptions> plan, FanOut fanOut, TimeProvider time, ILogger<Feed> logger) : IHostedService
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
}
