using AdsbFeeder.History;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.History;

/// <summary>What is written, what comes back, and what a bad disk does.</summary>
public sealed class HistoryDiskTests
{
    [Fact]
    public async Task Traces_outline_and_trails_come_back_after_a_restart()
    {
        using var first = new HistoryBench();
        first.Fly(5000);
        var before = first.Points();
        await first.Writer.StopAsync(CancellationToken.None);

        using var second = await first.RestartAsync();

        Assert.Equal(before.Select(p => (p.UnixMs, p.MicroLatitude, p.MicroLongitude)), second.Points().Select(p => (p.UnixMs, p.MicroLatitude, p.MicroLongitude)));
        Assert.Equal(before[0].Details, second.Points()[0].Details);
        Assert.Equal(first.Outline.Points(), second.Outline.Points());
        Assert.NotEmpty(second.Outline.Points());
        Assert.InRange(second.Files.Count, 118, HistoryFiles.Most);
        Assert.Contains(second.Log, line => line.EndsWith("aircraft in them: 1", StringComparison.Ordinal));

        second.Fly(60);
        Assert.True(second.Points().Count > before.Count);
        Assert.DoesNotContain(second.Points()[before.Count..], point => point.Marks != AdsbFeeder.Wire.TraceMarks.None);   // the flight goes on
    }

    [Fact]
    public void A_half_hour_is_written_when_it_is_over_and_the_running_one_at_the_end()
    {
        using var bench = new HistoryBench();
        bench.Fly(3600);   // from 07:38 on
        bench.Writer.Flush(everything: false);

        Assert.Equal(["2026/11/21/15.traces", "2026/11/21/16.traces", "2026/11/21/heatmap/15.bin.ttf", "2026/11/21/heatmap/16.bin.ttf"], bench.FilesBelow());

        bench.Writer.Flush(everything: true);
        Assert.Contains("2026/11/21/17.traces", bench.FilesBelow());
        Assert.Empty(bench.Traces.Unwritten());
    }

    [Fact]
    public async Task What_memory_gave_up_stays_in_the_file_of_its_half_hour()
    {
        using var bench = new HistoryBench(configure: history => history.MemoryMegabytes = 1);
        bench.Fly(300, address: 1);
        bench.Writer.Flush(everything: true);
        bench.Take(Sky.PictureAt(bench.NowMs, [.. Enumerable.Range(2, 5000).Select(a => Sky.Aircraft((uint)a, new(52, 4), ms: bench.NowMs))]));
        Assert.Empty(bench.Points(1));
        bench.Writer.Flush(everything: true);
        bench.Fly(60, address: 1);   // heard again: memory has only this
        bench.Writer.Flush(everything: true);

        using var next = await bench.RestartAsync(history => history.MemoryMegabytes = 64);

        Assert.Equal(16 + 4, next.Points(1).Count);
        Assert.InRange(next.Traces.Points, 1000, 5016);   // and those that memory still had
    }

    [Fact]
    public async Task A_full_disk_is_said_once_counted_and_everything_is_written_when_there_is_room()
    {
        using var bench = new HistoryBench();
        bench.Fly(600);
        var folder = Directory.CreateDirectory(Path.Combine(bench.Folder, "2026/11/21"));
        var unfinished = Path.Combine(folder.FullName, "15.traces.tmp");

        for (var attempt = 0; attempt < 3; attempt++)
        {
            File.CreateSymbolicLink(unfinished, "/dev/full");   // the kernel's own full disk
            bench.Writer.Flush(everything: true);
        }

        var line = Assert.Single(bench.Log);
        Assert.Contains("No space left on device", line, StringComparison.Ordinal);
        Assert.Contains("History:Directory", line, StringComparison.Ordinal);
        Assert.NotEmpty(bench.Traces.Unwritten());
        Assert.Empty(bench.FilesBelow());

        bench.Writer.Flush(everything: true);
        Assert.Equal(2, bench.Log.Count);
        Assert.EndsWith("again", bench.Log[1], StringComparison.Ordinal);
        using var next = await bench.RestartAsync();
        Assert.NotEmpty(next.Points());
    }

    [Fact]
    public void A_directory_that_is_taken_away_or_a_file_in_its_place_while_the_service_runs_costs_nothing_new()
    {
        using var bench = new HistoryBench();
        bench.Fly(300);
        bench.Writer.Flush(everything: true);
        Directory.Delete(bench.Folder, recursive: true);
        bench.Fly(300);
        bench.Writer.Flush(everything: true);
        Assert.Empty(bench.Log);
        Assert.NotEmpty(bench.FilesBelow());

        Directory.Delete(bench.Folder, recursive: true);
        File.WriteAllText(bench.Folder, "");
        bench.Fly(300);
        bench.Writer.Flush(everything: true);
        bench.Writer.Flush(everything: true);
        Assert.Contains($"'{bench.Folder}' is a file and no directory", Assert.Single(bench.Log), StringComparison.Ordinal);

        File.Delete(bench.Folder);
        bench.Writer.Flush(everything: true);
        Assert.EndsWith("again", bench.Log[1], StringComparison.Ordinal);
        Assert.NotEmpty(bench.FilesBelow());
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_stops_nothing()
    {
        var file = Path.GetTempFileName();
        using var bench = new HistoryBench(configure: history => history.Directory = Path.Combine(file, "below"));
        await bench.Writer.StartAsync(CancellationToken.None);
        bench.Fly(600);

        bench.Writer.Flush(everything: true);
        bench.Writer.Flush(everything: true);

        Assert.Single(bench.Log, line => line.Contains("cannot be written", StringComparison.Ordinal));
        Assert.NotEmpty(bench.Points());
        File.Delete(file);
    }

    [Fact]
    public async Task A_damaged_file_gives_what_can_be_read_and_is_named()
    {
        using var first = new HistoryBench();
        first.Fly(300, address: 1);
        first.Fly(3600, address: 2);
        await first.Writer.StopAsync(CancellationToken.None);
        var path = Path.Combine(first.Folder, "2026/11/21/15.traces");
        var bytes = File.ReadAllBytes(path);
        bytes[^30] ^= 1;
        File.WriteAllBytes(path, bytes);

        using var second = await first.RestartAsync();

        Assert.Single(second.Log, line => line.Contains("15.traces is damaged", StringComparison.Ordinal));
        Assert.NotEmpty(second.Points(2));
    }

    [Fact]
    public async Task Unfinished_files_of_a_killed_process_are_deleted_and_strangers_are_not()
    {
        using var first = new HistoryBench();
        first.Fly(300);
        await first.Writer.StopAsync(CancellationToken.None);
        string[] strangers = ["2026/11/21/notes.tmp", "2026/11/21/15.traces.bak", "2026/holiday.jpg", "README"];
        foreach (var name in strangers.Append("2026/11/21/16.traces.tmp").Append("2026/11/21/heatmap/15.bin.ttf.tmp"))
        {
            File.WriteAllText(Path.Combine(first.Folder, name), "x");
        }

        using var second = await first.RestartAsync(history => history.Days = 1);

        Assert.DoesNotContain(second.FilesBelow(), name => name.EndsWith(".traces.tmp", StringComparison.Ordinal) || name.EndsWith(".ttf.tmp", StringComparison.Ordinal));
        Assert.Empty(strangers.Except(second.FilesBelow()));
    }

    [Fact]
    public void Days_are_counted_where_there_is_something_so_a_wrong_clock_deletes_one_day_at_most()
    {
        using var bench = new HistoryBench(configure: history => history.Days = 3);
        foreach (var day in (int[])[0, 1, 2])
        {
            bench.NowMs = ServingHost.Now + (day * 86_400_000L);
            bench.Fly(60);
            bench.Writer.Flush(everything: true);
        }

        bench.NowMs = ServingHost.Now + (5000 * 86_400_000L);   // 2040, by mistake
        bench.Fly(60);
        bench.Writer.Flush(everything: true);

        Assert.Equal(["2026/11/22", "2026/11/23", "2040/07/30"], bench.FilesBelow().Select(name => name[..10]).Distinct());
        Assert.False(Directory.Exists(Path.Combine(bench.Folder, "2026/11/21")));
    }

    [Fact]
    public void The_oldest_half_hours_go_when_the_files_take_too_much()
    {
        using var bench = new HistoryBench();
        var folder = Directory.CreateDirectory(Path.Combine(bench.Folder, "2026/11/20")).FullName;
        for (var number = 0; number < 12; number++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{number:D2}.traces"), new byte[100_000]);
        }

        using var small = new HistoryBench(bench, history => history.MaxMegabytes = 1);
        Assert.Equal(1_000_000, small.Archive.Prune());

        Assert.Equal("2026/11/20/02.traces", bench.FilesBelow()[0]);
        Assert.Equal(10, bench.FilesBelow().Length);
    }

    [Fact]
    public async Task A_half_hour_that_comes_twice_because_the_clock_was_set_keeps_both()
    {
        using var first = new HistoryBench();
        first.Fly(600);
        await first.Writer.StopAsync(CancellationToken.None);

        using var second = new HistoryBench(first) { NowMs = ServingHost.Now + 605_000 };   // a run that could not read the disk when it began
        second.Fly(600);
        await second.Writer.StopAsync(CancellationToken.None);
        using var third = await second.RestartAsync();

        Assert.Equal(first.Points().Count + second.Points().Count, third.Points().Count);
        Assert.Equal(third.Points().OrderBy(p => p.UnixMs), third.Points());
    }

    [Fact]
    public void A_file_that_is_cut_or_changed_anywhere_never_throws_and_is_never_whole()
    {
        using var bench = new HistoryBench();
        bench.Fly(400, address: 1);
        bench.Fly(400, address: 0xABCDEF);
        var half = HalfHour.Of(ServingHost.Now);
        var bytes = HistoryFile.Encode(bench.Traces.Within(half), bench.Outline.Within(half));
        Assert.True(Read(bytes));

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(Read(bytes[..length]));
        }

        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var changed = bytes.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            Read(changed);   // a folder range or a spare byte may change and do no harm
        }
    }

    [Fact]
    public void One_aircraft_of_a_thousand_is_found_in_a_file()
    {
        using var bench = new HistoryBench();
        for (var second = 0; second < 900; second += 20)
        {
            var ms = ServingHost.Now + (second * 1000L);
            bench.Take(Sky.PictureAt(ms, [.. Enumerable.Range(1, 1000).Select(a => Sky.Aircraft((uint)(a * 7919), new(40 + (a * 0.02), 4 + (second * 0.002)), "TEST" + a, feet: a * 25, ms: ms))]));
        }

        var half = HalfHour.Of(ServingHost.Now);
        var bytes = HistoryFile.Encode(bench.Traces.Within(half), null);
        for (var a = 1; a <= 1000; a += 37)
        {
            var address = Address.Icao((uint)(a * 7919));
            Assert.True(HistoryFile.TryRead(new MemoryStream(bytes), address, out var chunks));
            Assert.Equal(bench.Points(address.Bits), new TracePart([.. chunks], []).Points());
        }

        Assert.True(HistoryFile.TryRead(new MemoryStream(bytes), Address.NonIcao(7919), out var none));
        Assert.Empty(none);
    }

    private static bool Read(byte[] bytes) => HistoryFile.TryRead(new MemoryStream(bytes), (_, _) => { }, _ => { });
}
