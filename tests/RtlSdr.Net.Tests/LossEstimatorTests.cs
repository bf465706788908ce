namespace RtlSdr.Net.Tests;

public sealed class LossEstimatorTests
{
    private const double Rate = 2_400_000;
    private const int Transfer = 65536;

    [Fact]
    public void A_steady_stream_loses_nothing() => Assert.Equal(0, Run(seconds: 60));

    [Fact]
    public void A_crystal_that_is_off_by_100_ppm_loses_nothing()
    {
        Assert.Equal(0, Run(seconds: 60, ppm: 100));
        Assert.Equal(0, Run(seconds: 60, ppm: -100));
    }

    [Fact]
    public void A_busy_machine_that_catches_up_loses_nothing() => Assert.Equal(0, Run(seconds: 30, jitterSeconds: 0.2));

    [Theory]
    [InlineData(24_000)]
    [InlineData(240_000)]
    [InlineData(4_800_000)]
    public void A_gap_is_found_and_measured(long lost)
    {
        var found = Run(seconds: 30, lost: lost);

        Assert.InRange(found, lost - 2_400, lost + 2_400);
    }

    [Fact]
    public void A_gap_is_measured_in_spite_of_jitter()
    {
        var found = Run(seconds: 30, jitterSeconds: 0.05, lost: 240_000);

        Assert.InRange(found, 200_000, 280_000);
    }

    /// <summary>Plays transfers with their arrival times, with one gap in the middle; returns what was reported.</summary>
    private static long Run(double seconds, double ppm = 0, double jitterSeconds = 0, long lost = 0)
    {
        var estimator = new LossEstimator(Rate);
        var random = new Random(7);
        var made = 0L;
        var reported = 0L;
        var isLost = false;
        var last = 0.0;
        while (made < seconds * Rate)
        {
            if (!isLost && made > seconds / 2 * Rate)
            {
                made += lost;
                isLost = true;
            }

            made += Transfer;
            var due = made / (Rate * (1 + ppm / 1e6));
            last = Math.Max(last, due + jitterSeconds * Math.Pow(random.NextDouble(), 4)); // mostly in time, at times very late
            reported += estimator.Add(Transfer, last);
        }

        return reported;
    }
}
