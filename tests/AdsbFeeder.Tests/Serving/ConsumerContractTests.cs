using System.Text.Json;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Serving;

/// <summary>The keys that dump1090-exporter and graphs1090 read, from the documents as they are served. A missing group makes the exporter drop a whole period.</summary>
public sealed class ConsumerContractTests : IAsyncLifetime
{
    private const JsonValueKind Number = JsonValueKind.Number;
    private ServingHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ServingHost.StartAsync(settings => settings.Receiver.LocationAccuracy = Wire.LocationAccuracy.Exact);
        _host.Publish(Sky.Picture(
            Sky.Aircraft(0x4840D6, new(52.3, 4.76), "KLM1023", "1000", 38000),
            Sky.Aircraft(0x3C66B0) with { Position = new(new PositionFix(new(52.1, 4.1), 0, 0), ServingHost.Now, FieldSource.Mlat), Kind = TrackKind.Mlat }));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>dump1090-exporter reads last1min every minute; graphs1090 reads last1min and total.</summary>
    [Theory]
    [InlineData("latest")]
    [InlineData("last1min")]
    [InlineData("last5min")]
    [InlineData("last15min")]
    [InlineData("total")]
    public async Task Statistics(string period)
    {
        var stats = await ReadAsync("/data/stats.json");
        string[] exporter =
        [
            "messages", "start", "end",
            .. Group("cpr", "airborne", "surface", "filtered", "global_bad", "global_ok", "global_range", "global_skipped", "global_speed", "local_aircraft_relative", "local_ok", "local_range", "local_receiver_relative", "local_skipped", "local_speed"),
            .. Group("cpu", "background", "demod", "reader"),
            .. Group("local", "strong_signals", "bad", "modes", "modeac", "samples_dropped", "samples_processed", "unknown_icao"),
            .. Group("remote", "bad", "modeac", "modes", "unknown_icao"),
            .. Group("tracks", "all", "single_message"),
        ];
        string[] graphs = ["max_distance", "position_count_total", "remote.basestation", .. Group("cpu", "aircraft_json", "globe_json", "binCraft", "trace_json", "heatmap_and_state", "api_workers", "api_update", "remove_stale")];
        Assert.All(exporter.Concat(graphs), key => Assert.Equal(Number, At(stats, $"{period}.{key}").ValueKind));
        foreach (var accepted in (string[])["local", "remote"])
        {
            Assert.Equal(Number, At(stats, $"{period}.{accepted}.accepted")[0].ValueKind);
        }

        Assert.Equal(Number, At(stats, "now").ValueKind);
        // Levels are numbers where a radio measured them and absent else; never null, which both readers choke on.
        Assert.All(["signal", "noise", "peak_signal"], key => Assert.True(!At(stats, period + ".local").TryGetProperty(key, out var level) || level.ValueKind == Number));
        Assert.True(!stats.TryGetProperty("gain_db", out var gain) || gain.ValueKind == Number);
    }

    [Fact]
    public async Task Aircraft()
    {
        var document = await ReadAsync("/data/aircraft.json");

        Assert.Equal(Number, At(document, "now").ValueKind);
        Assert.Equal(Number, At(document, "messages").ValueKind);
        Assert.All(document.GetProperty("aircraft").EnumerateArray(), aircraft =>
        {
            Assert.All(["seen", "seen_pos", "lat", "lon", "rssi", "messages"], key => Assert.Equal(Number, aircraft.GetProperty(key).ValueKind));
            Assert.All(["hex", "type"], key => Assert.Equal(JsonValueKind.String, aircraft.GetProperty(key).ValueKind));
            Assert.All(["mlat", "tisb"], key => Assert.Equal(JsonValueKind.Array, aircraft.GetProperty(key).ValueKind));
        });
        var byMlat = document.GetProperty("aircraft").EnumerateArray().Single(aircraft => aircraft.GetProperty("type").GetString() == "mlat");
        Assert.Contains("lat", byMlat.GetProperty("mlat").EnumerateArray().Select(field => field.GetString()));   // how the exporter counts multilateration
    }

    [Fact]
    public async Task Receiver()
    {
        var document = await ReadAsync("/data/receiver.json");

        Assert.All(["lat", "lon", "refresh", "history"], key => Assert.Equal(Number, document.GetProperty(key).ValueKind));
        Assert.Equal(JsonValueKind.String, document.GetProperty("version").ValueKind);
    }

    private static IEnumerable<string> Group(string name, params string[] keys) => keys.Select(key => $"{name}.{key}");

    private static JsonElement At(JsonElement root, string path) => path.Split('.').Aggregate(root, (element, name) => element.GetProperty(name));

    private async Task<JsonElement> ReadAsync(string path)
    {
        var (status, body) = await _host.GetAsync(path);
        Assert.Equal(200, status);
        return JsonDocument.Parse(body).RootElement;
    }
}
