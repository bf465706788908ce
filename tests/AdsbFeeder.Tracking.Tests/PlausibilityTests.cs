using AdsbFeeder.Plausibility;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>The trials of <c>./build.sh bench plausibility</c>, small: two minutes of forty aircraft.</summary>
public class PlausibilityTests
{
    private const int Aircraft = 40, Seconds = 120;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Nothing_false_is_shown_and_nothing_true_refused(int seed)
    {
        var trial = PlausibilityTrial.Nothing(seed, Aircraft, Seconds);

        Assert.True(trial.Sent > 1000, $"{trial}");
        Assert.Equal((0, 0), (trial.Shown, trial.Lost));
    }

    [Fact]
    public void Single_teleports_are_not_believed_and_cost_little()
    {
        var trial = PlausibilityTrial.SingleTeleports(11, Aircraft, Seconds);

        Assert.True(trial is { Sent: > 50, Shown: 0, FalseAlarms: < 0.005 }, $"{trial}");
    }

    [Fact]
    public void Five_seconds_elsewhere_are_not_believed()
    {
        var trial = PlausibilityTrial.LongTeleports(11, Aircraft, Seconds);

        Assert.True(trial is { Sent: > 100, Detection: > 0.98, FalseAlarms: < 0.03 }, $"{trial}");
    }

    [Fact]
    public void Ghosts_are_never_listed()
    {
        var trial = PlausibilityTrial.Ghosts(11, Aircraft, Seconds);

        Assert.True(trial is { Sent: > 2000, Shown: 0 }, $"{trial}");
    }

    [Fact]
    public void Neighbours_one_bit_apart_exchange_nothing()
    {
        var trial = PlausibilityTrial.Neighbours(11, Aircraft, Seconds);

        Assert.True(trial is { Sent: > 20, Shown: 0, FalseAlarms: < 0.01 }, $"{trial}");
    }

    [Fact]
    public void Every_loss_of_GPS_is_noticed_and_no_other()
    {
        var trial = PlausibilityTrial.GpsLoss(11, Aircraft, Seconds);

        Assert.True(trial is { Sent: > 2, Shown: 0, Lost: 0 }, $"{trial}");
    }

    [Fact]
    public void Multilateration_shows_up_spoofed_positions_and_spares_honest_ones()
    {
        var trial = PlausibilityTrial.SpoofedAgainstMlat(11, Aircraft, Seconds);

        Assert.True(trial is { Sent: > 100, Detection: > 0.95, FalseAlarms: < 0.01 }, $"{trial}");
    }
}
