using Xunit.Abstractions;

namespace AdsbFeeder.Dsp.Tests;

/// <summary>What an aerial or a converter gives that holds no aircraft and is not the even noise that everything is measured against.</summary>
public class StrangeNoiseTests(ITestOutputHelper output)
{
    private const int Samples = 480_000;

    // A tried burst costs some microseconds: so many in 0.2 s stay below a tenth of one core.
    private const long MostBursts = 4000;

    [Theory]
    [InlineData("all zero")]
    [InlineData("all 255")]
    [InlineData("at rest")]
    [InlineData("one count")]
    [InlineData("noise of 0.6 counts")]
    [InlineData("noise off centre")]
    [InlineData("clipped noise")]
    [InlineData("impulses")]
    [InlineData("trains of impulses")]
    [InlineData("pulses of distance equipment")]
    [InlineData("carrier")]
    [InlineData("keyed carrier")]
    [InlineData("gain that jumps")]
    [InlineData("random bytes")]
    public void Strange_noise_is_silent_and_costs_little(string kind)
    {
        var samples = Make(kind);
        foreach (var mode in Enum.GetValues<DemodulatorMode>())
        {
            var demodulator = new Demodulator(new() { Mode = mode });
            var frames = new FrameBuffer();

            demodulator.Process(samples, frames);
            demodulator.Flush(frames);

            output.WriteLine($"{kind}, {mode}: {demodulator.Statistics.Preambles} preambles, {demodulator.Statistics.Bursts} bursts, {frames.Count} frames");
            Assert.Equal(0, frames.Count);
            Assert.InRange(demodulator.Statistics.Bursts, 0, MostBursts);
        }
    }

    private static byte[] Make(string kind)
    {
        var random = new Random(5);
        double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var bytes = new byte[2 * Samples];
        var pulse = new double[Samples];
        if (kind == "impulses")
        {
            for (var n = 0; n < 2000; n++)
            {
                pulse[random.Next(Samples)] = 120 * random.NextDouble();
            }
        }
        else if (kind == "trains of impulses")
        {
            // A dimmer or an ignition: bursts of clicks 2 µs apart.
            for (var n = 0; n < 120; n++)
            {
                for (int k = 0, at = random.Next(Samples - 500); k < 100; k++)
                {
                    pulse[at + k * 24 / 5] = 60;
                }
            }
        }
        else if (kind == "pulses of distance equipment")
        {
            // Pairs of 3.5 µs, 12 or 36 µs apart, 2,700 a second.
            for (var n = 0; n < 540; n++)
            {
                var at = random.Next(Samples - 200);
                var distance = n % 2 == 0 ? 29 : 86;
                for (var k = 0; k < 8; k++)
                {
                    pulse[at + k] = pulse[at + distance + k] = 100 * Math.Sin(Math.PI * (k + 0.5) / 8);
                }
            }
        }

        for (var n = 0; n < Samples; n++)
        {
            var angle = 0.7 * n;
            var (sigma, i, q) = kind switch
            {
                "noise of 0.6 counts" => (0.6, 0, 0),
                "noise off centre" => (4, 30, -20),
                "clipped noise" => (200, 0, 0),
                "carrier" => (4, 40 * Math.Cos(angle), 40 * Math.Sin(angle)),
                "keyed carrier" => (4, 40 * (n / 1200 % 2) * Math.Cos(angle), 40 * (n / 1200 % 2) * Math.Sin(angle)),
                "gain that jumps" => (n / 100_000 % 2 == 0 ? 1 : 30, 0, 0),
                _ => (4.0, pulse[n] * Math.Cos(angle), pulse[n] * Math.Sin(angle)),
            };
            byte Count(double value) => (byte)Math.Clamp(Math.Round(127.5 + value + sigma * Gaussian()), 0, 255);
            (bytes[2 * n], bytes[2 * n + 1]) = kind switch
            {
                "all zero" => ((byte)0, (byte)0),
                "all 255" => ((byte)255, (byte)255),
                "at rest" => ((byte)127, (byte)128),
                "one count" => ((byte)(127 + random.Next(2)), (byte)(127 + random.Next(2))),
                "random bytes" => ((byte)random.Next(256), (byte)random.Next(256)),
                _ => (Count(i), Count(q)),
            };
        }

        return bytes;
    }
}
