using System.Net;
using AdsbFeeder.Networking.Tests.Feeds;

namespace AdsbFeeder.Networking.Tests.Interop;

/// <summary>dump1090-mutability as somebody's server that our feeds connect to.</summary>
public class Dump1090FeedTests
{
    [Theory]
    [InlineData(FeedProtocol.Beast)]
    [InlineData(FeedProtocol.BeastReduce)]
    [InlineData(FeedProtocol.BeastReducePlus)]
    [InlineData(FeedProtocol.Avr)]
    [InlineData(FeedProtocol.AvrWithTime)]
    public async Task It_takes_what_we_feed_and_gives_it_on(FeedProtocol protocol)
    {
        using var dump1090 = await Dump1090.Start();
        if (dump1090 is null)
            return;
        await using var bench = new FeedBench();
        using var theirs = new Recorder(dump1090.RawOutput);
        IPEndPoint input = protocol is FeedProtocol.Avr or FeedProtocol.AvrWithTime ? dump1090.RawInput : dump1090.BeastInput;
        var feed = bench.Start(FeedBench.To(protocol, new LinkTarget("127.0.0.1", input.Port)) with { Uuid = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d" });
        await Peer.Until(() => feed.Status.State == FeedState.Up && bench.FanOut.Subscriptions.Count == 1, "the feed is up");

        // dump1090 keeps the first message of an aircraft back, and serves whoever came last after a while; ten seconds apart reduction leaves none out.
        var update = Samples.Update(Samples.Long);
        await Peer.Until(
            () =>
            {
                update = update with { Received = update.Received with { Ticks12MHz = update.Received.Ticks12MHz + 120_000_000, UnixMilliseconds = update.Received.UnixMilliseconds + 10_000 } };
                bench.Publish(update);
                return theirs.Text.Contains($"*{Samples.Long};", StringComparison.OrdinalIgnoreCase);
            },
            "the frame comes out at the other side");

        Assert.Equal(FeedState.Up, feed.Status.State);
        Assert.All(theirs.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipLast(1), line => Assert.True(line == $"*{Samples.Long};" || line == "*0000;", line));
    }
}
