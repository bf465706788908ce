using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.History;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdsbFeeder.Tests.History;

/// <summary>What keeps the service small and prompt when the sky is full, or the disk slow.</summary>
public sealed class LargeSkyTests
{
    [Fact]
    public void History_files_that_would_take_too_much_memory_lose_their_oldest_aircraft_and_keep_their_time()
    {
        var sky = Enumerable.Range(1, 50).Select(i => Sky.Aircraft((uint)(i * 7919))).ToArray();
        var one = new HistoryFiles(new SnapshotStore(new Settings(), TimeProvider.System));
        one.Take(Sky.Picture(sky));
        var files = new HistoryFiles(new SnapshotStore(new Settings(), TimeProvider.System)) { MostBytes = 30 * one.Bytes };
        for (var i = 0; i < 300; i++) files.Take(Sky.PictureAt(ServingHost.Now + (i * 30_000L), sky));

        Assert.Equal(HistoryFiles.Most, files.Count);
        Assert.InRange(files.Bytes, one.Bytes, files.MostBytes + one.Bytes);
        Assert.Equal(Enumerable.Range(0, HistoryFiles.Most).Sum(number => files.Find(number)!.Length), files.Bytes);
        Assert.Equal(50, Aircraft(files, 299).Count);
        var (now, count) = Aircraft(files, 200);
        Assert.Equal(((ServingHost.Now / 1000.0) + (200 * 30), 0), (now, count));
    }

    [Fact]
    public async Task The_heatmap_of_the_running_half_hour_is_made_once_and_known_by_its_tag()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x40621D, new(52.1, 4.1))));
        var at = DateTimeOffset.FromUnixTimeMilliseconds(ServingHost.Now);
        var path = FormattableString.Invariant($"/globe_history/{at:yyyy'/'MM'/'dd}/heatmap/{(at.Hour * 2) + (at.Minute / 30):00}.bin.ttf");
        using var first = await host.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var tag = Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(tag);
        using var second = await host.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_keeper_that_waits_for_its_disk_delays_no_other()
    {
        var snapshots = new SnapshotStore(new Settings(), TimeProvider.System);
        using var stuck = new StuckKeeper();
        var prompt = new CountingKeeper();
        using var service = new HistoryService(snapshots, [stuck, prompt], NullLogger<HistoryService>.Instance);
        await service.StartAsync(CancellationToken.None);
        for (var tries = 0; prompt.Count < 3 && tries < 3000; tries++)
        {
            snapshots.Publish(Sky.Picture(Sky.Aircraft(1)));
            await Task.Delay(20);
        }

        Assert.InRange(prompt.Count, 3, int.MaxValue);
        stuck.Release();
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void The_longest_pause_is_remembered_for_half_a_minute_and_then_forgotten()
    {
        using var clock = new HistoryBench();
        var pauses = new TrackerPauses(clock);
        clock.NowMs += 40;
        pauses.Note(clock.NowMs - 40);
        pauses.Note(clock.NowMs - 5);
        Assert.Equal(40, pauses.Longest.TotalMilliseconds);

        clock.NowMs += 30_000;
        pauses.Note(clock.NowMs - 3);
        Assert.Equal(40, pauses.Longest.TotalMilliseconds);
        clock.NowMs += 30_000;
        pauses.Note(clock.NowMs - 2);
        Assert.Equal(3, pauses.Longest.TotalMilliseconds);
    }

    private static (double Now, int Count) Aircraft(HistoryFiles files, int number)
    {
        using var json = JsonDocument.Parse(Gzip.Decompress(files.Find(number % HistoryFiles.Most)!));
        return (json.RootElement.GetProperty("now").GetDouble(), json.RootElement.GetProperty("aircraft").GetArrayLength());
    }

    private sealed class StuckKeeper : ISnapshotKeeper, IDisposable
    {
        private readonly ManualResetEventSlim _released = new();

        public void Take(TrackingSnapshot snapshot) => _released.Wait();

        public void Dispose() => _released.Dispose();

        internal void Release() => _released.Set();
    }

    private sealed class CountingKeeper : ISnapshotKeeper
    {
        private volatile int _count;

        internal int Count => _count;

        public void Take(TrackingSnapshot snapshot) => _count++;
    }
}
