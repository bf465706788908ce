using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation.Tests.Modulation;

public class NoiseGeneratorTests
{
    private readonly float[] _noise = Make(1 << 18);

    [Fact]
    public void Noise_has_the_standard_deviation_asked_for_and_no_mean()
    {
        Assert.Equal(4, Math.Sqrt(_noise.Average(x => (double)x * x)), 0.03);
        Assert.Equal(0, _noise.Average(), 0.03);
    }

    // Shares of a normal distribution beyond 1, 2, 3 and 4 sigma.
    [Theory]
    [InlineData(1, 0.3173)]
    [InlineData(2, 0.0455)]
    [InlineData(3, 0.0027)]
    [InlineData(4, 0.0000633)]
    public void Noise_is_normal_in_its_tails(int sigmas, double share)
    {
        var found = _noise.Count(x => Math.Abs(x) > 4 * sigmas) / (double)_noise.Length;

        Assert.InRange(found, (share * 0.95) - 0.00003, (share * 1.05) + 0.00003);
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.2, 1)]
    [InlineData(-0.3, 1)]
    [InlineData(0.42, 0.25)]
    [InlineData(0.5, 0)]
    public void Noise_fills_the_band_of_the_receiver(double frequency, double density)
    {
        // Mean power of 64-sample segments around a frequency, over that at the centre.
        Assert.Equal(density, Density(frequency) / Density(0.1), 0.1);
    }

    [Fact]
    public void I_and_Q_are_independent()
    {
        var sum = 0.0;
        for (var i = 0; i < _noise.Length; i += 2)
            sum += _noise[i] * _noise[i + 1];

        Assert.Equal(0, sum / (_noise.Length / 2) / 16, 0.01);
    }

    private static float[] Make(int samples)
    {
        const int Block = 8192;
        var generator = new NoiseGenerator(new RandomStream(3, 3), new ReceiverFilter(0.42, 0.16).Taps(1), 4, Block);
        var noise = new float[2 * samples];
        for (var i = 0; i < noise.Length; i += 2 * Block)
            generator.Fill(noise.AsSpan(i, 2 * Block));

        return noise;
    }

    private double Density(double frequency)
    {
        const int Segment = 64;
        var power = 0.0;
        for (var start = 0; start + (2 * Segment) <= _noise.Length; start += 2 * Segment)
        {
            double re = 0, im = 0;
            for (var n = 0; n < Segment; n++)
            {
                var (sine, cosine) = Math.SinCos(-2 * Math.PI * frequency * n);
                var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (n + 0.5) / Segment));
                re += window * ((_noise[start + (2 * n)] * cosine) - (_noise[start + (2 * n) + 1] * sine));
                im += window * ((_noise[start + (2 * n)] * sine) + (_noise[start + (2 * n) + 1] * cosine));
            }

            power += (re * re) + (im * im);
        }

        return power;
    }
}
