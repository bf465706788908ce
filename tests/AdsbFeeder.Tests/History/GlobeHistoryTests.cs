using System.Text.Json;
using AdsbFeeder.History;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.History;

/// <summary>Days that are over, over HTTP: <c>/globe_history/</c>.</summary>
public sealed class GlobeHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_day_is_served_from_the_files_of_a_run_long_ago()
    {
        using (var bench = new HistoryBench(configure: history => history.Directory = _folder))
        {
            bench.Fly(7200);
        }

        await using var host = await ServingHost.StartAsync(settings => settings.History.Directory = _folder);

        foreach (var day in (string[])["2026/11/21", "2026-11-21"])
        {
            using var trace = JsonDocument.Parse(await host.Http.GetStringAsync($"/globe_history/{day}/traces/d6/trace_full_4840d6.json"));
            Assert.Equal(361, trace.RootElement.GetProperty("trace").GetArrayLength());
            Assert.Equal("4840d6", trace.RootElement.GetProperty("icao").GetString());
            Assert.Equal("KLM1023 ", trace.RootElement.GetProperty("trace")[200][8].GetProperty("flight").GetString());
            var heatmap = await host.Http.GetByteArrayAsync($"/globe_history/{day}/heatmap/16.bin.ttf");
            Assert.Equal(0, heatmap.Length % 16);
            Assert.Equal(60 + 60 + 60 + 30, heatmap.Length / 16);   // index, slices, a place in each, and a name every minute
        }
    }

    [Fact]
    public async Task A_page_that_has_a_heatmap_already_is_told_so()
    {
        using (var bench = new HistoryBench(configure: history => history.Directory = _folder))
        {
            bench.Fly(7200);
        }

        await using var host = await ServingHost.StartAsync(settings => settings.History.Directory = _folder);
        using var first = await host.Http.GetAsync("/globe_history/2026/11/21/heatmap/16.bin.ttf");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/globe_history/2026/11/21/heatmap/16.bin.ttf");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.Http.SendAsync(request);

        Assert.Equal(304, (int)second.StatusCode);
    }

    [Fact]
    public async Task Without_a_directory_the_last_day_is_served_from_memory_the_running_half_hour_too()
    {
        await using var host = await ServingHost.StartAsync();
        for (var second = 0; second <= 600; second += 10)
        {
            var ms = ServingHost.Now + (second * 1000L);
            host.Publish(Sky.PictureAt(ms, Sky.Aircraft(0x4840D6, new(52, 4 + (second * 0.002)), "KLM1023", feet: 38000, ms: ms)));
        }

        Assert.Equal(0, (await host.Http.GetByteArrayAsync("/globe_history/2026/11/21/heatmap/15.bin.ttf")).Length % 16);
        using var trace = JsonDocument.Parse(await host.Http.GetStringAsync("/globe_history/2026/11/21/traces/d6/trace_full_4840d6.json"));
        Assert.Equal(31, trace.RootElement.GetProperty("trace").GetArrayLength());
        Assert.True((await host.Http.GetStringAsync("/data/receiver.json")).Contains("\"haveReplay\": true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_half_hours_that_there_are_are_told_those_of_memory_too()
    {
        using (var bench = new HistoryBench(configure: history => history.Directory = _folder))
        {
            bench.Fly(7200);
        }

        await using var host = await ServingHost.StartAsync(settings => settings.History.Directory = _folder);
        using var before = JsonDocument.Parse(await host.Http.GetStringAsync("/api/history"));
        var kept = before.RootElement.GetProperty("halfHours").EnumerateArray().Select(half => half.GetInt64()).ToList();
        var ms = ServingHost.Now + 86_400_000;
        host.Publish(Sky.PictureAt(ms, Sky.Aircraft(0x4840D6, new(52, 4), "KLM1023", feet: 38000, ms: ms)));
        using var after = JsonDocument.Parse(await host.Http.GetStringAsync("/api/history"));

        Assert.InRange(kept.Count, 4, 5);
        Assert.Equal([.. kept, ms / 1_800_000], after.RootElement.GetProperty("halfHours").EnumerateArray().Select(half => half.GetInt64()));
        Assert.Equal(ms / 1000.0, after.RootElement.GetProperty("now").GetDouble());
    }

    [Fact]
    public async Task Our_page_gets_an_empty_trace_where_others_are_told_that_there_is_none()
    {
        using (var bench = new HistoryBench(configure: history => history.Directory = _folder))
        {
            bench.Fly(7200);
        }

        await using var host = await ServingHost.StartAsync(settings => settings.History.Directory = _folder);

        Assert.Equal(361, await PointsAsync(host, "4840d6?day=2026-11-21"));
        Assert.Equal(0, await PointsAsync(host, "4840d6?day=2026-11-20"));
        Assert.Equal(0, await PointsAsync(host, "~abcdef"));
        foreach (var wrong in (string[])["4840d", "4840dx", "4840d6?day=yesterday", "4840d6?day=2026-02-30"])
        {
            Assert.Equal(400, (await host.GetAsync("/api/trace/" + wrong)).Status);
        }
    }

    private static async Task<int> PointsAsync(ServingHost host, string trace)
    {
        using var document = JsonDocument.Parse(await host.Http.GetStringAsync("/api/trace/" + trace));
        return document.RootElement.GetProperty("trace").GetArrayLength();
    }

    [Fact]
    public async Task A_full_trace_has_from_the_disk_what_memory_gave_up()
    {
        await using var host = await ServingHost.StartAsync(settings => (settings.History.Directory, settings.History.MemoryMegabytes) = (_folder, 1));
        var crowd = Enumerable.Range(1, 250).Select(a => (uint)a).ToList();
        for (var second = 0; second <= 7200; second += 20)
        {
            var ms = ServingHost.Now + (second * 1000L);
            host.Publish(Sky.PictureAt(ms, [.. crowd.Select(a => Sky.Aircraft(a, new(52, 4 + (second * 0.0002)), "T" + a, feet: 38000, ms: ms))]));
            if (second % 600 == 0)
            {
                host.Part<HistoryWriter>().Flush(everything: true);
            }
        }

        using var trace = JsonDocument.Parse(await host.Http.GetStringAsync("/data/traces/07/trace_full_000007.json"));

        Assert.True(host.Part<TraceStore>().CompleteFromMs > ServingHost.Now);
        Assert.InRange(host.Part<TraceStore>().Points, 1_000, 150_000);
        Assert.Equal(361, trace.RootElement.GetProperty("trace").GetArrayLength());
        await host.DisposeAsync();

        // After a restart it has the latest half hours, whole, and the rest is on the disk still.
        using var next = new HistoryBench(configure: history => (history.Directory, history.MemoryMegabytes) = (_folder, 1)) { NowMs = ServingHost.Now + 7_200_000 };
        await next.Writer.StartAsync(CancellationToken.None);
        var points = next.Points(7);
        Assert.InRange(points.Count, 30, 300);
        Assert.InRange(next.Traces.Bytes, 100_000, 900_000);
        Assert.Equal(ServingHost.Now + 7_200_000, points[^1].UnixMs);
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.Equal(20_000, pair.Second.UnixMs - pair.First.UnixMs));
        Assert.True(next.Traces.CompleteFromMs <= points[0].UnixMs && next.Traces.CompleteFromMs > ServingHost.Now);
    }

    [Theory]
    [InlineData("/globe_history/2026/11/21/heatmap/48.bin.ttf")]
    [InlineData("/globe_history/2026/11/21/heatmap/-1.bin.ttf")]
    [InlineData("/globe_history/2026/11/21/heatmap/00.bin.ttf.tmp")]
    [InlineData("/globe_history/2026/11/21/heatmap/00.bin.ttf")]
    [InlineData("/globe_history/2026/02/30/heatmap/00.bin.ttf")]
    [InlineData("/globe_history/0/0/0/heatmap/00.bin.ttf")]
    [InlineData("/globe_history/99999/1/1/heatmap/00.bin.ttf")]
    [InlineData("/globe_history/2026/11/21/traces/d7/trace_full_4840d6.json")]
    [InlineData("/globe_history/2026/11/21/traces/d6/trace_recent_4840d6.json")]
    [InlineData("/globe_history/2026/11/21/traces/d6/trace_full_4840d6.json")]
    [InlineData("/globe_history/2026/11/21/15.traces")]
    [InlineData("/globe_history/..%2f..%2fetc/passwd")]
    [InlineData("/globe_history/2026/11/21/traces/..%2f/trace_full_4840d6.json")]
    public async Task What_is_not_there_is_404(string path)
    {
        await using var host = await ServingHost.StartAsync(settings => settings.History.Directory = _folder);

        Assert.Equal(404, (await host.GetAsync(path)).Status);
    }
}
