using System.Net;
using System.Text.Json;
using AdsbFeeder.History;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Tests.History;

public class HistoryTests
{
    private const long Day = 24 * 3_600_000L;
    private const long TraceMemory = 10_000_000;

    [Fact]
    public void The_outline_keeps_the_farthest_of_each_bearing_for_a_day()
    {
        var outline = new RangeOutline();
        outline.Take(Sky.Picture(Sky.Aircraft(1, new(53, 4.001), feet: 37000)));
        outline.Take(Sky.PictureAt(ServingHost.Now + 1000, Sky.Aircraft(1, new(52.5, 4.001), feet: 30000, ms: ServingHost.Now + 1000)));
        outline.Take(Sky.PictureAt(ServingHost.Now + 2000, Sky.Aircraft(2, new(51, 3.99), feet: 20000, ms: ServingHost.Now + 2000)));

        Assert.Equal([new(new GeoPosition(53, 4.001), 37000), new(new GeoPosition(51, 3.99), 20000)], outline.Points());

        outline.Take(Sky.PictureAt(ServingHost.Now + Day / 2));
        Assert.Equal(2, outline.Points().Count);

        outline.Take(Sky.PictureAt(ServingHost.Now + Day + Day / 32));
        Assert.Empty(outline.Points());
    }

    [Fact]
    public void The_outline_is_told_by_altitude_and_by_time()
    {
        var outline = new RangeOutline();
        outline.Take(Sky.Picture(Sky.Aircraft(1, new(53, 4.001), feet: 37000)));
        var later = ServingHost.Now + 3 * 3_600_000;
        outline.Take(Sky.PictureAt(later, Sky.Aircraft(1, new(52.5, 4.001), feet: 12000, ms: later), Sky.Aircraft(2, new(52.2, 4.001), feet: 2000, ms: later)));

        Assert.Equal([37000], outline.Points().Select(p => p.AltitudeFeet));
        Assert.Equal([12000], outline.Points(hours: 2).Select(p => p.AltitudeFeet));
        Assert.Equal([12000], outline.Points(leastFeet: 10_000, mostFeet: 30_000).Select(p => p.AltitudeFeet));
        Assert.Equal([2000], outline.Points(mostFeet: 5_000).Select(p => p.AltitudeFeet));
        Assert.Equal([37000], outline.Points(leastFeet: 30_000).Select(p => p.AltitudeFeet));
    }

    [Theory]
    [InlineData("?hours=2&above=5000&below=20000", 200)]
    [InlineData("?hours=0", 400)]
    [InlineData("?hours=x", 400)]
    [InlineData("?above=7000", 400)]
    [InlineData("?above=20000&below=10000", 400)]
    public async Task An_outline_of_a_part_is_asked_for_in_words_that_are_checked(string query, int status)
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Flight(0));

        Assert.Equal(status, (await host.GetAsync("/data/outline.json" + query)).Status);
    }

    [Fact]
    public void Multilateration_and_old_positions_do_not_widen_the_outline()
    {
        var outline = new RangeOutline();
        var mlat = Sky.Aircraft(1, new(53, 4.001));
        mlat.Position = mlat.Position with { Source = FieldSource.Mlat };

        outline.Take(Sky.Picture(mlat, Sky.Aircraft(2, new(51, 3.99), ms: ServingHost.Now - 30_000)));

        Assert.Empty(outline.Points());
    }

    [Fact]
    public void A_clock_that_is_set_back_or_far_forward_harms_no_outline()
    {
        var outline = new RangeOutline();
        foreach (var ms in (long[])[ServingHost.Now, 5, ServingHost.Now + 400 * Day, ServingHost.Now])
        {
            outline.Take(Sky.PictureAt(ms, Sky.Aircraft(1, new(53, 4.001), ms: ms)));
        }

        Assert.Single(outline.Points());
    }

    [Fact]
    public void A_straight_flight_leaves_a_point_every_20_seconds_and_a_turn_leaves_more()
    {
        var store = new TraceStore(TraceMemory);
        for (var second = 0; second <= 100; second++)
        {
            store.Take(Flight(second, track: second <= 60 ? 90 : 90 + (second - 60)));
        }

        var points = store.Find(Address.Icao(0x4840D6))!;

        Assert.Equal([0, 20, 40, 60, 64, 68, 72], points.Take(7).Select(p => (p.UnixMs - ServingHost.Now) / 1000));
        Assert.Equal(TraceMarks.None, points[3].Marks);
        Assert.Equal(100, (points[^1].UnixMs - ServingHost.Now) / 1000);   // the latest, kept or not
    }

    [Fact]
    public void A_pause_is_marked_and_so_is_a_new_flight()
    {
        var store = new TraceStore(TraceMemory);
        foreach (var second in (int[])[0, 21, 63, 4000])
        {
            store.Take(Flight(second));
        }

        Assert.Equal(
            [TraceMarks.None, TraceMarks.AfterPause, TraceMarks.AfterPause, TraceMarks.AfterPause | TraceMarks.NewLeg],
            store.Find(Address.Icao(0x4840D6))!.Select(p => p.Marks));
    }

    [Fact]
    public void A_take_off_after_standing_begins_a_flight()
    {
        var store = new TraceStore(TraceMemory);
        for (var second = 0; second <= 310; second += 10)
        {
            store.Take(Flight(second, ground: second < 310));
        }

        var points = store.Find(Address.Icao(0x4840D6))!;
        Assert.Equal(TraceMarks.NewLeg, points[^1].Marks);
        Assert.False(points[^1].IsOnGround);
        Assert.NotNull(points[^1].Details);
    }

    [Fact]
    public void Traces_stay_in_their_memory_and_go_after_a_day()
    {
        var store = new TraceStore(mostBytes: 50_000);
        var most = 0L;
        for (var i = 0; i < 300; i++)
        {
            var ms = ServingHost.Now + i * 21_000L;
            store.Take(Sky.PictureAt(ms, [.. Enumerable.Range(1, 20).Select(a => Sky.Aircraft((uint)a, new(52, 4), ms: ms))]));
            Assert.InRange(store.Bytes, 0, 50_000);
            most = Math.Max(most, store.Points);
        }

        Assert.InRange(most, 700, 5_000);

        store.Take(Sky.PictureAt(ServingHost.Now + 2 * Day));

        Assert.Equal((0, 0), (store.Points, store.Bytes));
        Assert.Null(store.Find(Address.Icao(1)));
    }

    [Fact]
    public void One_trace_that_is_too_long_loses_its_beginning()
    {
        var store = new TraceStore(mostBytes: 6_000);
        for (var i = 0; i < 400; i++)
        {
            store.Take(Flight(i * 21));
        }

        Assert.InRange(store.Points, 50, 300);
        Assert.Equal(ServingHost.Now + 399 * 21_000, store.Find(Address.Icao(0x4840D6))![^1].UnixMs);
    }

    [Fact]
    public void A_day_of_an_aircraft_that_flies_on_takes_16_bytes_a_point()
    {
        var store = new TraceStore(TraceMemory);
        for (var second = 0; second < 20_000; second += 10)
        {
            store.Take(Flight(second));
        }

        Assert.InRange(store.Points, 990, 1_100);
        Assert.InRange(store.Bytes / (double)store.Points, 5, 16);
        Assert.Equal(store.Points + 1, store.Find(Address.Icao(0x4840D6))!.Count);   // and the latest, which is not kept yet
    }

    [Fact]
    public void When_the_clock_is_set_back_what_was_dated_later_is_forgotten_and_traces_go_on()
    {
        var store = new TraceStore(TraceMemory);
        for (var second = 0; second <= 3600; second += 20)
        {
            store.Take(Flight(second));
        }

        foreach (var second in (int[])[1810, 1830, 1850])
        {
            store.Take(Flight(second));
        }

        var points = store.Find(Address.Icao(0x4840D6))!.Select(point => (point.UnixMs - ServingHost.Now) / 1000).ToList();
        Assert.Equal(points.Order(), points);
        Assert.Equal([1780, 1800, 1830, 1850], points[^4..]);
        Assert.DoesNotContain(store.Unwritten(), half => half.Key.StartMs > ServingHost.Now + 1_900_000);
    }

    [Fact]
    public void A_clock_that_jumps_a_year_ahead_empties_the_memory_and_nothing_else()
    {
        var store = new TraceStore(TraceMemory);
        store.Take(Flight(0));
        store.Take(Flight(365 * 86_400));
        store.Take(Flight((365 * 86_400) + 120));

        Assert.Equal(2, store.Find(Address.Icao(0x4840D6))!.Count);
    }

    [Fact]
    public async Task A_stock_tar1090_finds_what_receiver_json_promises()
    {
        await using var host = await ServingHost.StartAsync();
        for (var second = 0; second <= 90; second++)
        {
            host.Publish(Flight(second));
        }

        using var receiver = JsonDocument.Parse(await host.Http.GetStringAsync("/data/receiver.json"));
        Assert.True(receiver.RootElement.GetProperty("haveTraces").GetBoolean());
        Assert.True(receiver.RootElement.GetProperty("outlineJson").GetBoolean());
        var files = receiver.RootElement.GetProperty("history").GetInt32();
        Assert.Equal(4, files);   // at 0, 30, 60 and 90 s

        for (var i = 0; i < files; i++)
        {
            using var file = JsonDocument.Parse(await host.Http.GetStringAsync($"/data/history_{i}.json"));
            Assert.Equal(["now", "messages", "aircraft"], file.RootElement.EnumerateObject().Select(p => p.Name));
            Assert.Equal(1795246708.764 + 30 * i, file.RootElement.GetProperty("now").GetDouble(), 3);
        }

        using var outline = JsonDocument.Parse(await host.Http.GetStringAsync("/data/outline.json"));
        Assert.Equal(3, outline.RootElement.GetProperty("actualRange").GetProperty("last24h").GetProperty("points")[0].GetArrayLength());
        using var status = JsonDocument.Parse(await host.Http.GetStringAsync("/data/status.json"));
        Assert.Equal(
            ["now", "uptime", "aircraft_with_pos", "aircraft_without_pos", "aircraft_count_by_type"],
            status.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(13, status.RootElement.GetProperty("aircraft_count_by_type").EnumerateObject().Count());
    }

    [Theory]
    [InlineData("recent")]
    [InlineData("full")]
    public async Task A_trace_comes_in_gzip_with_readsbs_keys(string which)
    {
        await using var host = await ServingHost.StartAsync();
        for (var second = 0; second <= 60; second++)
        {
            host.Publish(Flight(second));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/data/traces/d6/trace_{which}_4840d6.json");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var document = JsonDocument.Parse(Gzip.Decompress(await response.Content.ReadAsByteArrayAsync()));
        Assert.Equal(["icao", "noRegData", "version", "timestamp", "trace"], document.RootElement.EnumerateObject().Select(p => p.Name));
        var points = document.RootElement.GetProperty("trace");
        Assert.Equal(4, points.GetArrayLength());
        Assert.All(points.EnumerateArray(), point => Assert.Equal(14, point.GetArrayLength()));
        Assert.Equal(
            """[0.00,52.000000,4.000000,38000,450.0,90.0,0,null,{"type":"adsb_icao","flight":"KLM1023 ","track":90.00,"nic":8,"rc":186},"adsb_icao",null,null,null,null]""",
            points[0].GetRawText());
        Assert.Equal("""[20.00,52.000000,4.040000,38000,450.0,90.0,0,null,null,"adsb_icao",null,null,null,null]""", points[1].GetRawText());
    }

    [Theory]
    [InlineData("/data/traces/d7/trace_full_4840d6.json")]
    [InlineData("/data/traces/d6/trace_full_4840d6.json")]
    [InlineData("/data/traces/d6/trace_full_~4840d6.json")]
    [InlineData("/data/traces/d6/trace_half_4840d6.json")]
    [InlineData("/data/traces/d6/trace_full_.json")]
    [InlineData("/data/traces/d6/trace_full_484 d6.json")]
    [InlineData("/data/traces/../traces/x")]
    [InlineData("/data/history_0.json")]
    [InlineData("/data/history_-1.json")]
    [InlineData("/data/history_99999999999.json")]
    [InlineData("/data/history_.json")]
    [InlineData("/data/outline.json")]
    public async Task What_is_not_there_is_404(string path)
    {
        await using var host = await ServingHost.StartAsync();

        Assert.Equal(404, (await host.GetAsync(path)).Status);
    }

    private static TrackingSnapshot Flight(int second, double track = 90, bool ground = false)
    {
        var ms = ServingHost.Now + second * 1000L;
        var aircraft = Sky.Aircraft(0x4840D6, new(52, 4 + second * 0.002), "KLM1023", feet: 38000, ms: ms);
        aircraft.GroundSpeedKnots = new(450, ms, FieldSource.Adsb);
        aircraft.TrackDegrees = new((float)track, ms, FieldSource.Adsb);
        aircraft.AirGround = new(ground ? AirGround.Ground : AirGround.Airborne, ms, FieldSource.Adsb);
        return Sky.PictureAt(ms, aircraft);
    }
}
