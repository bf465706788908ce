namespace AdsbFeeder.Tracking.Tests;

/// <summary>Counters and their periods.</summary>
public class StatisticsTests
{
    private static StatisticsSample Sample(double seconds, long accepted, double peak = 0, double distance = 0) => new(
        Air.Start + (long)(seconds * 1000), TrackerStatistics.Zero, new LocalStatistics { Accepted = accepted })
    {
        PeakSignalPower = peak,
        MaxDistanceMetres = distance,
    };

    private static StatisticsWindows Run(int seconds, Func<int, (double Peak, double Distance)>? extremes = null)
    {
        var windows = new StatisticsWindows(Sample(0, 0));
        for (var t = 1; t <= seconds; t++)
        {
            var (peak, distance) = extremes?.Invoke(t) ?? (0, 0);
            windows.Add(Sample(t, 10 * t, peak, distance));
        }

        return windows;
    }

    [Fact]
    public void Periods_cover_their_time_to_ten_seconds()
    {
        var windows = Run(2000);

        Assert.Equal(20_000, windows.Total.Local.Accepted);
        Assert.InRange(windows.Last1Min.Local.Accepted, 600, 700);
        Assert.InRange(windows.Last5Min.Local.Accepted, 3000, 3100);
        Assert.InRange(windows.Last15Min.Local.Accepted, 9000, 9100);
        Assert.InRange(windows.Latest.Local.Accepted, 0, 100);
        Assert.Equal(windows.Last1Min.Local.Accepted * 100, windows.Last1Min.EndUnixMs - windows.Last1Min.StartUnixMs);
    }

    [Fact]
    public void Early_periods_cover_what_there_was()
    {
        var windows = Run(25);

        Assert.Equal(250, windows.Last15Min.Local.Accepted);
        Assert.Equal(250, windows.Last1Min.Local.Accepted);
        Assert.Equal(Air.Start, windows.Last5Min.StartUnixMs);
    }

    [Fact]
    public void Extremes_belong_to_the_periods_that_saw_them()
    {
        var windows = Run(1000, t => t == 900 ? (0.5, 200_000) : t == 100 ? (0.9, 400_000) : (0.1, 1000));

        Assert.Equal((0.1, 1000), (windows.Last1Min.PeakSignalPower, windows.Last1Min.MaxDistanceMetres));
        Assert.Equal((0.5, 200_000), (windows.Last5Min.PeakSignalPower, windows.Last5Min.MaxDistanceMetres));
        Assert.Equal((0.9, 400_000), (windows.Total.PeakSignalPower, windows.Total.MaxDistanceMetres));
    }

    [Fact]
    public void A_clock_set_back_bends_no_counter()
    {
        var windows = Run(100);
        for (var t = 1; t <= 100; t++) windows.Add(Sample(t - 3600, 1000 + 10 * t));

        Assert.InRange(windows.Last1Min.Local.Accepted, 590, 710);
        Assert.Equal(2000, windows.Total.Local.Accepted);
    }

    [Fact]
    public void Every_frame_is_counted_once_under_its_outcome_and_format()
    {
        var air = Air.AtAmsterdam;
        air.AllCall();
        air.Fix(52, 4);
        air.AltitudeReply(1000);
        air.Hear("8D406B902015E678D4D220AA4BDA");
        air.Hear("7700");

        var counters = air.Counters;

        Assert.Equal(7, counters[TrackerCounter.Messages]);
        Assert.Equal((1, 4, 1), (counters.MessagesByFormat[11], counters.MessagesByFormat[17], counters.MessagesByFormat[4]));
        Assert.Equal(1, counters[TrackerCounter.RejectedBadParity]);
        Assert.Equal((1, 4), (counters[TrackerCounter.Tracks], counters[TrackerCounter.CprAirborne]));
        Assert.Equal(2, counters.PositionsByKind[(int)TrackKind.AdsbIcao]);
    }

    [Fact]
    public void The_farthest_aircraft_is_measured_from_the_receiver()
    {
        var air = Air.AtAmsterdam;
        air.Fix(53.3, 4.76);

        Assert.Equal(111_195, air.Tracker.Snapshot(air.Now).MaxDistanceMetres(), 50.0);
        Assert.Equal(0, air.Tracker.Snapshot(air.Now + 20_000).MaxDistanceMetres());
    }
}
