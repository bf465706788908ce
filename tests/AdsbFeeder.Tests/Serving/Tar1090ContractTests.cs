using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Serving;

/// <summary>What a stock tar1090 asks for under a path of its own, in its order, and what it does with the answers.</summary>
/// <remarks>tar1090 itself is GPL and not here; addresses, keys and arithmetic are facts of its version 3.14.</remarks>
public sealed class Tar1090ContractTests : IAsyncLifetime
{
    private const string Page = "/tar1090/";

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
    private ServingHost _host = null!;

    public async Task InitializeAsync()
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), "<title>tar1090</title>");
        _host = await ServingHost.StartAsync(settings => settings.Http.StaticDirectory = [new("/tar1090", _folder)]);
        for (var second = 0; second <= 3600; second += 5)   // 07:38:28 to 08:38:28
        {
            var ms = ServingHost.Now + (second * 1000L);
            _host.Publish(Sky.PictureAt(ms, Airliner(second, ms), Sky.Aircraft(0xABCDEF, new(51.5, 4.2), "TAXI", feet: 0, ms: ms)));
        }
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_begins()
    {
        var receiver = await JsonAsync("data/receiver.json?_=1795246708764");
        Assert.InRange(receiver.GetProperty("refresh").GetInt32(), 500, 5000);
        Assert.True(receiver.GetProperty("readsb").GetBoolean());
        Assert.False(receiver.GetProperty("binCraft").GetBoolean());
        Assert.False(receiver.GetProperty("zstd").GetBoolean());
        Assert.True(receiver.GetProperty("haveTraces").GetBoolean() && receiver.GetProperty("haveReplay").GetBoolean() && receiver.GetProperty("outlineJson").GetBoolean());
        Assert.False(receiver.TryGetProperty("globeIndexGrid", out _));   // it would ask for tiles
        Assert.Equal((52.0, 4.0), (receiver.GetProperty("lat").GetDouble(), receiver.GetProperty("lon").GetDouble()));

        // Its own history is made by a script beside it; without one, it takes ours.
        Assert.Equal(404, (await _host.GetAsync(Page + "chunks/chunks.json?_=1")).Status);
        Assert.Equal(404, (await _host.GetAsync(Page + "upintheair.json")).Status);

        var last = 0.0;
        var files = receiver.GetProperty("history").GetInt32();
        Assert.Equal(120, files);
        foreach (var file in await Task.WhenAll(Enumerable.Range(0, files).Select(i => JsonAsync($"data/history_{i}.json?_=1"))))
        {
            Assert.Contains(file.GetProperty("aircraft").EnumerateArray(), aircraft => aircraft.GetProperty("hex").GetString() == "4840d6");
            last = Math.Max(last, file.GetProperty("now").GetDouble());
        }

        var now = await JsonAsync("data/aircraft.json");
        Assert.True(now.GetProperty("now").GetDouble() >= last);
    }

    [Fact]
    public async Task It_draws_an_aircraft_from_these_keys_of_these_types()
    {
        var aircraft = (await JsonAsync("data/aircraft.json")).GetProperty("aircraft").EnumerateArray().Single(a => a.GetProperty("hex").GetString() == "4840d6");

        string[] numbers = ["alt_baro", "alt_geom", "gs", "track", "lat", "lon", "seen", "seen_pos", "rssi", "messages", "nic", "rc", "baro_rate", "ias", "version", "r_dst"];
        string[] texts = ["hex", "type", "flight", "squawk", "category", "emergency"];
        string[] lists = ["mlat", "tisb", "nav_modes"];
        Assert.All(numbers, key => Assert.Equal(JsonValueKind.Number, aircraft.GetProperty(key).ValueKind));
        Assert.All(texts, key => Assert.Equal(JsonValueKind.String, aircraft.GetProperty(key).ValueKind));
        Assert.All(lists, key => Assert.Equal(JsonValueKind.Array, aircraft.GetProperty(key).ValueKind));
    }

    [Fact]
    public async Task It_joins_the_two_traces_of_a_chosen_aircraft()
    {
        var recent = Normalised(await JsonAsync("data/traces/d6/trace_recent_4840d6.json"));
        var trace = Normalised(await JsonAsync("data/traces/d6/trace_full_4840d6.json"));
        var full = trace.Count;
        trace.AddRange(recent.Where(point => point.Stamp > trace[^1].Stamp));

        Assert.Equal(full, trace.Count);   // the full one has everything already
        Assert.Equal(trace.OrderBy(point => point.Stamp).Select(point => point.Stamp), trace.Select(point => point.Stamp));
        Assert.Equal((ServingHost.Now + 3_600_000) / 1000.0, trace[^1].Stamp, 2);
        Assert.Equal("KLM1023 ", trace[0].Point[8].GetProperty("flight").GetString());
        Assert.All(trace, point => Assert.Equal(0, point.Point[6].GetInt32() & 1));   // no pause: no dashed line
        Assert.All(trace.Where((_, i) => i % 4 == 0), point => Assert.Equal(JsonValueKind.Object, point.Point[8].ValueKind));
    }

    [Fact]
    public async Task It_shows_a_day_by_its_date()
    {
        var trace = Normalised(await JsonAsync("globe_history/2026/11/21/traces/d6/trace_full_4840d6.json"));
        var day = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        Assert.True(trace.Count > 150);
        Assert.All(trace, point => Assert.InRange(point.Stamp, day, day + 86_400));
    }

    [Fact]
    public async Task It_replays_the_last_whole_half_hour()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(ServingHost.Now + 3_600_000).UtcDateTime;   // now
        var last = at.AddMinutes(-(at.Minute % 30)).AddSeconds(-at.Second - 10);                       // what it takes for the last that is there
        var index = (2 * last.Hour) + (last.Minute / 30);
        var path = string.Create(CultureInfo.InvariantCulture, $"globe_history/{last:yyyy'/'MM'/'dd}/heatmap/{index:D2}.bin.ttf");
        var data = await _host.Http.GetByteArrayAsync(Page + path);

        Assert.Equal(0, data.Length % 16);
        var points = Enumerable.Range(0, data.Length / 4).Select(i => BitConverter.ToInt32(data, 4 * i)).ToArray();
        var slices = Enumerable.Range(0, points.Length / 4).Select(i => 4 * i).Where(i => points[i] == 0xe7f7c9d).ToArray();
        Assert.Equal(60, slices.Length);
        var interval = (points[slices[0] + 3] & 65535) / 1000.0;
        Assert.Equal(30, interval);

        double? before = null;
        for (var slice = 0; slice < slices.Length; slice++)
        {
            var start = slices[slice];
            var now = ((uint)points[start + 2] / 1000.0) + (points[start + 1] * 4294967.296);
            Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() + (slice * interval), now, 3);
            var end = slice + 1 < slices.Length ? slices[slice + 1] : points.Length;
            var here = Enumerable.Range(0, (end - start - 4) / 4).Select(i => start + 4 + (4 * i)).Where(i => (points[i] & 0xFFFFFF) == 0x4840D6 && points[i + 1] < 1073741824).ToList();
            var place = Assert.Single(here);
            Assert.Equal(38_000, (short)(points[place + 3] & 65535) * 25);
            Assert.Equal(450, (points[place + 3] >> 16) / 10.0);
            var longitude = points[place + 2] / 1e6;
            if (before is { } west)
            {
                Assert.Equal(0.06, longitude - west, 3);   // evenly: 0.002 degrees a second
            }

            before = longitude;
        }
    }

    [Fact]
    public async Task A_heatmap_of_the_last_two_hours_finds_the_half_hours_that_there_are_and_404_for_the_rest()
    {
        var end = DateTimeOffset.FromUnixTimeMilliseconds(ServingHost.Now + 3_600_000).UtcDateTime;
        var statuses = new List<int>();
        for (var i = 0; i <= 4; i++)
        {
            var time = end.AddMinutes((-120 + (30 * i)));
            statuses.Add((await _host.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{Page}globe_history/{time:yyyy'/'MM'/'dd}/heatmap/{(2 * time.Hour) + (time.Minute / 30):D2}.bin.ttf"))).Status);
        }

        Assert.Equal([404, 404, 200, 200, 200], statuses);
    }

    [Fact]
    public async Task It_draws_the_outline()
    {
        var points = (await JsonAsync("data/outline.json?_=1")).GetProperty("actualRange").GetProperty("last24h").GetProperty("points");

        Assert.NotEqual(0, points.GetArrayLength());
        Assert.All(points.EnumerateArray(), point => Assert.Equal(3, point.GetArrayLength()));
    }

    [Theory]
    [InlineData("data/receiver.json")]
    [InlineData("data/aircraft.json")]
    [InlineData("data/aircraft.binCraft")]
    [InlineData("data/aircraft.binCraft.zst")]
    [InlineData("data/stats.json")]
    [InlineData("data/outline.json")]
    [InlineData("data/history_7.json")]
    [InlineData("data/traces/d6/trace_recent_4840d6.json")]
    [InlineData("data/traces/d6/trace_full_4840d6.json")]
    [InlineData("globe_history/2026/11/21/traces/d6/trace_full_4840d6.json")]
    [InlineData("globe_history/2026-11-21/heatmap/16.bin.ttf")]
    public async Task Each_answer_has_the_headers_that_browsers_caches_and_other_pages_need(string path)
    {
        using var first = await AskAsync(HttpMethod.Get, path);
        var body = await first.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal(["*"], first.Headers.GetValues("Access-Control-Allow-Origin"));

        // Who has it gets no second copy, through a proxy that made its tag a weak one either.
        foreach (var tag in (EntityTagHeaderValue[])[first.Headers.ETag!, new(first.Headers.ETag!.Tag, isWeak: true), EntityTagHeaderValue.Any])
        {
            using var again = await AskAsync(HttpMethod.Get, path, request => request.Headers.IfNoneMatch.Add(tag));
            Assert.Equal((HttpStatusCode.NotModified, 0L), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).LongLength));
        }

        using var other = await AskAsync(HttpMethod.Get, path, request => request.Headers.IfNoneMatch.Add(new("\"other\"")));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        using var head = await AskAsync(HttpMethod.Head, path);
        Assert.Equal((HttpStatusCode.OK, 0L), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).LongLength));
        Assert.Equal(first.Content.Headers.ContentType, head.Content.Headers.ContentType);

        foreach (var encoding in (string[])["gzip", "br"])
        {
            using var packed = await AskAsync(HttpMethod.Get, path, request => request.Headers.AcceptEncoding.ParseAdd(encoding));
            var used = Assert.Single(packed.Content.Headers.ContentEncoding.DefaultIfEmpty("none"));
            Assert.Contains(used, (string[])[encoding, "none"]);
            Assert.NotEqual("none", encoding == "gzip" ? used : "");
            Assert.Equal(body, await UnpackedAsync(packed, used));
        }

        using var ask = await AskAsync(HttpMethod.Options, path, request => request.Headers.Add("Access-Control-Request-Method", "GET"));
        Assert.Equal(HttpStatusCode.NoContent, ask.StatusCode);
        Assert.Equal("GET, HEAD", string.Join(", ", ask.Headers.GetValues("Access-Control-Allow-Methods")));
    }

    [Fact]
    public async Task What_is_written_cannot_be_asked_for_from_elsewhere_nor_the_stream_for_its_head()
    {
        using var control = await AskAsync(HttpMethod.Options, "../api/gain");
        using var stream = await AskAsync(HttpMethod.Head, "../api/events");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.MethodNotAllowed), (control.StatusCode, stream.StatusCode));
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(method, Page + path);
        with?.Invoke(request);
        return await _host.Http.SendAsync(request);
    }

    private static async Task<byte[]> UnpackedAsync(HttpResponseMessage response, string encoding)
    {
        await using var packed = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked = encoding switch { "gzip" => new GZipStream(packed, CompressionMode.Decompress), "br" => new BrotliStream(packed, CompressionMode.Decompress), _ => packed };
        using var all = new MemoryStream();
        await unpacked.CopyToAsync(all);
        return all.ToArray();
    }

    private static List<(double Stamp, JsonElement Point)> Normalised(JsonElement data) =>
        [.. data.GetProperty("trace").EnumerateArray().Select(point => (data.GetProperty("timestamp").GetDouble() + point[0].GetDouble(), point))];

    private static AircraftState Airliner(int second, long ms)
    {
        var aircraft = Sky.Aircraft(0x4840D6, new(52.5, 0 + (second * 0.002)), "KLM1023", "1000", 38000, ms);
        Dated<T> Adsb<T>(T value)
            where T : struct => new(value, ms, FieldSource.Adsb);
        aircraft.GroundSpeedKnots = Adsb(450f);
        aircraft.TrackDegrees = Adsb(90f);
        aircraft.GeometricAltitudeFeet = Adsb(38_300);
        aircraft.BarometricRateFpm = Adsb(0);
        aircraft.IndicatedAirspeedKnots = Adsb(260);
        aircraft.Category = Adsb(new EmitterCategory('A', 3));
        aircraft.Emergency = Adsb(Emergency.None);
        aircraft.NavModes = Adsb(NavigationModes.Autopilot);
        aircraft.Version = Adsb((byte)2);
        return aircraft;
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await _host.Http.GetAsync(Page + path);
        Assert.Equal((200, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }
}
