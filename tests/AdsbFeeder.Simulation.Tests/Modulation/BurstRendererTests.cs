using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation.Tests.Modulation;

public class BurstRendererTests
{
    public static TheoryData<double, double> RatesAndInstants()
    {
        var data = new TheoryData<double, double>();
        foreach (var rate in SimulationOptions.SampleRates)
        {
            data.Add(rate, 100e-6);
            data.Add(rate, 100e-6 + (0.37 / rate));
            data.Add(rate, 123.456789e-6);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RatesAndInstants))]
    public void Time_of_arrival_found_by_correlation_is_true_to_10_ns(double rate, double arrival)
    {
        var traits = new RadioTraits { RiseSeconds = 60e-9, DecaySeconds = 180e-9, PulseWidening = 20e-9, PulseJitterSeconds = 5e-9 };
        var samples = Bursts.Render(rate, 400e-6, (Bursts.Of(Bursts.Long, arrival, traits, 150e3), 1000));

        var found = TimeOfArrival(samples, rate, Bursts.Long, arrival);

        Assert.Equal(arrival * 1e9, found * 1e9, 10.0);
    }

    [Fact]
    public void Overlapping_bursts_add()
    {
        var first = Bursts.Of(Bursts.Long, 100e-6, carrierHz: 100e3);
        var second = Bursts.Of(Bursts.Short, 141.3e-6, carrierHz: -200e3);

        var both = Bursts.Render(2.4e6, 400e-6, (first, 100), (second, 30));
        var one = Bursts.Render(2.4e6, 400e-6, (first, 100));
        var other = Bursts.Render(2.4e6, 400e-6, (second, 30));

        Assert.All(both.Index(), item => Assert.Equal(one[item.Index] + other[item.Index], item.Item, 0.001f));
        Assert.True(other.Max(Math.Abs) > 25);
    }

    [Theory]
    [InlineData(10e6)]
    [InlineData(40e6)]
    public void A_pulse_has_the_amplitude_that_was_asked_for(double rate)
    {
        var samples = Bursts.Render(rate, 400e-6, (Bursts.Of(Bursts.Long, 100e-6), 77));

        foreach (var chip in new[] { 0, 1, 3.5, 4.5 })
            Assert.Equal(77, Magnitude(samples, (100e-6 + ((chip + 0.25) * 1e-6)) * rate), 3.0);
    }

    [Fact]
    public void The_carrier_offset_turns_the_phase()
    {
        const double Rate = 10e6;
        var samples = Bursts.Render(Rate, 400e-6, (Bursts.Of(Bursts.Long, 100e-6, carrierHz: 125e3), 100));

        // From the first to the second preamble pulse passes 1 µs: 45 degrees.
        var turn = Phase(samples, 1012) - Phase(samples, 1002);

        Assert.Equal(Math.PI / 4, Math.IEEERemainder(turn, 2 * Math.PI), 0.02);
    }

    [Fact]
    public void Incoherent_transponders_begin_each_pulse_with_another_phase()
    {
        var coherent = Spread(new RadioTraits());
        var incoherent = Spread(new RadioTraits { IsCoherent = false });

        Assert.InRange(coherent, 0.99, 1.0001);
        Assert.InRange(incoherent, 0, 0.5);

        // Length of the mean direction over the pulses.
        static double Spread(RadioTraits traits)
        {
            var samples = Bursts.Render(10e6, 400e-6, (Bursts.Of(Bursts.Long, 100e-6, traits), 100));
            var phases = Pulses(Bursts.Long).Select(start => Phase(samples, (int)Math.Round((100 + start + 0.25) * 10))).ToArray();
            return double.Hypot(phases.Average(Math.Sin), phases.Average(Math.Cos));
        }
    }

    [Fact]
    public void Energy_is_that_of_the_pulses_at_every_rate()
    {
        foreach (var rate in SimulationOptions.SampleRates)
        {
            var samples = Bursts.Render(rate, 400e-6, (Bursts.Of(Bursts.Short, 100e-6), 1));

            var energy = samples.Sum(x => (double)x * x) / rate;

            // Four pulses of the preamble and one of each bit: 30 µs in all, less what edges and the receiver's band take away.
            Assert.InRange(energy, 30e-6 * (rate < 3e6 ? 0.66 : 0.87), 30e-6);
        }
    }

    private static double Magnitude(float[] samples, double index)
    {
        var i = 2 * (int)Math.Round(index);
        return double.Hypot(samples[i], samples[i + 1]);
    }

    private static double Phase(float[] samples, int index) => Math.Atan2(samples[(2 * index) + 1], samples[2 * index]);

    private static IEnumerable<double> Pulses(Frame frame)
    {
        var pulses = new Pulse[PulseTrain.MaximumPulses];
        return pulses[..PulseTrain.Build(frame, pulses)].Select(pulse => pulse.Start);
    }

    /// <summary>The instant at which the amplitude in the transmitted halves of all bits most exceeds that in the silent ones.</summary>
    private static double TimeOfArrival(float[] samples, double rate, Frame frame, double near)
    {
        // Amplitudes every 10 ns, then sums over half bits: the correlation with the pulses as rectangles.
        const double Step = 10e-9;
        const int Half = 50;
        const int Margin = 12;
        var first = near + 8e-6 - (Margin * Step);
        var sums = new double[(112 * 2 * Half) + (2 * Margin) + 2];
        for (var i = 0; i + 1 < sums.Length; i++)
            sums[i + 1] = sums[i] + Amplitude(samples, (first + ((i + 0.5) * Step)) * rate);

        var correlation = new double[(2 * Margin) + 1];
        for (var shift = 0; shift < correlation.Length; shift++)
        {
            for (var bit = 0; bit < 112; bit++)
            {
                var start = shift + (bit * 2 * Half);
                var one = (frame.Bytes[bit / 8] >> (7 - (bit % 8)) & 1) != 0;
                var excess = (2 * sums[start + Half]) - sums[start] - sums[start + (2 * Half)];
                correlation[shift] += one ? excess : -excess;
            }
        }

        // The peak is a roof: where lines through points on its two sides meet.
        var (left, right) = (correlation[Margin + 3 - 6] - correlation[Margin - 9], correlation[Margin + 3] - correlation[Margin + 9]);
        var (slopeUp, slopeDown) = (left / 6, right / 6);
        var peak = ((slopeUp * 3) - (slopeDown * 3) + correlation[Margin + 3] - correlation[Margin - 3]) / (slopeUp + slopeDown);
        return near + (peak * Step);
    }

    // Band-limited interpolation with a Hann window of 24 samples each side.
    private static double Amplitude(float[] samples, double index)
    {
        double re = 0, im = 0;
        var centre = (int)Math.Floor(index);
        for (var n = centre - 23; n <= centre + 24; n++)
        {
            var x = index - n;
            var weight = (x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x)) * (0.5 + (0.5 * Math.Cos(Math.PI * x / 25)));
            re += weight * samples[2 * n];
            im += weight * samples[(2 * n) + 1];
        }

        return double.Hypot(re, im);
    }
}
