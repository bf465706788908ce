using System.IO.Compression;
using System.Text;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;
using AdsbFeeder.ModeS;
using AdsbFeeder.Registry;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tests.Support;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Tests.Registry;

public sealed class AircraftRegistryTests : IDisposable
{
    private const string Row = "3c66b0;D-AIUP;A320;00;AIRBUS A-320;2016;Lufthansa;\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
    private readonly AircraftRegistry _registry = new();
    private readonly LogLines<AircraftRegistryService> _log = new();

    private string Database => Path.Combine(_folder, "aircraft.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_broken_database_is_told_in_one_line_and_the_old_one_stays()
    {
        using var service = Service();
        File.WriteAllText(Database, Row);
        service.Load(Database);
        File.WriteAllText(Database, Row + "rubbish\n");
        service.Load(Database);

        Assert.Equal(1, _registry.Current!.Count);
        var line = _log.Lines.Last();
        Assert.StartsWith($"Error: The aircraft database {Database} cannot be used (Database:File): row 2: it must have 4 fields", line, StringComparison.Ordinal);
        Assert.EndsWith("; the old one with 1 aircraft stays", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void A_file_that_is_not_there_or_may_not_be_read_is_told_too()
    {
        using var service = Service();
        service.Load(Path.Combine(_folder, "none.csv"));
        service.Load(_folder);

        Assert.Equal(2, _log.Lines.Count);
        Assert.All(_log.Lines, line => Assert.EndsWith("there are no registrations and types", line, StringComparison.Ordinal));
        Assert.Null(_registry.Current);
    }

    [Fact]
    public void A_changed_file_is_news_when_it_is_still_so_at_the_next_look()
    {
        var file = new WatchedFile(Database);
        file.TakeNow();
        Assert.False(file.HasNews());

        File.WriteAllText(Database, Row);
        Assert.False(file.HasNews());   // it may still be written
        Assert.True(file.HasNews());
        file.Take();
        Assert.False(file.HasNews());

        File.WriteAllText(Database, Row + Row);
        Assert.False(file.HasNews());
        File.AppendAllText(Database, Row);
        Assert.False(file.HasNews());
        Assert.True(file.HasNews());
        file.Take();

        File.Delete(Database);
        Assert.False(file.HasNews());
        Assert.True(file.HasNews());
    }

    [Fact]
    public async Task The_database_shows_in_the_JSON_the_queries_and_when_it_changes()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x3C66B0, new(52.1, 4.1)), Sky.Aircraft(0x4840D6, new(52.2, 4.1)), Sky.Aircraft(0x43C6F4)));
        Assert.DoesNotContain("D-AIUP", (await host.GetAsync("/data/aircraft.json")).Body, StringComparison.Ordinal);

        File.WriteAllText(Database, Row + "43c6f4;ZM401;A400;10;AIRBUS A-400M;;Royal Air Force;\n4840d6;PH-BXA;B738;01\n");
        host.Part<AircraftRegistry>().Current = AircraftDatabaseReader.Read(Database);

        Assert.Contains("\"r\":\"D-AIUP\",\"t\":\"A320\",\"desc\":\"AIRBUS A-320\",\"ownOp\":\"Lufthansa\",\"year\":\"2016\"", (await host.GetAsync("/data/aircraft.json")).Body, StringComparison.Ordinal);
        Assert.Equal(["3c66b0"], await FoundAsync(host, "find_reg=d-aiup"));
        Assert.Equal(["3c66b0", "43c6f4"], await FoundAsync(host, "find_type=a320,A400"));
        Assert.Equal(["4840d6"], await FoundAsync(host, "all&filter_type=B738"));
        Assert.Equal(["43c6f4"], await FoundAsync(host, "all&filter_mil"));
        Assert.Equal(["43c6f4", "4840d6"], await FoundAsync(host, "all&filter_mil&filter_interesting"));
        Assert.Empty(await FoundAsync(host, "all&filter_ladd"));
        Assert.Contains("D-AIUP", (await host.GetAsync("/re-api/?find_hex=3c66b0&jv2")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_takes_the_place_of_the_old_file_when_it_is_good()
    {
        using var server = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, "200 OK", Packed(Row), "Last-Modified: Sat, 01 Aug 2026 10:00:00 GMT\r\n", stop));
        File.WriteAllText(Database, "old");

        var database = await FetchAsync(server);

        Assert.Equal(1, database!.Count);
        Assert.True(AircraftDatabaseReader.Read(Database).TryFind(Address.Icao(0x3C66B0), out _));
        Assert.Equal(new DateTime(2026, 8, 1, 10, 0, 0, DateTimeKind.Utc), File.GetLastWriteTimeUtc(Database));
        Assert.Equal([Database], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task What_did_not_change_is_not_fetched()
    {
        using var server = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, "304 Not Modified", [], "", stop));
        File.WriteAllText(Database, Row);

        Assert.Null(await FetchAsync(server));
        Assert.Contains("If-Modified-Since:", Assert.Single(server.Requests).Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Row, File.ReadAllText(Database));
    }

    [Theory]
    [InlineData("404 Not Found", "nothing", typeof(DatabaseDownloadException))]
    [InlineData("200 OK", "<html>Please log in</html>", typeof(InvalidDataException))]
    public async Task A_bad_answer_leaves_the_old_file(string status, string body, Type fault)
    {
        using var server = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, status, Encoding.UTF8.GetBytes(body), "", stop));
        File.WriteAllText(Database, Row);

        await Assert.ThrowsAsync(fault, () => FetchAsync(server));

        Assert.Equal(Row, File.ReadAllText(Database));
        Assert.Equal([Database], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_download_that_breaks_off_leaves_the_old_file()
    {
        using var server = new LoopbackServer(async (_, stream, stop) => await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n3c66b0;D-AIUP;"u8.ToArray(), stop));
        File.WriteAllText(Database, Row);

        var fault = await Assert.ThrowsAsync<DatabaseDownloadException>(() => FetchAsync(server));

        Assert.Contains("broke off", fault.Message, StringComparison.Ordinal);
        Assert.Equal(Row, File.ReadAllText(Database));
        Assert.Equal([Database], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        Uri address;
        using (var server = new LoopbackServer((_, _, _) => Task.CompletedTask))
        {
            address = server.Address;
        }

        using var http = new HttpClient();
        var fault = await Assert.ThrowsAsync<DatabaseDownloadException>(() => new DatabaseDownload(http).FetchAsync(address, Database, default));

        Assert.Contains("cannot be fetched: Connection refused", fault.Message, StringComparison.Ordinal);
    }

    private async Task<AircraftDatabase?> FetchAsync(LoopbackServer server)
    {
        using var http = new HttpClient();
        return await new DatabaseDownload(http).FetchAsync(server.Address, Database, default);
    }

    private static async Task<IEnumerable<string>> FoundAsync(ServingHost host, string query)
    {
        var (status, body) = await host.GetAsync("/re-api/?" + query);
        Assert.Equal(200, status);
        using var json = System.Text.Json.JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty("aircraft").EnumerateArray().Select(aircraft => aircraft.GetProperty("hex").GetString()!).Order(StringComparer.Ordinal)];
    }

    private AircraftRegistryService Service()
    {
        var settings = new Settings();
        settings.Database.File = Database;
        return new AircraftRegistryService(settings, _registry, TimeProvider.System, _log);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
