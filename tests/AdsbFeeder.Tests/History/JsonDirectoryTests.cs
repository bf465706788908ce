using System.Text.Json;
using AdsbFeeder.History;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Tests.History;

public sealed class JsonDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_file_is_there_and_whole_and_nothing_else()
    {
        var target = Path.Combine(_folder, "made", "by-us");
        await using var host = await ServingHost.StartAsync(settings => settings.Json.Directory = target);
        for (var second = 0; second <= 70; second++)
        {
            var ms = ServingHost.Now + second * 1000;
            host.Publish(Sky.PictureAt(ms, Sky.Aircraft(1, new(52.5, 4.5), feet: 3000, ms: ms)));
        }

        Assert.Equal(
            ["aircraft.json", "history_0.json", "history_1.json", "history_2.json", "outline.json", "receiver.json", "stats.json", "status.json"],
            Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(target), path => JsonDocument.Parse(File.ReadAllText(path)).Dispose());
        using var aircraft = JsonDocument.Parse(File.ReadAllText(Path.Combine(target, "aircraft.json")));
        Assert.Equal(1795246708.764 + 70, aircraft.RootElement.GetProperty("now").GetDouble(), 3);
        Assert.DoesNotContain("haveTraces", File.ReadAllText(Path.Combine(target, "receiver.json")), StringComparison.Ordinal);   // nobody writes them
    }

    [Fact]
    public async Task A_directory_that_is_taken_away_is_made_again_with_all_that_belongs_there_and_a_file_in_its_place_is_named()
    {
        var target = Path.Combine(_folder, "json");
        await using var host = await ServingHost.StartAsync(settings => settings.Json.Directory = target);
        for (var second = 0; second <= 40; second += 5) Publish(second);
        var whole = Names();

        Directory.Delete(target, recursive: true);
        Publish(41);
        Assert.Equal(whole, Names());

        Directory.Delete(target, recursive: true);
        File.WriteAllText(target, "");
        var fault = Assert.Throws<IOException>(() => Publish(42));
        Assert.Equal($"{target} cannot be written (Json:Directory): '{target}' is a file and no directory.", fault.Message);

        File.Delete(target);
        Publish(43);
        Assert.Equal(whole, Names());

        string[] Names() => [.. Directory.GetFiles(target).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

        void Publish(int second)
        {
            var ms = ServingHost.Now + (second * 1000);
            host.Publish(Sky.PictureAt(ms, Sky.Aircraft(1, new(52.5, 4.5), feet: 3000, ms: ms)));
        }
    }

    [Fact]
    public async Task Traces_are_there_when_wanted_in_gzip_and_go_with_their_aircraft()
    {
        await using var host = await ServingHost.StartAsync(settings => (settings.Json.Directory, settings.Json.Traces) = (_folder, true));
        Directory.CreateDirectory(Path.Combine(_folder, "traces/99"));
        string[] before = ["traces/99/trace_full_abcd99.json", "traces/99/notes.txt", "traces/README"];
        Array.ForEach(before, name => File.WriteAllText(Path.Combine(_folder, name), "x"));
        for (var second = 0; second <= 700; second += 10)
        {
            var ms = ServingHost.Now + (second * 1000L);
            host.Publish(Sky.PictureAt(ms, Sky.Aircraft(0x4840D6, new(52, 4 + (second * 0.002)), "KLM1023", feet: 38000, ms: ms)));
        }

        Assert.Equal(["traces/99/notes.txt", "traces/README", "traces/d6/trace_full_4840d6.json", "traces/d6/trace_recent_4840d6.json"], Names());
        foreach (var which in (string[])["recent", "full"])
        {
            using var trace = JsonDocument.Parse(Gzip.Decompress(File.ReadAllBytes(Path.Combine(_folder, $"traces/d6/trace_{which}_4840d6.json"))));
            Assert.InRange(trace.RootElement.GetProperty("trace").GetArrayLength(), which == "full" ? 30 : 35, 37);
        }

        Assert.Contains("haveTraces", File.ReadAllText(Path.Combine(_folder, "receiver.json")), StringComparison.Ordinal);

        host.Publish(Sky.PictureAt(ServingHost.Now + (26 * 3_600_000L)));
        host.Publish(Sky.PictureAt(ServingHost.Now + (27 * 3_600_000L)));
        Assert.Equal(["traces/99/notes.txt", "traces/README"], Names());

        string[] Names() => [.. Directory.GetFiles(Path.Combine(_folder, "traces"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder, path)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_said_with_its_key_and_stops_nothing()
    {
        var file = Path.Combine(_folder, "a-file");
        File.WriteAllText(file, "");
        await using var host = await ServingHost.StartAsync(settings => settings.Json.Directory = Path.Combine(file, "below"));

        var fault = Assert.Throws<IOException>(() => host.Part<JsonDirectory>().Take(Sky.Picture()));

        Assert.Contains("Json:Directory", fault.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await host.GetAsync("/data/aircraft.json")).Status);
    }

    [Fact]
    public async Task BinCraft_is_served_compressed_and_has_an_element_for_each_aircraft()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(1, new(52.5, 4.5)), Sky.Aircraft(2)));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data/aircraft.binCraft");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal(3 * BinCraftWriter.ElementSize, Gzip.Decompress(await response.Content.ReadAsByteArrayAsync()).Length);
    }
}
