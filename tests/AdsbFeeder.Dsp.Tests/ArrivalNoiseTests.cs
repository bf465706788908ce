namespace AdsbFeeder.Dsp.Tests;

public class ArrivalNoiseTests
{
    private const double Sigma = 4 / 127.5;
    private const int Bursts = 800;

    [Theory]
    [InlineData(15)]
    [InlineData(20)]
    [InlineData(28)]
    public void What_a_receiver_says_of_its_times_is_how_wrong_they_are(double decibels)
    {
        var amplitude = Math.Sqrt(2) * Sigma * Math.Pow(10, decibels / 20);
        var random = new Random(5);
        var scene = new Scene(2.4e6, 0.4 * (Bursts + 2), Sigma);
        var sent = new List<double>();
        for (var n = 0; n < Bursts; n++)
        {
            sent.Add((400_000 * (n + 1)) + (1000 * random.NextDouble()));
            scene.Burst(Scene.WithParity("8D4840D658" + Convert.ToHexString(RandomBytes(random, 6))), sent[n], amplitude, 50e3);
        }

        var demodulator = new Demodulator(new() { Format = SampleFormat.Sc16 });
        var frames = new FrameBuffer();
        demodulator.Process(scene.ToBytes(SampleFormat.Sc16), frames);
        demodulator.Flush(frames);

        var errors = frames.Frames.ToArray().Select(frame => frame.TimeOfArrivalNanoseconds!.Value).Select(time => time - sent.MinBy(start => Math.Abs(start + 64_000 - time)) - 64_000).ToList();
        Assert.InRange(errors.Count, Bursts * 0.95, Bursts);
        var mean = errors.Average();
        var rms = Math.Sqrt(errors.Average(error => (error - mean) * (error - mean)));
        Assert.InRange(demodulator.Statistics.ArrivalNoiseNanoseconds, 0.7 * rms, 1.6 * rms);
    }

    [Fact]
    public void Nothing_is_said_before_enough_was_heard()
    {
        var demodulator = new Demodulator(new());
        var frames = new FrameBuffer();
        demodulator.Process(new Scene(2.4e6, 60, Sigma).Burst("8D4840D6202CC371C32CE0576098", 700_000, 0.4).ToBytes(SampleFormat.Uc8), frames);
        demodulator.Flush(frames);

        Assert.Equal(1, frames.Frames.Length);
        Assert.Equal(double.NaN, demodulator.Statistics.ArrivalNoiseNanoseconds);
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
