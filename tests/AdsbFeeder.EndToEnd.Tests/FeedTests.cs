using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Feeds of the running service, as their owner and a network see them. Every server is on loopback.</summary>
public sealed class FeedTests : IDisposable
{
    // A DF17 identification of 4840D6 (KLM1023), as in Junzi Sun's book, 3.2.
    private const string Klm1023 = "8D4840D6202CC371C32CE0576098";

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public FeedTests() => _server.Start();

    public void Dispose()
    {
        _server.Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private string State => Path.Combine(_folder, "state");

    private string Configure(string feeds)
    {
        var file = Path.Combine(_folder, "adsbfeeder.conf");
        File.WriteAllText(file, $"[State]\nDirectory={State}\n" + feeds.Replace("PORT", ((IPEndPoint)_server.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return file;
    }

    private static byte[] ReadAtLeast(TcpClient client, int length)
    {
        client.ReceiveTimeout = 30_000;
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (bytes.Count < length && client.GetStream().Read(buffer) is var read and > 0)
        {
            bytes.AddRange(buffer.AsSpan(0, read));
        }

        return [.. bytes];
    }

    [Fact]
    public async Task A_network_hears_who_we_are_and_the_simulator_only_because_this_server_asked_for_it()
    {
        var file = Configure("[Feed:mine]\nProtocol=beast_reduce_plus\nHost=127.0.0.1\nPort=PORT\nSources=simulation\n");
        await using var service = await RunningService.StartAsync("--config", file, "--source", "simulator");
        using var client = await _server.AcceptTcpClientAsync();

        var bytes = ReadAtLeast(client, 1000);

        var uuid = (await File.ReadAllTextAsync(Path.Combine(State, "identities", "mine.uuid"))).Trim();
        Assert.Equal([0x1A, 0xE4, .. Encoding.ASCII.GetBytes(uuid), 0x1A, (byte)'W', (byte)'O', 0x1A, (byte)'1'], bytes[..43]);
        var feeds = await service.WaitForJsonAsync("/api/feeds", json => json.GetProperty("feeds")[0].GetProperty("frames").GetProperty("simulation").GetInt64() > 0);
        var feed = feeds.GetProperty("feeds")[0];
        Assert.Equal(("mine", "up", 0), (feed.GetProperty("name").GetString(), feed.GetProperty("state").GetString(), feed.GetProperty("frames").GetProperty("mlat").GetInt64()));
        Assert.Contains("Feed mine is up: 127.0.0.1:", service.Log, StringComparison.Ordinal);
        Assert.Contains("adsb_feed_up{feed=\"mine\"} 1", await service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_over_the_network_leaves_only_to_the_feed_that_asked()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var file = Configure($"[Feed:asks]\nProtocol=avr\nHost=127.0.0.1\nPort=PORT\nSources=radio, network\n[Feed:plain]\nProtocol=avr\nHost=127.0.0.1\nPort={((IPEndPoint)other.LocalEndpoint).Port}\n");
        await using var service = await RunningService.StartAsync("--config", file);
        using var asks = await _server.AcceptTcpClientAsync();
        using var plain = await other.AcceptTcpClientAsync();
        await service.WaitForJsonAsync("/api/feeds", json => json.GetProperty("feeds").EnumerateArray().All(feed => feed.GetProperty("state").GetString() == "up"));
        await using var input = await service.ConnectAsync("AvrInputPort");
        await Task.Delay(200);
        await input.WriteAsync(Encoding.ASCII.GetBytes($"*{Klm1023};\n"));

        Assert.Equal($"*{Klm1023};\n", Encoding.ASCII.GetString(ReadAtLeast(asks, 31)));

        var feeds = (await service.WaitForJsonAsync("/api/feeds", json => json.GetProperty("feeds")[0].GetProperty("frames").GetProperty("network").GetInt64() == 1)).GetProperty("feeds");
        Assert.Equal(0, feeds[1].GetProperty("bytes").GetInt64());
        Assert.Equal(0, plain.Available);
        Assert.Contains("Feed plain has nothing to send: Source:Type is none", service.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Feed asks has nothing", service.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_sees_feeds_and_clients_and_may_clear_a_feed_that_others_may_not()
    {
        var file = Configure("[Feed:closer]\nProtocol=sbs\nHost=127.0.0.1\nPort=PORT\n");
        _server.Stop();
        await using var service = await RunningService.StartAsync("--config", file);
        await using var reader = await service.ConnectAsync("BeastOutputPort");
        var url = service.Http.BaseAddress!.ToString();
        await service.WaitForJsonAsync("/api/feeds", json => json.GetProperty("feeds")[0].TryGetProperty("last_error", out _) && json.GetProperty("clients").GetArrayLength() == 1);

        var shown = await AdsbFeederProgram.RunAsync("feeds", "--url", url);
        var cleared = await AdsbFeederProgram.RunAsync("feeds", "clear", "closer", "--url", url, "--config", file);
        var unknown = await AdsbFeederProgram.RunAsync("feeds", "clear", "nobody", "--url", url, "--config", file);
        using var stranger = await service.Http.PostAsync("/api/feeds/closer/clear", null);

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("connection refused: nothing listens there", shown.Text, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", shown.Text, StringComparison.Ordinal);
        Assert.Equal((0, "Feed closer is tried at once."), (cleared.ExitCode, cleared.Text.Trim()));
        Assert.Contains("Feed closer is tried at once, as asked.", service.Log, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Usage, "adsbfeeder: There is no feed named nobody."), (unknown.ExitCode, unknown.Error.Trim()));
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told_in_a_line()
    {
        var port = ((IPEndPoint)_server.LocalEndpoint).Port;
        _server.Stop();

        var result = await AdsbFeederProgram.RunAsync("feeds", "--url", $"http://127.0.0.1:{port}");

        Assert.Equal(ExitCode.Unavailable, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_simulator_starts_no_feed_of_a_network()
    {
        var result = await AdsbFeederProgram.RunAsync("run", "--any-port", "--source", "simulator", "--config", Configure("[Feed:adsb.fi]\nEnabled=true\n"));

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Equal(
            "adsbfeeder: Feed:adsb.fi is enabled while Source:Type is simulator: simulated aircraft must reach no network. Set Enabled = false, or Sources = simulation for a server of your own.",
            result.Error.Trim());
    }

    [Fact]
    public async Task The_networks_are_listed()
    {
        var result = await AdsbFeederProgram.RunAsync("feeds", "--presets");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("adsb.fi", result.Text, StringComparison.Ordinal);
        Assert.Contains("feed.push.plane.watch:12345 (TLS)", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_takes_what_it_finds_says_so_and_overwrites_nothing()
    {
        const string Uuid = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d", Newer = "0a8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d";
        var file = Configure("");
        var root = Path.Combine(_folder, "root");
        var theirs = Path.Combine(root, "usr/local/share/adsbfi/adsbfi-uuid");
        Directory.CreateDirectory(Path.GetDirectoryName(theirs)!);
        await File.WriteAllTextAsync(theirs, Uuid + "\n");
        Task<ProgramResult> Import(params string[] more) => AdsbFeederProgram.RunAsync(["import", "--config", file, "--root", root, .. more]);
        var ours = Path.Combine(State, "identities", "adsb.fi.uuid");

        var tried = await Import("--dry-run");
        Assert.Contains("would be taken", tried.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(ours));

        var taken = await Import();
        Assert.Contains($"{Uuid}  {theirs}: taken", taken.Text, StringComparison.Ordinal);
        Assert.Contains("[Feed:adsb.fi]\nEnabled = true", taken.Text, StringComparison.Ordinal);
        Assert.Equal(Uuid + "\n", await File.ReadAllTextAsync(ours));
        Assert.Contains("kept already", (await Import()).Text, StringComparison.Ordinal);

        await File.WriteAllTextAsync(theirs, Newer + "\n");
        Assert.Contains($"not taken, {Uuid} is kept already", (await Import()).Text, StringComparison.Ordinal);
        Assert.Equal(Uuid + "\n", await File.ReadAllTextAsync(ours));
        Assert.Contains($"taken instead of {Uuid}", (await Import("--replace")).Text, StringComparison.Ordinal);
        Assert.Equal(Newer + "\n", await File.ReadAllTextAsync(ours));

        await File.WriteAllTextAsync(theirs, "nonsense\n");
        var broken = await Import();
        Assert.Equal((ExitCode.DataError, true), (broken.ExitCode, broken.Text.Contains("'nonsense' is none, not taken", StringComparison.Ordinal)));
    }
}
