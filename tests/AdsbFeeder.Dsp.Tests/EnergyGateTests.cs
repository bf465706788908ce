namespace AdsbFeeder.Dsp.Tests;

public class EnergyGateTests
{
    [Fact]
    public void The_gate_is_shut_on_noise_at_every_rate()
    {
        foreach (var rate in SampleRates.Supported)
        {
            var share = OpenShare(rate, new Scene(rate, 30, 0.03));
            Assert.True(share < (rate == 40_000_000 ? 0.3 : 0.1), $"{share} at {rate}");
        }
    }

    [Fact]
    public void The_gate_is_open_where_a_burst_begins_at_every_rate()
    {
        foreach (var rate in SampleRates.Supported)
        {
            // 10 dB over the noise of 2.4 MHz, in every millisecond.
            var scene = new Scene(rate, 30, 0.03 * Math.Sqrt(rate / 2.4e6));
            for (var n = 0; n < 29; n++)
            {
                scene.Burst("8D4840D6202CC371C32CE0576098", 300_000 + 1_000_000 * n, 0.134);
            }

            var share = OpenShare(rate, scene);
            Assert.True(share is > 0.05 and < 0.6, $"{share} at {rate}");
        }
    }

    /// <summary>The share of granules in which the gate stands open, as <see cref="Demodulator"/> sets it in balanced mode.</summary>
    private static double OpenShare(int rate, Scene scene)
    {
        var frontEnd = new FrontEnd(SampleFormat.Cf32, rate, 6);
        var noise = new NoiseFloor();
        var (open, all) = (0, 0);
        ReadOnlySpan<byte> bytes = scene.ToBytes(SampleFormat.Cf32);
        while (frontEnd.TryFill(ref bytes))
        {
            frontEnd.Make(frontEnd.HistorySteps, frontEnd.HistorySteps + frontEnd.BlockSteps);
            noise.Add(frontEnd.Amplitudes.AsSpan(frontEnd.HistorySteps, frontEnd.BlockSteps));
            noise.Close();
            frontEnd.Gate.Listen(2 * noise.Sigma * noise.Sigma, Effort.Of(DemodulatorMode.Balanced).LeastEnergy);
            for (var granule = 0; granule < frontEnd.BlockGranules; granule++, all++)
            {
                open += frontEnd.Gate.IsOpen(granule) ? 1 : 0;
            }

            frontEnd.Advance();
        }

        return open / (double)all;
    }
}
