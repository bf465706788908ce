using System.Numerics;

namespace AdsbFeeder.Dsp.Tests;

public class StrayCarrierTests
{
    private const double Sigma = 4 / 127.5;
    private const int Block = 6528;
    private const string Squitter = "8D4840D6202CC371C32CE0576098";

    [Theory]
    [InlineData(0)]
    [InlineData(3000)]
    public void A_carrier_beside_the_traffic_costs_few_frames(double swing)
    {
        var alone = Heard(scene => scene);
        var disturbed = Heard(scene => scene.Carrier(410e3, 2 * Sigma, swing));

        Assert.True(alone > 80, $"{alone}");
        Assert.True(disturbed > 0.9 * alone, $"{disturbed} of {alone}");
    }

    [Fact]
    public void A_carrier_among_those_of_the_bursts_does_too()
    {
        var alone = Heard(scene => scene);
        var disturbed = Heard(scene => scene.Carrier(30e3, 2 * Sigma));

        Assert.True(disturbed > 0.85 * alone, $"{disturbed} of {alone}");
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(2_400_000)]
    [InlineData(2_560_000)]
    [InlineData(3_200_000)]
    [InlineData(6_000_000)]
    [InlineData(8_000_000)]
    [InlineData(10_000_000)]
    [InlineData(12_000_000)]
    [InlineData(20_000_000)]
    public void Two_carriers_are_taken_out_at_every_rate(int rate)
    {
        var front = new FrontEnd(SampleFormat.Cf32, rate, 6);
        var milliseconds = 60.0 * front.BlockSamples / rate * 1000;
        var amplitude = Sigma * Math.Sqrt(rate / 2.4e6);
        double Power(Scene scene)
        {
            var frontEnd = new FrontEnd(SampleFormat.Cf32, rate, 6);
            ReadOnlySpan<byte> bytes = scene.ToBytes(SampleFormat.Cf32);
            double power = 0;
            for (var block = 0; frontEnd.TryFill(ref bytes); block++)
            {
                power += block < 40 ? 0 : Sums.OfProducts(frontEnd.NewestI, frontEnd.NewestI) + Sums.OfProducts(frontEnd.NewestQ, frontEnd.NewestQ);
                frontEnd.Advance();
            }

            return power;
        }

        var noise = Power(new Scene(rate, milliseconds, amplitude));
        var rest = Power(new Scene(rate, milliseconds, amplitude).Carrier(0.29 * rate, 2 * amplitude).Carrier(-0.113 * rate, amplitude));

        Assert.InRange(rest / noise, 0.96, 1.02);
    }

    [Fact]
    public void What_is_taken_out_is_counted()
    {
        var demodulator = new Demodulator(new());
        demodulator.Process(new Scene(2.4e6, 300, Sigma).Carrier(410e3, 2 * Sigma).Carrier(-600e3, Sigma).ToBytes(SampleFormat.Uc8), new FrameBuffer());

        Assert.Equal(2, demodulator.Statistics.StrayCarriers);
    }

    [Fact]
    public void A_carrier_that_stops_is_let_go()
    {
        var carriers = new StrayCarriers(2_400_000, Block);
        var random = new Random(3);
        for (var block = 0; block < 700; block++)
        {
            var (i, q) = Noise(random);
            Add(i, q, block, block < 60 ? 0.06 : 0, 0.7);
            carriers.Apply(i, q);
            if (block is 59)
            {
                Assert.Equal(1, carriers.Count);
            }
        }

        Assert.Equal(0, carriers.Count);
        Assert.Equal(2, carriers.Changes);
    }

    [Fact]
    public void Noise_and_many_bursts_of_one_aircraft_are_no_carrier()
    {
        var carriers = new StrayCarriers(2_400_000, Block);
        var random = new Random(4);
        for (var block = 0; block < 700; block++)
        {
            var (i, q) = Noise(random);
            for (var burst = 0; burst < 4; burst++)
            {
                var from = random.Next(Block - 300);
                var turn = 2 * Math.PI * 0.02;
                for (var n = from; n < from + 288; n++)
                {
                    var pulse = random.Next(2) * 0.5;
                    i[n] += (float)(pulse * Math.Cos(turn * n));
                    q[n] += (float)(pulse * Math.Sin(turn * n));
                }
            }

            carriers.Apply(i, q);
        }

        Assert.Equal(0, carriers.Changes);
    }

    [Fact]
    public void Bursts_of_one_carrier_with_hardly_a_pause_are_none_either()
    {
        var carriers = new StrayCarriers(2_400_000, Block);
        var random = new Random(5);
        for (var block = 0; block < 700; block++)
        {
            var (i, q) = Noise(random);
            for (var from = 0; from + 288 <= Block; from += 330)
            {
                for (var n = from; n < from + 288; n++)
                {
                    var pulse = n % 2 * 0.3;
                    i[n] += (float)(pulse * Math.Cos(0.1 * n));
                    q[n] += (float)(pulse * Math.Sin(0.1 * n));
                }
            }

            carriers.Apply(i, q);
        }

        Assert.Equal(0, carriers.Changes);
    }

    [Fact]
    public void The_middle_belongs_to_the_constant()
    {
        var carriers = new StrayCarriers(2_400_000, Block);
        var random = new Random(6);
        for (var block = 0; block < 20; block++)
        {
            var (i, q) = Noise(random);
            Add(i, q, block, 0.06, 0.01);
            carriers.Apply(i, q);
        }

        Assert.Equal(0, carriers.Changes);
    }

    [Fact]
    public void Silence_stays_silence()
    {
        var carriers = new StrayCarriers(2_400_000, Block);
        float[] i = new float[Block], q = new float[Block];

        for (var block = 0; block < 20; block++)
        {
            carriers.Apply(i, q);
            carriers.Apply([], []);
        }

        Assert.All(i, value => Assert.Equal(0, value));
        Assert.Equal(0, carriers.Count);
    }

    [Fact]
    public void A_spectrum_is_the_transform_as_defined()
    {
        var spectrum = new Spectrum(64);
        var random = new Random(6);
        float[] i = [.. Enumerable.Range(0, 64).Select(_ => random.NextSingle() - 0.5f)], q = [.. Enumerable.Range(0, 64).Select(_ => random.NextSingle() - 0.5f)];

        var powers = spectrum.Of(i, q).ToArray();

        for (var n = 0; n < 64; n++)
        {
            var sum = Enumerable.Range(0, 64).Aggregate(Complex.Zero, (s, k) => s + (1 - Math.Cos(2 * Math.PI * (k + 0.5) / 64)) * new Complex(i[k], q[k]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * n * k / 64));
            Assert.Equal(sum.Magnitude * sum.Magnitude, powers[n], 1e-3);
        }
    }

    [Theory]
    [InlineData(0.1234)]
    [InlineData(-0.31)]
    public void A_line_is_placed_within_a_fraction_of_a_frequency(double turns)
    {
        var search = new StrayCarrierSearch();
        var random = new Random(7);
        double? found = null;
        for (var block = 0; block < 8 && found is null; block++)
        {
            var (i, q) = Noise(random);
            Add(i, q, block, 0.05, 2 * Math.PI * turns);
            found = search.Look(i, q);
        }

        Assert.NotNull(found);
        Assert.Equal(turns, found.Value / (2 * Math.PI), 1e-4);
    }

    [Fact]
    public void Nothing_is_allocated_while_a_carrier_is_taken_out()
    {
        var carriers = new StrayCarriers(2_400_000, Block);
        var random = new Random(8);
        var (i, q) = Noise(random);
        Add(i, q, 0, 0.06, 0.7);
        for (var block = 0; block < 20; block++)
        {
            carriers.Apply(i, q);
        }

        Assert.Equal(0, Allocations.Of(() => carriers = new StrayCarriers(2_400_000, Block), fresh =>
        {
            for (var block = 0; block < 20; block++)
            {
                Add(i, q, block, 0.06, 0.7);
                fresh.Apply(i, q);
            }
        }));
        Assert.Equal(1, carriers.Count);
    }

    private static int Heard(Func<Scene, Scene> disturb)
    {
        var scene = new Scene(2.4e6, 142, Sigma);
        for (var n = 0; n < 100; n++)
        {
            scene.Burst(Squitter, 40_300_000 + 1_000_017.3 * n, 0.15, 1300 * (n - 50));
        }

        return Scene.Frames(new(), disturb(scene.Burst(Squitter, 30_000_000, 0.4)).ToBytes(SampleFormat.Uc8)).Length;
    }

    private static (float[] I, float[] Q) Noise(Random random)
    {
        float[] i = new float[Block], q = new float[Block];
        for (var n = 0; n < Block; n++)
        {
            var size = Sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            (i[n], q[n]) = ((float)(size * cos), (float)(size * sin));
        }

        return (i, q);
    }

    private static void Add(float[] i, float[] q, int block, double amplitude, double turn)
    {
        for (var n = 0; n < Block; n++)
        {
            var (sin, cos) = Math.SinCos(turn * ((double)block * Block + n));
            i[n] += (float)(amplitude * cos);
            q[n] += (float)(amplitude * sin);
        }
    }
}
