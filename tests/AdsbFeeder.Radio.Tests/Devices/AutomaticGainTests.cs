namespace AdsbFeeder.Radio.Tests.Devices;

/// <summary>The automatic gain in air that is a formula: weak frames need gain, strong ones clip, noise is amplified with them.</summary>
public sealed class AutomaticGainTests
{
    /// <summary>Share of the best gain's frames. Four seconds of 400 frames do not show a difference of less than some 6 %.</summary>
    private const double Bar = 0.9;

    /// <summary>An R820T's.</summary>
    private static readonly double[] Gains =
    [
        0.0, 0.9, 1.4, 2.7, 3.7, 7.7, 8.7, 12.5, 14.4, 15.7, 16.6, 19.7, 20.7, 22.9, 25.4, 28.0, 29.7, 32.8, 33.8, 36.4, 37.2, 38.6, 40.2, 42.1, 43.4, 43.9, 44.5, 48.0, 49.6,
    ];

    [Theory]
    [InlineData(49.6)]
    [InlineData(37.0)]
    [InlineData(28.0)]
    [InlineData(16.0)]
    public void Within_a_minute_it_finds_where_most_frames_are_and_stays(double best)
    {
        var air = new Air(best, framesPerSecond: 400);

        Run(air, 65);
        var found = air.Automatic.Gain;
        Run(air, 30);
        var sets = air.Sets;
        Run(air, 1000);

        Assert.True(air.Frames(found) >= Bar * air.Frames(best), $"best at {best}, found {found}: {air.Automatic.Explanation}");
        Assert.True(air.Automatic.IsSettled);
        Assert.Equal((found, sets), (air.Automatic.Gain, air.Sets));
        Assert.Contains(" frames in ", air.Automatic.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_flies_it_stays_at_the_top()
    {
        var air = new Air(best: 49.6, framesPerSecond: 0);

        Run(air, 300);

        Assert.Equal(49.6, air.Automatic.Gain);
        Assert.True(air.Automatic.IsSettled);
    }

    [Fact]
    public void A_transmitter_next_door_brings_it_down_and_is_told()
    {
        var air = new Air(best: 49.6, framesPerSecond: 100);
        Run(air, 65);
        Assert.Equal(49.6, air.Automatic.Gain);

        air.ClippedAbove = 30;
        Run(air, 40);

        Assert.InRange(air.Automatic.Gain, 16, 30);
    }

    [Fact]
    public void A_step_of_the_noise_makes_it_look_again()
    {
        var air = new Air(best: 37, framesPerSecond: 400);
        Run(air, 65);

        (air.Best, air.NoiseStep) = (25, 8);
        Run(air, 100);

        Assert.True(air.Frames(air.Automatic.Gain) >= Bar * air.Frames(25), $"{air.Automatic.Gain} {air.Automatic.Explanation}");
        Assert.True(air.Automatic.IsSettled);
    }

    [Fact]
    public void Where_gain_does_not_matter_it_makes_room_for_strong_aircraft()
    {
        var air = new Air(best: 30, framesPerSecond: 300) { Width = 500, Strong = 0.5 };

        Run(air, 65);

        Assert.True(air.Automatic.Gain < 45, air.Automatic.Explanation);
    }

    [Fact]
    public void An_interrupted_trial_puts_its_gain_back()
    {
        var air = new Air(best: 49.6, framesPerSecond: 300);
        Run(air, 6);
        Assert.NotEqual(air.Automatic.Gain, air.InForce);

        Assert.Equal(49.6, air.Automatic.Interrupt());
    }

    [Fact]
    public void No_rung_is_tried_twice_however_wild_the_counts_are()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var automatic = new AutomaticGain(Gains);
            var seconds = 0;
            for (; !automatic.IsSettled; seconds++)
            {
                Assert.True(seconds < 200, $"seed {seed}");
                automatic.Observe(new GainObservation(random.Next(1000), 0, -35, 0));
            }
        }
    }

    private static void Run(Air air, int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            air.Second();
        }
    }

    /// <summary>Frames by gain form a hill; traffic waxes and wanes, and chance adds its part.</summary>
    private sealed class Air(double best, double framesPerSecond)
    {
        private readonly Random _random = new(1);
        private int _second;

        internal AutomaticGain Automatic { get; } = new(Gains);

        internal double Best { get; set; } = best;

        /// <summary>So far from the best gain a third of the frames is lost.</summary>
        internal double Width { get; set; } = 10;

        internal double Strong { get; set; }

        internal double NoiseStep { get; set; }

        internal double ClippedAbove { get; set; } = 100;

        internal double InForce { get; private set; } = Gains[^1];

        internal int Sets { get; private set; }

        internal double Frames(double gain) => framesPerSecond * Math.Exp(-0.4 * Math.Pow((gain - Best) / Width, 2));

        internal void Second()
        {
            var traffic = 1 + (0.2 * Math.Sin(_second++ / 40.0));
            var expected = Frames(InForce) * traffic;
            var frames = (long)Math.Max(0, expected + (Math.Sqrt(expected) * 1.7 * (_random.NextDouble() + _random.NextDouble() - 1) * 1.4));
            var second = new GainObservation(frames, (long)(Strong * frames), Math.Min(-13, -75 + InForce + NoiseStep), InForce > ClippedAbove ? 0.3 : 0);
            if (Automatic.Observe(second) is { } gain)
            {
                InForce = gain;
                Sets++;
            }
        }
    }
}
