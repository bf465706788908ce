using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Networking.Tests.Feeds;

/// <summary>What a feed needs around it: a fan-out, a clock that tests move, a log that remembers.</summary>
internal sealed class FeedBench : IAsyncDisposable
{
    private readonly List<Feed> _feeds = [];

    public FeedBench() => FanOut = new FanOut(Time, new LogBook<FanOut>());

    public ManualTime Time { get; } = new();

    public LogBook<Feed> Log { get; } = new();

    public FanOut FanOut { get; }

    /// <summary>Feeds that wait for the other end for as long as it takes: a test's time passes quickly while a peer that is a process does not.</summary>
    public static FeedOptions To(FeedProtocol protocol, params LinkTarget[] targets) =>
        new("test", protocol, new LinkOptions(targets) { Resolve = NoNames, ConnectTimeout = Forever }) { AnswerTimeout = Forever };

    private static readonly TimeSpan Forever = TimeSpan.FromDays(20);

    /// <summary>A name server that must not be asked.</summary>
    public static Task<IPAddress[]> NoNames(string name, CancellationToken cancellationToken) => throw new SocketException((int)SocketError.HostNotFound);

    public Feed Start(FeedOptions options)
    {
        var feed = Feed.Start(options, FanOut, Log, Time, new Random(1));
        _feeds.Add(feed);
        return feed;
    }

    public void Publish(params ReadOnlySpan<TrackUpdate> updates)
    {
        foreach (var update in updates)
            FanOut.Publish(update);
        FanOut.Flush();
    }

    /// <summary>Lets time pass in steps until something is so, as pauses and timers need it.</summary>
    public Task Pass(TimeSpan step, Func<bool> until, string what) => Peer.Until(
        () =>
        {
            if (until())
                return true;
            Time.Advance(step);
            return false;
        },
        what);

    public async ValueTask DisposeAsync()
    {
        foreach (var feed in _feeds)
            await feed.DisposeAsync();
        FanOut.Dispose();
    }
}
