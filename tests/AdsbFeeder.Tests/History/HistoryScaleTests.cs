using System.Diagnostics;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;
using Xunit.Abstractions;

namespace AdsbFeeder.Tests.History;

/// <summary>The history with as many aircraft as an aggregator has.</summary>
public class HistoryScaleTests(ITestOutputHelper output)
{
    [Fact]
    public void Ten_thousand_aircraft_cost_milliseconds_a_second_and_stay_in_their_memory()
    {
        // A few minutes show the order; ADSBFEEDER_SLOW_TESTS fills the memory.
        var minutes = Environment.GetEnvironmentVariable("ADSBFEEDER_SLOW_TESTS") == "1" ? 120 : 3;
        const int most = 10_000;
        using var bench = new HistoryBench();
        var aircraft = new AircraftState[most];
        var (worst, total, snapshots) = (0.0, 0.0, 0);
        var clock = new Stopwatch();
        for (var second = 0; second < minutes * 60; second += 4)
        {
            var ms = ServingHost.Now + (second * 1000L);
            for (var i = 0; i < most; i++)
            {
                var state = Sky.Aircraft((uint)(i * 1600 + 1), new(-60 + (i * 0.012), -170 + (((i * 37) % 3400) * 0.1) + (second * 0.001)), feet: 20_000 + (i % 200 * 100), ms: ms - (i % 4000));
                state.GroundSpeedKnots = new(400 + (i % 100), ms, FieldSource.Adsb);
                state.TrackDegrees = new(90 + (float)(Math.Sin((second + i) / 60.0) * 20), ms, FieldSource.Adsb);
                aircraft[i] = state;
            }

            var picture = Sky.PictureAt(ms, aircraft);
            bench.NowMs = ms;
            clock.Restart();
            bench.Traces.Take(picture);
            bench.Outline.Take(picture);
            var taken = clock.Elapsed.TotalMilliseconds;
            (worst, total, snapshots) = (Math.Max(worst, taken), total + taken, snapshots + 1);
        }

        var (points, bytes) = (bench.Traces.Points, bench.Traces.Bytes);
        clock.Restart();
        bench.Writer.Flush(everything: true);
        output.WriteLine($"{most} aircraft, {minutes} min: {total / snapshots:F1} ms a snapshot, {worst:F0} ms at worst; {points} points in {bytes / 1e6:F1} MB; "
            + $"written in {clock.Elapsed.TotalSeconds:F1} s, {bench.FilesBelow().Sum(name => new FileInfo(Path.Combine(bench.Folder, name)).Length) / 1e6:F1} MB");
        Assert.InRange(bytes, 1, 48_000_000);
        Assert.InRange(total / snapshots, 0, 200);
    }
}
