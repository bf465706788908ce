using System.Buffers;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Json;

/// <summary>What dump1090-exporter and graphs1090 read must be there (feeders.md 4.1, wire-formats.md 2.10).</summary>
public class StatsJsonTests
{
    private const long Start = 1_795_246_700_000;

    private static JsonElement Document(LocalStatistics local, StatsInformation information = default, double peak = 0)
    {
        var tracker = new Tracker();
        var windows = new StatisticsWindows(new StatisticsSample(Start, TrackerStatistics.Zero));
        foreach (var hex in (string[])["8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6", "8D406B902015E678D4D220AA4BDA"])
            tracker.Update(new ReceivedFrame(Frame.Parse(hex), 0, Start + 1000, FrameSource.Network));
        var snapshot = tracker.Snapshot(Start + 5000);
        windows.Add(new StatisticsSample(Start + 5000, snapshot.Statistics, local, new RemoteStatistics { Accepted = 2, BytesIn = 46 }, new CpuStatistics { DemodulatorMs = 12 })
        {
            PeakSignalPower = peak,
        });
        var buffer = new ArrayBufferWriter<byte>();
        StatsJson.Write(buffer, snapshot, windows, information);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    private static JsonElement At(JsonElement root, string path) => path.Split('.').Aggregate(root, (e, name) => e.GetProperty(name));

    [Theory]
    [InlineData("latest")]
    [InlineData("last1min")]
    [InlineData("last5min")]
    [InlineData("last15min")]
    [InlineData("total")]
    public void Every_period_has_every_key_that_readers_ask_for(string period)
    {
        string[] numbers =
        [
            "start", "end", "messages", "messages_valid", "position_count_total", "altitude_suppressed", "max_distance",
            "cpr.airborne", "cpr.surface", "cpr.filtered", "cpr.global_bad", "cpr.global_ok", "cpr.global_range", "cpr.global_skipped", "cpr.global_speed",
            "cpr.local_aircraft_relative", "cpr.local_ok", "cpr.local_range", "cpr.local_receiver_relative", "cpr.local_skipped", "cpr.local_speed",
            "cpu.background", "cpu.demod", "cpu.reader", "cpu.aircraft_json", "cpu.globe_json", "cpu.binCraft", "cpu.trace_json",
            "cpu.heatmap_and_state", "cpu.api_workers", "cpu.api_update", "cpu.remove_stale",
            "local.strong_signals", "local.bad", "local.modes", "local.modeac", "local.samples_dropped", "local.samples_processed", "local.samples_lost", "local.unknown_icao",
            "remote.bad", "remote.modeac", "remote.modes", "remote.unknown_icao", "remote.basestation", "remote.bytes_in", "remote.bytes_out",
            "tracks.all", "tracks.single_message", "rejected.bad_parity",
        ];
        var document = Document(default);

        Assert.All(numbers, key => Assert.Equal(JsonValueKind.Number, At(document, period + "." + key).ValueKind));
        Assert.Equal(2, At(document, period + ".local.accepted").GetArrayLength());
        Assert.Equal(2, At(document, period + ".remote.accepted").GetArrayLength());
        Assert.Equal(32, At(document, period + ".messages_by_df").GetArrayLength());
        Assert.Equal(13, At(document, period + ".position_count_by_type").EnumerateObject().Count());
    }

    [Fact]
    public void Numbers_are_those_that_were_counted()
    {
        var document = Document(new LocalStatistics { Accepted = 10, AcceptedRepaired = 2, SignalPowerSum = 0.12, NoiseCount = 4, NoisePowerSum = 0.0004 }, new StatsInformation(49.6, -1.25), peak: 0.5);

        Assert.Equal(2, At(document, "total.messages").GetInt32());
        Assert.Equal(2, At(document, "total.messages_by_df")[17].GetInt32());
        Assert.Equal(1, At(document, "total.rejected.bad_parity").GetInt32());
        Assert.Equal("[10,2]", At(document, "total.local.accepted").GetRawText());
        Assert.Equal("[2,0]", At(document, "total.remote.accepted").GetRawText());
        Assert.Equal("-20.0", At(document, "last1min.local.signal").GetRawText());
        Assert.Equal("-40.0", At(document, "last1min.local.noise").GetRawText());
        Assert.Equal("-3.0", At(document, "last1min.local.peak_signal").GetRawText());
        Assert.Equal("49.6", At(document, "gain_db").GetRawText());
        Assert.Equal(1, At(document, "aircraft_without_pos").GetInt32());
        Assert.Equal(1, At(document, "aircraft_count_by_type.adsb_icao").GetInt32());
        Assert.Equal(12, At(document, "total.cpu.demod").GetInt32());
    }

    [Fact]
    public void Levels_that_nobody_measured_are_left_out()
    {
        var local = At(Document(default), "last1min.local");

        Assert.False(local.TryGetProperty("signal", out _) || local.TryGetProperty("noise", out _) || local.TryGetProperty("peak_signal", out _));
    }
}
