namespace AdsbFeeder.Dsp.Tests;

public class WhitenedFilterTests
{
    private const int Rate = 2_400_000;
    private const int Block = 6528;
    private readonly PulseFilter _designed = new(Rate);

    [Fact]
    public void In_white_noise_a_pulse_as_designed_is_heard_best_by_nearly_the_designed_filter()
    {
        var filter = Filter(Noise(0));

        Assert.InRange(filter.Advantage, 0.99, 1.02);
        Assert.InRange(filter.Unevenness, 0, 0.03);
        Assert.Equal(_designed.Gain, filter.Gain, 0.02);
        Assert.Equal(_designed.Leakage(1.2), filter.Leakage(1.2), 0.03);
    }

    [Fact]
    public void In_coloured_noise_it_is_better_and_noise_keeps_its_power_at_every_instant()
    {
        var noise = Noise(0.6);
        var filter = Filter(noise);
        float[] taps = new float[2 * filter.HalfTaps], designed = new float[2 * filter.HalfTaps];

        Assert.InRange(filter.Advantage, 1.1, 3);
        var power = Enumerable.Range(0, 20).Average(n => { _designed.Taps((n + 0.5) / 20, designed); return Power(designed, noise); });
        foreach (var fraction in (double[])[0, 0.2, 0.45, 0.99])
        {
            filter.Taps(fraction, taps);
            Assert.Equal(power, Power(taps, noise), 1e-3 * power);
        }
    }

    [Fact]
    public void A_pulse_as_it_says_gives_an_output_of_one()
    {
        var filter = Filter(Noise(0.6));
        float[] taps = new float[2 * filter.HalfTaps], pulse = new float[2 * filter.HalfTaps];
        foreach (var fraction in (double[])[0, 0.3, 0.8])
        {
            filter.Taps(fraction, taps);
            filter.Pulse(fraction, pulse);

            Assert.Equal(1, taps.Zip(pulse, (a, b) => a * b).Sum(), 1e-4);
        }
    }

    [Fact]
    public void What_cannot_be_inverted_makes_no_filter() => Assert.False(new WhitenedFilter(new PulseResponse(_designed), _designed).Design(Constant(-2)));

    [Fact]
    public void Noise_is_correlated_as_its_filter_says_and_bursts_are_left_out()
    {
        var noise = Noise(0.6, burst: 30);

        Assert.Equal(1, noise[0], 1e-9);
        Assert.Equal(0.6 / 1.36, noise[1], 0.02);
        Assert.Equal(0, noise[2], 0.02);
        Assert.Equal(20, noise.Blocks);
    }

    [Fact]
    public void Silence_tells_nothing_of_noise()
    {
        var noise = new NoiseCorrelation(14);

        noise.Add(new float[Block], new float[Block]);
        noise.Add([], []);

        Assert.Equal((0, 0), (noise.Blocks, noise[0]));
    }

    [Fact]
    public void A_pulse_is_found_again_in_bursts_made_of_it()
    {
        var response = new PulseResponse(_designed);
        var random = new Random(5);
        for (var burst = 0; burst < 60; burst++)
        {
            float[] pulses = [.. Enumerable.Range(0, 112).SelectMany(_ => random.Next(2) == 0 ? new[] { 1f, 0f } : [0f, 1f])];
            var centre = 6 + random.NextDouble();
            float[] samples = [.. Enumerable.Range(0, 282).Select(n => (float)(0.05 * (random.NextDouble() - 0.5) + pulses.Select((p, c) => p * Triangle(n - centre - 1.2 * c)).Sum()))];
            response.Add(samples, centre, 1.2, pulses);
        }

        response.Solve();

        for (var t = -5.5; t < 5.5; t += 0.13)
        {
            Assert.Equal(Triangle(t), response[t], 0.03);
        }

        static double Triangle(double t) => Math.Max(0, 0.8 - 0.5 * Math.Abs(t - 0.1));
    }

    [Fact]
    public void Equations_are_solved_and_what_is_not_positive_is_refused()
    {
        double[] matrix = [4, 0, 0, 2, 5, 0, -1, 1, 3], values = [3, 8, 4];

        Assert.True(Cholesky.Factor(matrix, 3));
        Cholesky.Solve(matrix, 3, values);

        double[] found = [4 * values[0] + 2 * values[1] - values[2], 2 * values[0] + 5 * values[1] + values[2], -values[0] + values[1] + 3 * values[2]];
        Assert.All(found.Zip([3.0, 8, 4]), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.False(Cholesky.Factor([1, 0, 2, 1], 2));
    }

    private WhitenedFilter Filter(NoiseCorrelation noise)
    {
        var filter = new WhitenedFilter(new PulseResponse(_designed), _designed);
        Assert.True(filter.Design(noise));
        return filter;
    }

    /// <summary>Noise whose samples hold a share of the one before, with a burst in each block.</summary>
    private static NoiseCorrelation Noise(double share, double burst = 0)
    {
        var noise = new NoiseCorrelation(14);
        var random = new Random(7);
        for (var block = 0; block < 20; block++)
        {
            float[] i = Gaussian(random, share), q = Gaussian(random, share);
            for (var n = 2000; n < 2300; n++)
            {
                i[n] += (float)burst * (n / 2 % 2);
            }

            noise.Add(i, q);
        }

        return noise;
    }

    private static NoiseCorrelation Constant(double next)
    {
        // Neighbours alternate in sign and grow: no noise is like that.
        var noise = new NoiseCorrelation(14);
        var samples = new float[Block];
        for (var n = 0; n < Block; n++)
        {
            samples[n] = n % 96 < 82 ? 0.001f : (float)next;
        }

        noise.Add(samples, samples);
        return noise;
    }

    private static float[] Gaussian(Random random, double share)
    {
        var samples = new float[Block];
        double before = 0;
        for (var n = 0; n < Block; n++)
        {
            var next = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            (samples[n], before) = ((float)(next + share * before), next);
        }

        return samples;
    }

    private static double Power(float[] taps, NoiseCorrelation noise) =>
        taps.SelectMany((a, n) => taps.Select((b, k) => a * b * noise[Math.Abs(n - k)])).Sum();
}
