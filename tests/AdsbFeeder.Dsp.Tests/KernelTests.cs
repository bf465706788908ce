namespace AdsbFeeder.Dsp.Tests;

[Trait("Category", "Kernels")]
public class KernelTests
{
    [Fact]
    public void Preamble_kernels_equal_the_scalar_definition()
    {
        var amplitudes = Noise(400, 11);
        foreach (var (name, _, run) in PreambleKernel.Kernels.Where(k => k.IsSupported))
        {
            for (var length = 0; length <= 200; length++)
            {
                float[] want = new float[length], got = new float[length];
                var input = amplitudes.AsSpan(length % 5, length + PreambleKernel.Reach);
                PreambleKernel.Kernels[0].Run(input, want);

                run(input, got);

                Assert.All(want.Zip(got), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-5, name));
            }
        }
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(2_400_000)]
    [InlineData(2_560_000)]
    [InlineData(3_200_000)]
    [InlineData(10_000_000)]
    [InlineData(12_000_000)]
    [InlineData(40_000_000)]
    public void Amplitude_kernels_equal_the_scalar_definition(int rate)
    {
        var planeLength = 32 + 64 + 40;
        var plan = new PolyphasePlan(rate, new PulseFilter(rate), planeLength);
        float[] i = Noise(planeLength * plan.Down, 3), q = Noise(planeLength * plan.Down, 4);
        var want = new float[plan.Up * AmplitudeKernel.GroupsPerCall];
        AmplitudeKernel.Kernels[0].Run(plan, i, q, 32, want);
        foreach (var (name, _, run) in AmplitudeKernel.Kernels.Where(k => k.IsSupported))
        {
            var got = new float[want.Length];

            run(plan, i, q, 32, got);

            Assert.All(want.Zip(got), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-4, name));
        }
    }

    [Fact]
    public void A_kernel_refuses_to_read_past_its_samples()
    {
        var plan = new PolyphasePlan(2_400_000, new PulseFilter(2_400_000), 100);
        var rows = new float[plan.Up * AmplitudeKernel.GroupsPerCall];
        foreach (var (_, _, run) in AmplitudeKernel.Kernels[1..].Where(k => k.IsSupported))
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => run(plan, new float[40], new float[40], 0, rows));
        }
    }

    [Theory]
    [InlineData(2_400_000)]
    [InlineData(40_000_000)]
    public void The_filter_keeps_the_power_of_noise_and_gains_on_pulses(int rate)
    {
        var filter = new PulseFilter(rate);
        var taps = new float[2 * filter.HalfTaps];

        filter.Taps(0.3, taps);

        Assert.Equal(1, taps.Sum(t => t * t), 0.03);
        Assert.InRange(filter.Gain, 0.9, 1.02 * Math.Sqrt(rate * 0.5e-6));
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }
}
