using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>One service with simulated traffic, seen from all its sides.</summary>
public sealed class SimulatedServiceFixture : IAsyncLifetime
{
    internal RunningService Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await RunningService.StartAsync("--source", "simulator", "--set", "Source:SimulatedAircraft=40");

    public async Task DisposeAsync() => await Service.DisposeAsync();
}

public sealed class MainJobTests(SimulatedServiceFixture fixture) : IClassFixture<SimulatedServiceFixture>
{
    private RunningService Service => fixture.Service;

    [Fact]
    public async Task Aircraft_with_positions_and_call_signs_appear()
    {
        var json = await Service.WaitForJsonAsync("/data/aircraft.json", HasCompleteAircraft);

        Assert.True(json.GetProperty("messages").GetInt64() > 0);
        foreach (var aircraft in json.GetProperty("aircraft").EnumerateArray())
        {
            Assert.Matches("^~?[0-9a-f]{6}$", aircraft.GetProperty("hex").GetString()!);
            Assert.True(aircraft.GetProperty("messages").GetInt32() > 1);
        }
    }

    [Fact]
    public async Task Aircraft_json_is_not_sent_again_to_who_has_it()
    {
        using var first = await Service.Http.GetAsync("/data/aircraft.json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data/aircraft.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await Service.Http.SendAsync(request);

        // A new second may have begun between the two.
        Assert.True(second.StatusCode == System.Net.HttpStatusCode.NotModified || !second.Headers.ETag!.Equals(first.Headers.ETag));
    }

    [Fact]
    public async Task Receiver_json_tells_version_and_an_approximate_place()
    {
        var json = await Service.GetJsonAsync("/data/receiver.json");

        Assert.StartsWith("AdsbFeeder ", json.GetProperty("version").GetString(), StringComparison.Ordinal);
        Assert.Equal(52.0, json.GetProperty("lat").GetDouble());
        Assert.Equal(1000, json.GetProperty("refresh").GetInt32());
    }

    [Fact]
    public async Task Stats_json_has_every_group_that_exporters_ask_for()
    {
        var json = await Service.WaitForJsonAsync("/data/stats.json", stats => stats.GetProperty("total").GetProperty("messages").GetInt64() > 0);

        foreach (var period in (string[])["latest", "last1min", "last5min", "last15min", "total"])
        {
            foreach (var group in (string[])["messages", "cpr", "cpu", "local", "remote", "tracks"])
            {
                Assert.True(json.GetProperty(period).TryGetProperty(group, out _), $"{period}.{group} is missing");
            }
        }
    }

    [Fact]
    public async Task The_beast_port_gives_frames_with_sound_parity_and_growing_time()
    {
        await using var stream = await Service.ConnectAsync("BeastOutputPort");
        var frames = ReadBeast(await ReadAsync(stream, 4000));

        var squitters = frames.Where(frame => frame.Frame is { Length: Frame.LongLength, Format: DownlinkFormat.ExtendedSquitter }).ToList();
        Assert.NotEmpty(squitters);
        Assert.All(squitters, frame => Assert.Equal(0u, Parity.Residue(frame.Frame.Bytes)));
        Assert.Equal(frames.Select(frame => frame.Ticks12MHz).Order(), frames.Select(frame => frame.Ticks12MHz));
    }

    [Fact]
    public async Task The_avr_port_gives_hexadecimal_lines()
    {
        await using var stream = await Service.ConnectAsync("AvrOutputPort");

        var lines = Encoding.ASCII.GetString(await ReadAsync(stream, 2000)).Split('\n')[..^1];

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(@"^\*([0-9A-F]{14}|[0-9A-F]{28});$", line));
    }

    [Fact]
    public async Task The_sbs_port_gives_lines_of_22_fields_with_positions_among_them()
    {
        await Service.WaitForJsonAsync("/data/aircraft.json", HasCompleteAircraft);
        await using var stream = await Service.ConnectAsync("SbsOutputPort");

        var lines = Encoding.ASCII.GetString(await ReadAsync(stream, 20000)).Split("\r\n")[..^1].Select(line => line.Split(',')).ToList();

        Assert.All(lines, fields => Assert.Equal(22, fields.Length));
        Assert.Contains(lines, fields => fields[1] == "3" && fields[14].Length > 0 && fields[15].Length > 0);
    }

    [Fact]
    public async Task Health_is_ok() => Assert.Equal("ok\n", await Service.Http.GetStringAsync("/healthz"));

    [Fact]
    public async Task Metrics_please_promtool()
    {
        await Service.WaitForJsonAsync("/data/aircraft.json", HasCompleteAircraft);
        var page = await Service.Http.GetStringAsync("/metrics");

        Assert.Contains("\nadsb_samples_total ", page, StringComparison.Ordinal);
        if (DebianPrograms.Find("promtool") is not { } promtool)
        {
            Console.WriteLine("skipped: promtool is not installed");
            return;
        }

        // It has nothing to say but of the style of names that dump1090-exporter chose and dashboards ask for.
        const int onlyStyle = 3;
        var (code, output) = await DebianPrograms.RunAsync(promtool, page, "check", "metrics");
        Assert.True(code is 0 or onlyStyle, output);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("dump1090_", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_push_stream_gives_a_snapshot_and_then_changes()
    {
        await Service.WaitForJsonAsync("/data/aircraft.json", HasCompleteAircraft);
        using var socket = new ClientWebSocket();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(new UriBuilder(Service.Http.BaseAddress!) { Scheme = "ws", Path = "/api/stream" }.Uri, timeout.Token);

        var snapshot = await ReceiveAsync(socket, timeout.Token);
        JsonElement delta;
        do
        {
            // Who is seen for the first time is told between the changes.
            delta = await ReceiveAsync(socket, timeout.Token);
        }
        while (delta.GetProperty("type").GetString() == "event");

        Assert.Equal("snapshot", snapshot.GetProperty("type").GetString());
        Assert.NotEqual(0, snapshot.GetProperty("aircraft").GetArrayLength());
        Assert.Equal("delta", delta.GetProperty("type").GetString());
        Assert.True(delta.GetProperty("now").GetDouble() > snapshot.GetProperty("now").GetDouble());
        Assert.Equal(JsonValueKind.Array, delta.GetProperty("gone").ValueKind);
    }

    [Fact]
    public async Task Garbage_on_an_input_port_disturbs_nobody()
    {
        await using var garbage = await Service.ConnectAsync("BeastInputPorts");
        var rubbish = new byte[100_000];
        new Random(1).NextBytes(rubbish);
        await garbage.WriteAsync(rubbish);

        await using var stream = await Service.ConnectAsync("BeastOutputPort");

        Assert.NotEmpty(ReadBeast(await ReadAsync(stream, 2000)));
    }

    private static bool HasCompleteAircraft(JsonElement json) => json.GetProperty("aircraft").EnumerateArray()
        .Any(aircraft => aircraft.TryGetProperty("lat", out _) && aircraft.TryGetProperty("flight", out _) && aircraft.TryGetProperty("alt_baro", out _));

    private static async Task<byte[]> ReadAsync(Stream stream, int atLeast)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[atLeast + 65536];
        var count = await stream.ReadAtLeastAsync(buffer, atLeast, cancellationToken: timeout.Token);
        return buffer[..count];
    }

    private static List<BeastFrame> ReadBeast(byte[] bytes)
    {
        var frames = new List<BeastFrame>();
        var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(bytes));
        while (BeastFraming.TryRead(ref reader, out var frame) is var status && status != OperationStatus.NeedMoreData)
        {
            Assert.Equal(OperationStatus.Done, status);
            if (frame is { Kind: BeastFrameKind.Message, IsHeartbeat: false })
            {
                frames.Add(frame);
            }
        }

        return frames;
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var message = new ArrayBufferWriter<byte>();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(message.GetMemory(65536), cancellation);
            message.Advance(part.Count);
        }
        while (!part.EndOfMessage);

        using var document = JsonDocument.Parse(message.WrittenMemory);
        return document.RootElement.Clone();
    }
}
