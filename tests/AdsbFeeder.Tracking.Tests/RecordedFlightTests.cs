using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Recordings: what comes out must hang together.</summary>
public class RecordedFlightTests
{
    [Fact]
    public void Nine_recorded_flights_are_followed_without_one_refusal()
    {
        if (SharedData.Find("frames/short_flights.csv") is not { } path) return;
        var tracker = new Tracker();
        long last = 0;
        foreach (var frame in SharedData.ShortFlights(path)) last = tracker.Update(frame).Received.UnixMilliseconds;

        var snapshot = tracker.Snapshot(last);

        Assert.Equal(486, snapshot.Messages);
        Assert.Equal(9, snapshot.Statistics[TrackerCounter.Tracks]);
        Assert.Equal(0, snapshot.Statistics[TrackerCounter.CprGlobalBad]);
        Assert.True(snapshot.Statistics[TrackerCounter.Positions] >= 140);
        Assert.Contains(snapshot.Aircraft, a => a.Callsign.ValueOrNull?.ToString() == "DAL1737 ");

        // what positions say of the direction agrees with what the aircraft says
        Assert.All(snapshot.Aircraft.Where(a => a.CalculatedTrackDegrees.IsPresent && a.TrackDegrees.IsPresent),
            a => Assert.True(Math.Abs(Math.IEEERemainder(a.CalculatedTrackDegrees.Value - a.TrackDegrees.Value, 360)) < 2));
    }

    [Fact]
    public void The_landing_of_A53436_ends_on_the_runway()
    {
        if (SharedData.Find("frames/surface_positions_a53436.json") is not { } path) return;
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path));
        var frames = document.RootElement.EnumerateArray()
            .Select(row => new ReceivedFrame(
                new Frame(row.GetProperty("reply")[0].GetProperty("reply").GetBytesFromBase64()), 0,
                long.Parse(row.GetProperty("referenceTimestamp").GetString()!, System.Globalization.CultureInfo.InvariantCulture) / 1_000_000, FrameSource.Network))
            .OrderBy(f => f.UnixMilliseconds).ToArray();

        // no receiver: the surface positions are resolved by the last airborne one
        var tracker = new Tracker();
        var positions = frames.Select(f => tracker.Update(f).Position).OfType<GeoPosition>().ToArray();

        Assert.True(positions.Length >= 60, $"{positions.Length} of 67 position messages");
        Assert.True(GreatCircle.DistanceMetres(positions[^1], new GeoPosition(38.8521, -77.0377)) < 500, "the runway of KDCA");
        Assert.True(tracker.TryGet(Address.Icao(0xA53436), out var state) && state.AirGround.Value == AirGround.Ground);
        Assert.All(positions.Zip(positions.Skip(1)), p => Assert.True(GreatCircle.DistanceMetres(p.First, p.Second) < 1500));   // some seconds of silence at touch-down
    }

    [Fact]
    public void A_mixed_recording_without_times_is_survived()
    {
        if (SharedData.Find("frames/example1.txt") is not { } path) return;
        var tracker = new Tracker();
        var time = Air.Start;
        foreach (var line in File.ReadLines(path).Where(l => Frame.TryParse(l.Trim(), out _)))
            tracker.Update(new ReceivedFrame(Frame.Parse(line.Trim()), 0, time += 20, FrameSource.Network));

        var statistics = tracker.Snapshot(time).Statistics;

        Assert.True(statistics[TrackerCounter.Messages] > 900, $"{statistics[TrackerCounter.Messages]}");
        Assert.True(statistics[TrackerCounter.Positions] > 0);
    }
}
