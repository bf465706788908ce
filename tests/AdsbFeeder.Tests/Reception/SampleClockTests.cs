using AdsbFeeder.Reception;

namespace AdsbFeeder.Tests.Reception;

public class SampleClockTests
{
    private const int Rate = 2_400_000;
    private const long Noon = 1_795_262_400_000;

    [Fact]
    public void Ticks_count_from_the_first_sample()
    {
        var clock = new SampleClock(Rate);
        clock.Observe(Rate, Noon + 1000);

        Assert.Equal(Noon + 500, clock.UnixMillisecondsAt(6_000_000));
    }

    [Fact]
    public void Jitter_of_the_reader_hardly_moves_the_time()
    {
        var clock = new SampleClock(Rate);
        clock.Observe(0, Noon);
        clock.Observe(Rate, Noon + 1000 + 80);

        Assert.InRange(clock.UnixMillisecondsAt(12_000_000), Noon + 1000, Noon + 1002);
    }

    [Fact]
    public void A_crystal_that_is_100_ppm_off_is_followed_for_a_day()
    {
        var clock = new SampleClock(Rate);
        const double Crystal = 1 + 100e-6;
        var samples = 0L;
        for (var second = 0; second < 86400; second++)
        {
            samples = (long)(second * Rate * Crystal);
            clock.Observe(samples, Noon + (second * 1000L));
        }

        Assert.InRange(clock.UnixMillisecondsAt(samples * 5) - (Noon + (86399 * 1000L)), -30, 30);
    }

    [Fact]
    public void A_wall_clock_that_is_set_is_followed_at_once_and_said()
    {
        var clock = new SampleClock(Rate);
        clock.Observe(0, Noon);

        Assert.True(clock.Observe(Rate, Noon + 3_600_000));

        Assert.Equal(Noon + 3_600_000, clock.UnixMillisecondsAt(12_000_000));
    }
}
