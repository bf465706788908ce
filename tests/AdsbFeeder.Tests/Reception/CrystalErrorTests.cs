using AdsbFeeder.Reception;

namespace AdsbFeeder.Tests.Reception;

public sealed class CrystalErrorTests
{
    private const int Rate = 2_400_000;
    private const long Frequency = 1_000_000_000;
    private const int BlockSamples = 60_000;

    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(-31.5)]
    public void Ten_minutes_of_blocks_that_come_late_by_chance_tell_the_error(double ppm)
    {
        var crystal = new CrystalError(Rate, Frequency);

        Play(crystal, ppm, seconds: 600, new Random(1));

        Assert.Equal(ppm, crystal.Ppm!.Value, tolerance: 2);
    }

    [Fact]
    public void A_busy_minute_in_which_all_blocks_come_late_does_not_bend_the_line()
    {
        var crystal = new CrystalError(Rate, Frequency);

        Play(crystal, 20, seconds: 600, new Random(2), late: seconds => seconds is > 540 and < 595 ? 0.05 : 0);

        Assert.Equal(20, crystal.Ppm!.Value, tolerance: 3);
    }

    [Fact]
    public void Before_two_minutes_nothing_is_said_and_lost_samples_begin_anew()
    {
        var crystal = new CrystalError(Rate, Frequency);
        Play(crystal, 10, seconds: 100, new Random(3));
        Assert.Null(crystal.Ppm);

        crystal.Observe(1, lost: 5, timestamp: 0);
        Play(crystal, 10, seconds: 100, new Random(3));

        Assert.Null(crystal.Ppm);
    }

    [Fact]
    public void What_no_crystal_does_is_not_said()
    {
        var crystal = new CrystalError(Rate, Frequency);

        Play(crystal, 5000, seconds: 600, new Random(4));

        Assert.Null(crystal.Ppm);
    }

    /// <summary>Blocks of 25 ms, each seen up to 8 ms after its last sample.</summary>
    private static void Play(CrystalError crystal, double ppm, int seconds, Random random, Func<double, double>? late = null)
    {
        var blocks = seconds * 40;
        for (var n = 1; n <= blocks; n++)
        {
            var taken = n * (double)BlockSamples / (Rate * (1 + (ppm * 1e-6)));
            var seen = taken + (random.NextDouble() * 0.008) + (late?.Invoke(taken) ?? 0);
            crystal.Observe(n * (long)BlockSamples, 0, (long)(seen * Frequency));
        }
    }
}
