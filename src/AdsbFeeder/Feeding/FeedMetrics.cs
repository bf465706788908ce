using System.Diagnostics.Metrics;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Feeding;

/// <summary>Each feed's counters for <c>/metrics</c>, read when somebody scrapes. The label <c>feed</c> is its name.</summary>
internal sealed class FeedMetrics
{
    private static readonly FrameSource[] Sources = [FrameSource.Radio, FrameSource.Network, FrameSource.Mlat, FrameSource.Simulation, FrameSource.Sbs];

    private readonly FeedsService _feeds;
    private readonly Meter _meter;

    public FeedMetrics(FeedsService feeds, TimeProvider time, IMeterFactory meters)
    {
        _feeds = feeds;
        _meter = meters.Create("AdsbFeeder.Feeds");
        Gauge("adsb_feed_up", "{feed}", "1 while the feed is connected and sends, else 0.", feed => feed.State == FeedState.Up ? 1 : 0);
        Gauge("adsb_feed_connected_seconds", "s", "How long the feed has been connected; 0 while it is not.", feed => feed.State == FeedState.Up ? Math.Max(0, (time.GetUtcNow() - feed.Since).TotalSeconds) : 0);
        Gauge("adsb_feed_penalty", "{penalty}", "Figure of merit of the feed's link: 0 without reproach, above 4000 it is held back.", feed => feed.Penalty);
        Counter("adsb_feed_sent_bytes_total", "By", "Bytes sent to the feed.", feed => feed.Bytes);
        Counter("adsb_feed_dropped_frames_total", "{frame}", "Frames dropped because the feed's server read too slowly.", feed => feed.DroppedFrames);
        Gauge("adsb_feed_queued_blocks", "{block}", "Blocks of frames that wait for the feed's server.", feed => feed.QueuedBlocks);
        Counter("adsb_feed_connections_total", "{connection}", "Connections that were established.", feed => feed.Connections);
        Counter("adsb_feed_failures_total", "{try}", "Tries to connect that failed.", feed => feed.Failures);
        Counter("adsb_feed_pings_total", "{ping}", "Pings of the feed's server that were answered.", feed => feed.Pings);
        Counter("adsb_feed_slow_downs_total", "{wish}", "Times that the feed's server asked to slow down.", feed => feed.SlowDowns);
        _meter.CreateObservableCounter("adsb_feed_sent_frames_total", Frames, "{frame}", "Frames sent to the feed, by where they came from.");
        _meter.CreateObservableGauge("adsb_feed_round_trip_seconds", RoundTrips, "s", "Time to the feed's server and back, of the connection as the system measures it.");
    }

    private IEnumerable<Measurement<double>> Frames() =>
        from feed in _feeds.Statuses
        from source in Sources
        select new Measurement<double>(feed.Frames[source], new("feed", feed.Name), new("source", SourceNames.Of(source)));

    private IEnumerable<Measurement<double>> RoundTrips() =>
        from feed in _feeds.Statuses
        where feed.RoundTrip is not null
        select new Measurement<double>(feed.RoundTrip!.Value.TotalSeconds, new KeyValuePair<string, object?>("feed", feed.Name));

    private void Gauge(string name, string unit, string help, Func<FeedStatus, double> read) => _meter.CreateObservableGauge(name, () => Each(read), unit, help);

    private void Counter(string name, string unit, string help, Func<FeedStatus, double> read) => _meter.CreateObservableCounter(name, () => Each(read), unit, help);

    private IEnumerable<Measurement<double>> Each(Func<FeedStatus, double> read) => _feeds.Statuses.Select(feed => new Measurement<double>(read(feed), new KeyValuePair<string, object?>("feed", feed.Name)));
}
