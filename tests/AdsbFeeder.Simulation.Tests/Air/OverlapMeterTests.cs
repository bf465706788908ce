using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Tests.Modulation;

namespace AdsbFeeder.Simulation.Tests.Air;

public class OverlapMeterTests
{
    [Fact]
    public void Overlap_is_counted_for_both_with_the_strongest_of_the_others()
    {
        var meter = new OverlapMeter();
        meter.Add(Bursts.Of(Bursts.Long, 0) with { PowerDecibels = 20 });          // to 120 µs
        meter.Add(Bursts.Of(Bursts.Short, 100e-6) with { PowerDecibels = 12 });    // to 164 µs
        meter.Add(Bursts.Of(Bursts.Short, 110e-6) with { PowerDecibels = 26 });    // to 174 µs
        meter.Add(Bursts.Of(Bursts.Short, 500e-6));
        meter.Close(1);

        var measured = Drain(meter);

        Assert.Equal([30.0, 74.0, 64.0, 0.0], measured.Select(burst => Math.Round(burst.OverlapSeconds * 1e6, 3)));
        Assert.Equal([6.0, 14.0, -6.0, null], measured.Select(burst => burst.StrongestDecibels));
    }

    [Fact]
    public void A_burst_leaves_only_when_nothing_can_overlap_it_any_more()
    {
        var meter = new OverlapMeter();
        meter.Add(Bursts.Of(Bursts.Long, 0));

        meter.Close(119e-6);
        Assert.False(meter.TryTake(out _));

        meter.Close(121e-6);
        Assert.True(meter.TryTake(out _));
    }

    [Fact]
    public void A_short_burst_within_a_long_one_waits_for_it_so_that_order_is_kept()
    {
        var meter = new OverlapMeter();
        meter.Add(Bursts.Of(Bursts.Long, 0));
        meter.Add(Bursts.Of(Bursts.Short, 10e-6));

        meter.Close(100e-6);

        Assert.Empty(Drain(meter));
    }

    private static List<MeasuredBurst> Drain(OverlapMeter meter)
    {
        var measured = new List<MeasuredBurst>();
        while (meter.TryTake(out var burst))
            measured.Add(burst);

        return measured;
    }
}
