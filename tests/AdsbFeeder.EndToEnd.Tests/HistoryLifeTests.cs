using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using AdsbFeeder.History;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>The history of a real process on a real disk: killed, restarted, out of room.</summary>
public sealed class HistoryLifeTests : IDisposable
{
    private static readonly string[] Traffic = ["--source", "simulator", "--set", "Source:SimulatedAircraft=15", "--set", "Source:Mode=fast"];

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_whole_files_and_comes_back_with_what_they_have()
    {
        var rounds = Environment.GetEnvironmentVariable("ADSBFEEDER_SLOW_TESTS") == "1" ? 40 : 4;
        var random = new Random();
        var before = new Dictionary<Address, long>();
        for (var round = 0; round < rounds; round++)
        {
            await using (var service = await StartAsync("History:FlushMinutes=0.01"))
            {
                if (round > 0)
                {
                    Assert.Contains($"aircraft in them: {before.Count}", service.Log, StringComparison.Ordinal);
                }

                await WaitAsync(service, () => Written().Length > 0);
                await Task.Delay(random.Next(2000));   // it writes about once a second
            }                                          // SIGKILL

            var after = ReadAll();
            Assert.All(before, known => Assert.True(after.GetValueOrDefault(known.Key) >= known.Value, $"{known.Key} lost points"));
            before = after;
        }

        Assert.NotEmpty(before);
    }

    [Fact]
    public async Task Asked_to_stop_it_writes_what_it_has_and_a_page_finds_the_trace_after_the_restart()
    {
        string hex;
        await using (var service = await StartAsync())
        {
            var aircraft = await service.WaitForJsonAsync("/data/aircraft.json", json => json.GetProperty("aircraft").EnumerateArray().Any(a => a.TryGetProperty("lat", out _)));
            hex = aircraft.GetProperty("aircraft").EnumerateArray().First(a => a.TryGetProperty("lat", out _)).GetProperty("hex").GetString()!;
            await Task.Delay(1500);
            Assert.Equal(0, await service.StopAsync());
        }

        ReadAll();
        await using var next = await StartAsync();
        var trace = await next.GetJsonAsync($"/data/traces/{hex[^2..]}/trace_full_{hex}.json");
        Assert.NotEqual(0, trace.GetProperty("trace").GetArrayLength());
        var first = DateTimeOffset.FromUnixTimeMilliseconds((long)(trace.GetProperty("timestamp").GetDouble() * 1000)).UtcDateTime;
        var day = await next.GetJsonAsync($"/globe_history/{first.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)}/traces/{hex[^2..]}/trace_full_{hex}.json");
        Assert.NotEqual(0, day.GetProperty("trace").GetArrayLength());
    }

    [Fact]
    public async Task On_a_disk_that_is_full_reception_goes_on_and_so_does_the_history_when_there_is_room()
    {
        var mount = Directory.CreateDirectory(Path.Combine(_folder, "small")).FullName;
        if (!Succeeds("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", mount))
        {
            Console.WriteLine("skipped: a small disk cannot be mounted here");
            return;
        }

        try
        {
            var filler = Path.Combine(mount, "filler");
            Fill(filler);
            await using var service = await StartAsync("History:FlushMinutes=0.02", $"History:Directory={mount}/history", $"Json:Directory={mount}/json");
            await WaitAsync(service, () => Metric(service, "adsb_history_write_failures_total").Result > 1);
            var messages = (await service.GetJsonAsync("/data/aircraft.json")).GetProperty("messages").GetInt64();
            await service.WaitForJsonAsync("/data/aircraft.json", json => json.GetProperty("messages").GetInt64() > messages);

            var line = Assert.Single(service.Log.Split('\n'), text => text.Contains("History cannot be written", StringComparison.Ordinal));
            Assert.Contains("No space left", line, StringComparison.Ordinal);
            Assert.Single(service.Log.Split('\n'), text => text.Contains("Json:Directory", StringComparison.Ordinal));

            File.Delete(filler);
            await WaitAsync(service, () => service.Log.Contains("is written to", StringComparison.Ordinal) && service.Log.Contains("JsonDirectory works again", StringComparison.Ordinal));
            Assert.True(await Metric(service, "adsb_history_written_bytes_total") > 0);
        }
        finally
        {
            Assert.True(Succeeds("umount", mount));
        }
    }

    private Task<RunningService> StartAsync(params string[] settings) =>
        RunningService.StartAsync([.. Traffic, "--set", $"State:Directory={_folder}", .. settings.SelectMany(setting => (string[])["--set", setting])]);

    private string[] Written() => Directory.Exists(Path.Combine(_folder, "history")) ? Directory.GetFiles(Path.Combine(_folder, "history"), "*.traces", SearchOption.AllDirectories) : [];

    /// <summary>Points of each aircraft in all files; fails when one is not whole.</summary>
    private Dictionary<Address, long> ReadAll()
    {
        var points = new Dictionary<Address, long>();
        foreach (var path in Written())
        {
            using var file = File.OpenRead(path);
            Assert.True(HistoryFile.TryRead(file, (address, chunks) => points[address] = points.GetValueOrDefault(address) + chunks.Sum(chunk => chunk.Count)), path);
        }

        foreach (var path in Directory.GetFiles(_folder, "*.ttf", SearchOption.AllDirectories))
        {
            using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var all = new MemoryStream();
            gzip.CopyTo(all);
            Assert.Equal(0, all.Length % 16);
        }

        return points;
    }

    private static void Fill(string path)
    {
        try
        {
            using var file = File.Create(path, 4096, FileOptions.WriteThrough);
            for (var block = new byte[4096]; ;)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<double> Metric(RunningService service, string name)
    {
        var line = (await service.Http.GetStringAsync("/metrics")).Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static async Task WaitAsync(RunningService service, Func<bool> isDone)
    {
        for (var clock = Stopwatch.StartNew(); !isDone(); await Task.Delay(100))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), service.Log);
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
