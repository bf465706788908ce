namespace AdsbFeeder.Dsp.Tests;

public class PulseLearningTests
{
    private const string Squitter = "8D4840D6202CC371C32CE0576098";
    private const double Sigma = 4 / 127.5;

    [Fact]
    public void The_leak_of_pulses_is_learned_from_strong_bursts()
    {
        // An echo half a chip later smears every pulse into the next.
        var clear = Learn(echo: 0);
        var smeared = Learn(echo: 0.33);

        Assert.InRange(clear.Leak1, 0.1f, 0.2f);
        Assert.InRange(smeared.Leak1, clear.Leak1 + 0.03f, 0.5f);
    }

    [Fact]
    public void Weak_bursts_teach_nothing()
    {
        var frontEnd = new FrontEnd(SampleFormat.Uc8, 2_400_000, 6);
        var design = (frontEnd.Pulse.Leak1, frontEnd.Pulse.Leak2, frontEnd.Pulse.Leak3);

        new PulseLearning(frontEnd).Add(100, Word(), 112, amplitude: 0.08f, sigma: 0.01f);

        Assert.Equal(design, (frontEnd.Pulse.Leak1, frontEnd.Pulse.Leak2, frontEnd.Pulse.Leak3));
    }

    private static PulseShape Learn(double echo)
    {
        const double start = 100_000;
        var scene = new Scene(2.4e6, 60, Sigma / 4);
        for (var n = 0; n < 40; n++)
        {
            scene.Burst(Squitter, start + 1_000_000.0 * n, 0.4, startPhase: n).Burst(Squitter, start + 250 + 1_000_000.0 * n, 0.4 * echo, startPhase: n);
        }

        var frontEnd = new FrontEnd(SampleFormat.Uc8, 2_400_000, 6);
        var learning = new PulseLearning(frontEnd);
        ReadOnlySpan<byte> bytes = scene.ToBytes(SampleFormat.Uc8);
        while (frontEnd.TryFill(ref bytes))
        {
            var window = frontEnd.WindowSample * 5.0;
            for (var n = 0; n < 40; n++)
            {
                var peak = (start + 1_000_000.0 * n + 250 + echo * 100) * 0.012 - window;
                if (peak > 100 && peak < frontEnd.BlockSteps)
                {
                    learning.Add(peak, Word(), 112, 0.4f, (float)(Sigma / 4));
                }
            }

            frontEnd.Advance();
        }

        return frontEnd.Pulse;
    }

    private static FrameBits Word()
    {
        var bytes = Convert.FromHexString(Squitter + "0000");
        return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)));
    }
}
