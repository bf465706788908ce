using System.Net.WebSockets;
using System.Text.Json;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Serving;

/// <summary>The push stream, over WebSockets and as Server-Sent Events.</summary>
public class PushTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Events_begin_with_a_snapshot_and_go_on_with_changes()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(1, new(52, 4)), Sky.Aircraft(2)));
        await using var reader = await EventReader.OpenAsync(host, "/api/events");

        host.Publish(Sky.Picture(Sky.Aircraft(1, new(52, 4)), Sky.Aircraft(2)));
        var snapshot = await reader.NextAsync("snapshot");
        host.Publish(Sky.Picture(Sky.Aircraft(2), Sky.Aircraft(3)));
        var change = await reader.NextAsync("delta", delta => delta.GetProperty("gone").GetArrayLength() > 0);

        Assert.Equal(["000001", "000002"], Addresses(snapshot));
        Assert.Equal(["000003"], Addresses(change));
        Assert.Equal("000001", change.GetProperty("gone")[0].GetString());
    }

    [Fact]
    public async Task A_box_shows_its_part_and_tells_who_left_it()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture());
        await using var reader = await EventReader.OpenAsync(host, "/api/events?box=51,53,3,5");
        host.Publish(Sky.Picture(Sky.Aircraft(1, new(52, 4)), Sky.Aircraft(2, new(54, 4)), Sky.Aircraft(3)));

        var first = await reader.NextAsync("delta", message => message.GetProperty("aircraft").GetArrayLength() > 0, orSnapshot: true);
        host.Publish(Sky.Picture(Sky.Aircraft(1, new(53.1, 4)), Sky.Aircraft(2, new(52.9, 4)), Sky.Aircraft(3)));
        var second = await reader.NextAsync("delta", delta => delta.GetProperty("gone").GetArrayLength() > 0);

        Assert.Equal(["000001"], Addresses(first));
        Assert.Equal(["000002"], Addresses(second));
        Assert.Equal("000001", second.GetProperty("gone")[0].GetString());
    }

    [Fact]
    public async Task Events_of_the_sky_come_on_the_stream_and_only_to_those_who_look_there()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture());
        await using var here = await EventReader.OpenAsync(host, "/api/events?box=51,53,3,5");
        host.Publish(Sky.Picture());
        await here.NextAsync("snapshot");

        host.Publish(Sky.Picture(Sky.Aircraft(1, new(60, 4), squawk: "7700"), Sky.Aircraft(2, new(52, 4), squawk: "7600")));

        Assert.Equal("000002", (await here.NextAsync("event", e => e.GetProperty("event").GetString() == "squawk")).GetProperty("hex").GetString());
    }

    [Fact]
    public async Task A_web_socket_may_have_a_box_too()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(1, new(52, 4)), Sky.Aircraft(2, new(54, 4))));
        using var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri(host.Http.BaseAddress!.ToString().Replace("http", "ws", StringComparison.Ordinal) + "api/stream?box=51,53,3,5"), patience.Token);

        var buffer = new byte[1 << 16];
        var receiving = socket.ReceiveAsync(buffer, patience.Token);
        while (!receiving.IsCompleted)
        {
            host.Publish(Sky.Picture(Sky.Aircraft(1, new(52, 4)), Sky.Aircraft(2, new(54, 4))));
            await Task.WhenAny(receiving, Task.Delay(50));
        }

        var message = JsonDocument.Parse(buffer.AsMemory(0, (await receiving).Count)).RootElement;
        Assert.Equal("snapshot", message.GetProperty("type").GetString());
        Assert.Equal(["000001"], Addresses(message));
    }

    [Theory]
    [InlineData("/api/events?box=1,2,3")]
    [InlineData("/api/events?box=")]
    [InlineData("/api/stream?box=a,b,c,d")]
    public async Task A_bad_box_gets_400_and_one_line(string path)
    {
        await using var host = await ServingHost.StartAsync();
        var (status, body) = await host.GetAsync(path);

        Assert.Equal(400, status);
        Assert.Equal(body.Length - 1, body.IndexOf('\n', StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Addresses(JsonElement message) => message.GetProperty("aircraft").EnumerateArray().Select(a => a.GetProperty("hex").GetString());

    [Fact]
    public async Task A_zone_shows_its_aircraft_and_only_its_own_events()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Events.ZoneTests.Schiphol);
        try
        {
            await using var host = await ServingHost.StartAsync(settings => settings.Zones.File = file);
            host.Publish(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.6), feet: 2000), Sky.Aircraft(2, new(52.35, 4.6), feet: 9000), Sky.Aircraft(3)));
            await using var reader = await EventReader.OpenAsync(host, "/api/events?zone=Schiphol");

            var snapshot = await reader.NextAsync("snapshot");
            Assert.Equal("000001", Assert.Single(snapshot.GetProperty("aircraft").EnumerateArray()).GetProperty("hex").GetString());

            host.Publish(Sky.Picture(Sky.Aircraft(2, new(52.35, 4.6), "KLM2", feet: 3000), Sky.Aircraft(3, squawk: "7700")));
            var entered = await reader.NextAsync("event", e => e.GetProperty("event").GetString() == "enter");
            Assert.Equal("KLM2", entered.GetProperty("flight").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("/api/events?zone=Heathrow")]
    [InlineData("/api/stream?zone=")]
    public async Task An_unknown_zone_gets_400_and_the_names_there_are(string path)
    {
        await using var host = await ServingHost.StartAsync();
        var (status, body) = await host.GetAsync(path);

        Assert.Equal(400, status);
        Assert.EndsWith("must be the name of a zone; there are: none.\n", body, StringComparison.Ordinal);
    }

    /// <summary>One listener never reads while pictures of a thousand aircraft come; the other gets every one.</summary>
    [Fact]
    public async Task A_listener_that_does_not_read_delays_no_other()
    {
        await using var host = await ServingHost.StartAsync();
        AircraftState[] fleet = [.. Enumerable.Range(1, 1000).Select(i => Sky.Aircraft((uint)i, new(52 + (i * 0.001), 4), "KLM" + i, feet: i))];
        host.Publish(Sky.PictureAt(ServingHost.Now, fleet));
        using var lazy = new System.Net.Sockets.TcpClient { ReceiveBufferSize = 4096 };
        await lazy.ConnectAsync("127.0.0.1", host.Http.BaseAddress!.Port);
        await lazy.GetStream().WriteAsync("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        await using var reader = await EventReader.OpenAsync(host, "/api/events");
        await reader.NextAsync("snapshot");

        for (var second = 1; second <= 40; second++)
        {
            var now = ServingHost.Now + (1000 * second);
            host.Publish(Sky.PictureAt(now, [.. fleet.Select(aircraft => aircraft with { Messages = 7 + second })]));
            var delta = await reader.NextAsync("delta", d => d.GetProperty("now").GetDouble() >= now / 1000.0);
            Assert.Equal(1000, delta.GetProperty("aircraft").GetArrayLength());
        }
    }

    /// <summary>Reads Server-Sent Events.</summary>
    private sealed class EventReader(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        internal static async Task<EventReader> OpenAsync(ServingHost host, string path)
        {
            using var patience = new CancellationTokenSource(Patience);
            var opening = host.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            while (!opening.IsCompleted)
            {
                // Headers go out with the first message, which the next picture makes.
                host.Publish(host.Part<AdsbFeeder.Serving.SnapshotStore>().Current!);
                await Task.WhenAny(opening, Task.Delay(50));
            }

            var response = await opening;
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        }

        internal async Task<JsonElement> NextAsync(string type, Func<JsonElement, bool>? pleases = null, bool orSnapshot = false)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.Length == 0)
                {
                    continue;
                }

                Assert.StartsWith("data: {", line, StringComparison.Ordinal);
                var message = JsonDocument.Parse(line["data: ".Length..]).RootElement;
                var its = message.GetProperty("type").GetString();
                if ((its == type || (orSnapshot && its == "snapshot")) && pleases?.Invoke(message) != false)
                {
                    return message;
                }
            }

            throw new EndOfStreamException();
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
