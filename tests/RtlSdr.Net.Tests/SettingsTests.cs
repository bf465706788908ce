using RtlSdr.Net.Tests.Bench;

namespace RtlSdr.Net.Tests;

public sealed class SettingsTests : DongleTest
{
    [DongleFact]
    public Task The_tuner_arrives_where_it_was_sent() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);
        device.SampleRateHz = 2_400_000;

        foreach (var hertz in new uint[] { 1_090_000_000, 978_000_000, 433_920_000, 100_000_000 })
        {
            device.CenterFrequencyHz = hertz;

            Assert.Equal(hertz, device.CenterFrequencyHz);
            Assert.InRange(TestBench.StatusNumber("A", "frequency"), hertz - 2000, hertz + 2000); // librtlsdr 0.6 tunes in steps
        }
    });

    [DongleFact]
    public Task A_crystal_that_is_corrected_moves_the_tuner() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);
        device.CenterFrequencyHz = 1_090_000_000;

        device.FrequencyCorrectionPpm = 50;
        device.FrequencyCorrectionPpm = 50; // librtlsdr refuses what it has already

        Assert.Equal(50, device.FrequencyCorrectionPpm);
        // The crystal runs 50 ppm fast, so the PLL is set 50 ppm low: 54.5 kHz, less what the intermediate frequency moves.
        Assert.InRange(TestBench.StatusNumber("A", "frequency"), 1_090_000_000 - 56_500, 1_090_000_000 - 52_500);
    });

    [DongleFact]
    public Task The_sample_rate_reads_back_as_it_is_made() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);

        foreach (var rate in new uint[] { 2_400_000, 2_560_000, 2_000_000, 1_000_000, 250_000 })
        {
            device.SampleRateHz = rate;

            Assert.InRange(device.SampleRateHz, rate - 1, rate + 1);
            Assert.InRange(TestBench.StatusNumber("A", "rate"), rate - 1, rate + 1);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => device.SampleRateHz = 500_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => device.SampleRateHz = 3_200_001);
        Assert.Throws<ArgumentOutOfRangeException>(() => device.SampleRateHz = 0);
    });

    [DongleFact]
    public Task Every_gain_of_the_list_is_set_as_it_is() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);
        Assert.Equal(29, device.GainsTenthsDb.Count);
        Assert.Equal(0, device.GainsTenthsDb[0]);
        Assert.Equal(496, device.GainsTenthsDb[^1]);

        foreach (var gain in device.GainsTenthsDb)
        {
            Assert.Equal(gain, device.SetGain(gain));
            Assert.Equal(gain, device.GainTenthsDb);
            Assert.Equal(gain / 10.0, TestBench.StatusNumber("A", "gain"), 3);
            Assert.Equal("0", TestBench.Status("A", "automatic"));
        }
    });

    [DongleFact]
    public Task Gain_controls_are_switched() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);
        device.SetGain(300);

        device.UseTunerAgc();
        device.DigitalAgc = true;

        Assert.Null(device.GainTenthsDb);
        Assert.Equal("1", TestBench.Status("A", "automatic"));
        Assert.Equal("1", TestBench.Status("A", "digital-agc"));

        device.DigitalAgc = false;
        Assert.Equal("0", TestBench.Status("A", "digital-agc"));
    });

    [DongleFact]
    public Task The_bias_tee_is_switched() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);
        Assert.True(RtlSdrDevices.CanSwitchBiasTee);

        device.BiasTee = true;
        Assert.Equal("1", TestBench.Status("A", "bias-tee"));

        device.BiasTee = false;
        Assert.Equal("0", TestBench.Status("A", "bias-tee"));
    });

    [DongleFact]
    public async Task An_old_librtlsdr_without_bias_tee_does_all_else()
    {
        // A copy of the library in which the function has another name.
        var old = Path.Combine(Path.GetTempPath(), "librtlsdr-without-bias-tee.so");
        if (!TestBench.IsHere)
            await File.WriteAllBytesAsync(old, EmulatedDongle.LibraryWithout("rtlsdr_set_bias_tee"));

        await WithDongles(
            "serial=A",
            _ =>
            {
                Assert.False(RtlSdrDevices.CanSwitchBiasTee);
                using var device = RtlSdrDevice.Open(0);
                device.Apply(new RtlSdrSettings { GainTenthsDb = 496 });

                var e = Assert.Throws<RtlSdrException>(() => device.BiasTee = true);
                Assert.Contains("0.6", e.Message, StringComparison.Ordinal);
                Assert.False(device.BiasTee);
                return Task.CompletedTask;
            },
            new Dictionary<string, string> { ["RTLSDR_LIBRARY"] = old });
        if (!TestBench.IsHere)
            File.Delete(old);
    }

    [DongleFact]
    public Task Settings_are_applied_in_one_piece() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);

        device.Apply(new RtlSdrSettings { GainTenthsDb = 410, FrequencyCorrectionPpm = -3, BiasTee = true, TunerBandwidthHz = 2_000_000 });

        Assert.Equal(1_090_000_000u, device.CenterFrequencyHz);
        Assert.Equal(2_400_000u, device.SampleRateHz);
        Assert.Equal(402, device.GainTenthsDb);
        Assert.Equal(-3, device.FrequencyCorrectionPpm);
        Assert.Equal("1", TestBench.Status("A", "bias-tee"));
    });

    [DongleFact]
    public Task Offset_tuning_is_refused_by_an_R820T() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);

        var e = Assert.Throws<RtlSdrException>(() => device.SetOffsetTuning(true));
        Assert.Equal(RtlSdrError.Failed, e.Error);
        Assert.Equal(-2, e.NativeResult);
    });

    [DongleFact]
    public Task A_setting_on_a_dongle_that_is_gone_is_unplugged() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);
        TestBench.Order("unplug A");

        Assert.Equal(RtlSdrError.Unplugged, Assert.Throws<RtlSdrException>(() => device.CenterFrequencyHz = 1_090_000_000).Error);
        Assert.Equal(RtlSdrError.Unplugged, Assert.Throws<RtlSdrException>(() => device.SetGain(300)).Error);
        Assert.False(device.IsPresent);
    });

    [Theory]
    [InlineData(-50, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 9)]
    [InlineData(400, 402)]
    [InlineData(int.MaxValue, 496)]
    [InlineData(int.MinValue, 0)]
    public void The_nearest_gain_is_taken(int wanted, int expected) =>
        Assert.Equal(expected, RtlSdrDevice.Nearest([0, 9, 14, 402, 496], wanted));
}
