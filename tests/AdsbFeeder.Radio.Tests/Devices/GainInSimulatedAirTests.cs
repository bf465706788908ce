using AdsbFeeder.Simulation;
using Xunit.Abstractions;

namespace AdsbFeeder.Radio.Tests.Devices;

/// <summary>The automatic gain with a demodulator and air that is modulated: what it finds is compared with what every other gain would have heard.</summary>
public sealed class GainInSimulatedAirTests(ITestOutputHelper output)
{
    /// <summary>Of the frames of the best gain.</summary>
    private const double Bar = 0.93;

    /// <summary>An R820T's.</summary>
    private static readonly double[] Gains =
    [
        0.0, 0.9, 1.4, 2.7, 3.7, 7.7, 8.7, 12.5, 14.4, 15.7, 16.6, 19.7, 20.7, 22.9, 25.4, 28.0, 29.7, 32.8, 33.8, 36.4, 37.2, 38.6, 40.2, 42.1, 43.4, 43.9, 44.5, 48.0, 49.6,
    ];

    private static readonly SimulationOptions Plain = new() { Aircraft = 120, Seed = 5, Duration = TimeSpan.FromSeconds(4) };

    /// <summary>The antenna stands beside the runway: most aircraft land or take off over it.</summary>
    private static readonly SimulationOptions NearAirport = Plain with { AirportDistanceKilometres = 1.5, AirportShare = 1, SnrAt10KilometresDecibels = 42 };

    [Fact]
    public void Plain_air() => Settles(new TunedAir(Plain), Gains[^1]);

    [Fact]
    public void Near_an_airport_it_makes_room_for_the_loud_ones_and_loses_no_frames()
    {
        Assert.InRange(Settles(new TunedAir(NearAirport), Gains[^1]), 20, 45);
    }

    [Fact]
    public void Weak_air_from_a_bad_antenna_wants_much_gain() =>
        Assert.InRange(Settles(new TunedAir(Plain with { SnrAt10KilometresDecibels = 24 }), Gains[^1]), 36, 50);

    [Fact]
    public void A_transmitter_next_door_brings_it_down_within_a_minute()
    {
        var air = new TunedAir(Plain);
        var automatic = new AutomaticGain(Gains);
        var before = Run(air, automatic, Gains[^1], 75).Gain;

        // It waits a quarter of a minute to see that it stays.
        air.OverloadedAbove = 30;

        Assert.InRange(Settles(air, Run(air, automatic, before, 15).Gain, automatic), 16, 34);
    }

    [Fact]
    public void A_step_of_the_noise_is_followed_within_a_minute_and_a_quarter()
    {
        var air = new TunedAir(Plain);
        var automatic = new AutomaticGain(Gains);
        var before = Run(air, automatic, Gains[^1], 75).Gain;

        // It waits a quarter of a minute to see that the step stays.
        air.RaiseNoise(14);
        Settles(air, Run(air, automatic, before, 15).Gain, automatic);
    }

    /// <summary>Runs for a minute, holds the gain against the best of all, and sees that it stays.</summary>
    private double Settles(TunedAir air, double gain, AutomaticGain? automatic = null)
    {
        automatic ??= new AutomaticGain(Gains);
        var found = Run(air, automatic, gain, 60).Gain;
        Assert.True(automatic.IsSettled, $"not settled: {automatic.Explanation}");

        var (after, sets) = Run(air, automatic, found, 30);
        var frames = Gains.Where((_, i) => i % 3 == 1).Append(found).Select(one => (Gain: one, Frames: air.FramesAt(one))).ToList();
        var best = frames.MaxBy(row => row.Frames);
        output.WriteLine($"found {found}: {automatic.Explanation}");
        output.WriteLine(string.Join(", ", frames.Select(row => $"{row.Gain}: {row.Frames:0}")));
        Assert.Equal((found, 0), (after, sets));
        Assert.True(frames[^1].Frames >= Bar * best.Frames, $"{frames[^1].Frames:0} frames/s at {found} dB, {best.Frames:0} at {best.Gain} dB; {automatic.Explanation}");
        return found;
    }

    private static (double Gain, int Sets) Run(TunedAir air, AutomaticGain automatic, double gain, int seconds)
    {
        var sets = 0;
        for (; seconds > 0; seconds--)
        {
            if (automatic.Observe(air.Listen(gain)) is { } next)
            {
                sets += next == gain ? 0 : 1;
                gain = next;
            }
        }

        return (gain, sets);
    }
}
