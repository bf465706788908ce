using AdsbFeeder.Simulation;
using AdsbFeeder.Tracking;
using Xunit.Abstractions;

namespace AdsbFeeder.Tests.History;

/// <summary>What a day of traffic costs, measured with simulated flights.</summary>
public class HistoryVolumeTests(ITestOutputHelper output)
{
    private const double Hour = 3600;

    [Fact]
    public void A_day_of_100_aircraft_is_less_than_20_MB_on_the_disk_and_fits_into_its_memory()
    {
        // A quarter of an hour shows the order; what the documents quote is measured over six hours, which takes minutes.
        var hours = Environment.GetEnvironmentVariable("ADSBFEEDER_SLOW_TESTS") == "1" ? 6 : 0.25;
        using var bench = new HistoryBench();
        var start = new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
        var traffic = new SimulatedTraffic(new SimulationOptions { Aircraft = 100, StartTime = start, Seed = 7 }, minimumSnrDecibels: 12);
        var tracker = new Tracker(new TrackerOptions { ReceiverLocation = new GeoPosition(52, 4) });
        var aircraft = 0L;
        for (var second = 1; second <= hours * Hour; second++)
        {
            traffic.ReadUntil(second, (frame, _) => tracker.Update(frame));
            var snapshot = tracker.Snapshot(start.AddSeconds(second).ToUnixTimeMilliseconds());
            aircraft += snapshot.CountWithPosition();
            bench.Take(snapshot);
        }

        var (points, memory) = (bench.Traces.Points, bench.Traces.Bytes);
        bench.NowMs += 60_000;
        bench.Writer.Flush(everything: true);

        var scale = 24 / hours * 100 / (aircraft / (hours * Hour));   // to a day with 100 aircraft at each moment
        var files = bench.FilesBelow().Select(name => new FileInfo(Path.Combine(bench.Folder, name))).ToList();
        var (traces, heatmaps) = (Megabytes(files, ".traces") * scale, Megabytes(files, ".ttf") * scale);
        output.WriteLine($"{aircraft / (hours * Hour):F1} aircraft with a position, {hours} h: {points * scale:F0} points a day, {memory / (double)points:F1} bytes in memory and "
            + $"{traces * 1e6 / scale / points:F1} on disk each; a day is {traces:F1} MB of traces and {heatmaps:F1} MB of heatmaps, {memory * scale / 1e6:F1} MB in memory");
        Assert.InRange(traces + heatmaps, 2, 20);
        Assert.InRange(memory * scale / 1e6, 2, 64);
    }

    private static double Megabytes(IEnumerable<FileInfo> files, string end) => files.Where(file => file.Name.EndsWith(end, StringComparison.Ordinal)).Sum(file => file.Length) / 1e6;
}
