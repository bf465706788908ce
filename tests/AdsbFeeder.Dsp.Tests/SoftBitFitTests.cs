using AdsbFeeder.Benchmarks.Fitting;
using AdsbFeeder.Simulation;
using Xunit.Abstractions;

namespace AdsbFeeder.Dsp.Tests;

/// <summary>A small run of the program that fits the constants: soft bits must mean what they say.</summary>
public class SoftBitFitTests(ITestOutputHelper output)
{
    [Fact]
    public void A_small_refit_agrees_with_the_constants_in_the_code()
    {
        var fit = new SoftBitFit();
        fit.Add(Scenes.Busy with { Seed = 77, Duration = TimeSpan.FromSeconds(3) });

        var (amplitudes, coherent) = (SoftBitFit.Factor(fit.Amplitudes), SoftBitFit.Factor(fit.Coherent));

        output.WriteLine($"{fit.Bursts} bursts, factors {amplitudes:0.00} and {coherent:0.00}");
        Assert.InRange(fit.Bursts, 500, 100_000);
        Assert.InRange(amplitudes, 0.8, 1.25);
        Assert.InRange(coherent, 0.8, 1.25);
    }

    [Fact]
    public void Ratios_that_say_twice_what_they_know_are_found_out()
    {
        var random = new Random(1);
        var ratios = new List<float>();
        for (var n = 0; n < 100_000; n++)
        {
            var honest = 4 * random.NextSingle();
            ratios.Add(random.NextDouble() < 1 / (1 + Math.Exp(-honest)) ? 2 * honest : -2 * honest);
        }

        Assert.Equal(0.5, SoftBitFit.Factor(ratios), 0.02);
    }
}
