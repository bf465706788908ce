using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.Events;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tests.Support;

namespace AdsbFeeder.Tests.Events;

/// <summary>Against a server that fails, hangs, breaks off and sends elsewhere. Time goes twenty times as fast.</summary>
public sealed class WebhookTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stopping = new();
    private readonly LogLines<Webhook> _log = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task An_event_arrives_as_JSON()
    {
        using var server = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, "204 No Content", [], "", stop));
        var hook = Start(server.Address, TimeProvider.System);
        hook.Tell(Event(1));
        await UntilAsync(() => hook.Delivered == 1);

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST / HTTP/1.1", request.Line);
        Assert.Contains("Content-Type: application/json\r\n", request.Head, StringComparison.OrdinalIgnoreCase);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal("squawk", body.RootElement.GetProperty("event").GetString());
        Assert.Equal("7700", body.RootElement.GetProperty("squawk").GetString());
        Assert.Equal("4840d6", body.RootElement.GetProperty("hex").GetString());
    }

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("429 Too Many Requests")]
    [InlineData("")]   // disconnects without an answer
    [InlineData("garbage")]
    [InlineData("hang")]
    public async Task A_server_that_fails_gets_each_event_again_in_order_until_it_takes_it(string fault)
    {
        using var server = new LoopbackServer(async (request, stream, stop) =>
        {
            if (request.Number > 3)
            {
                await LoopbackServer.SendAsync(stream, "200 OK", [], "", stop);
            }
            else if (fault == "hang")
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            else if (fault == "garbage")
            {
                await stream.WriteAsync("\0\u001ahello\r\n\r\n"u8.ToArray(), stop);
            }
            else if (fault.Length > 0)
            {
                await LoopbackServer.SendAsync(stream, fault, [], "", stop);
            }
        });
        var hook = Start(server.Address);
        hook.Tell(Event(1));
        hook.Tell(Event(2));
        await UntilAsync(() => hook.Delivered == 2);

        var ids = server.Requests.Select(IdOf).ToList();
        Assert.True(ids.Count >= 5, $"{ids.Count}");
        Assert.Equal(["1795246708764-1", "1795246708764-2"], ids.Distinct());
        Assert.Equal(0, hook.Dropped);
        Assert.Single(_log.Lines, line => line.StartsWith("Warning: The webhook at http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Single(_log.Lines, line => line.EndsWith("works again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("400 Bad Request", "it answers 400")]
    [InlineData("404 Not Found", "it answers 404")]
    [InlineData("302 Found", "it answers 302, and redirects to elsewhere are not followed")]
    public async Task What_another_try_would_not_better_is_given_up_at_once(string status, string reason)
    {
        using var server = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, status, [], "Location: http://127.0.0.1:1/\r\n", stop));
        var hook = Start(server.Address, TimeProvider.System);
        hook.Tell(Event(1));
        await UntilAsync(() => hook.Dropped == 1);

        Assert.Single(server.Requests);
        Assert.EndsWith(reason, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_the_same_place_is_followed_and_one_to_elsewhere_is_not()
    {
        using var elsewhere = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, "200 OK", [], "", stop));
        using var server = new LoopbackServer((request, stream, stop) => request.Line.Contains("/new ", StringComparison.Ordinal)
            ? LoopbackServer.SendAsync(stream, "200 OK", [], "", stop)
            : LoopbackServer.SendAsync(stream, "307 Temporary Redirect", [], IdOf(request).EndsWith("-1", StringComparison.Ordinal) ? "Location: /new\r\n" : $"Location: {elsewhere.Address}\r\n", stop));
        var hook = Start(server.Address, TimeProvider.System);
        hook.Tell(Event(1));
        hook.Tell(Event(2));
        await UntilAsync(() => hook.Delivered + hook.Dropped == 2);

        Assert.Equal((1, 1), (hook.Delivered, hook.Dropped));
        Assert.Equal("1795246708764-1", IdOf(server.Requests.Single(request => request.Line.Contains("/new", StringComparison.Ordinal))));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task While_nobody_answers_the_newest_256_wait_and_telling_never_does()
    {
        using var server = new LoopbackServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        var hook = Start(server.Address, TimeProvider.System);
        hook.Tell(Event(0));
        await UntilAsync(() => !server.Requests.IsEmpty);   // it is taken from the queue and hangs
        for (var i = 1; i <= 1000; i++)
        {
            hook.Tell(Event(i));
        }

        Assert.Equal(1000 - Webhook.MostWaiting, hook.Dropped);
    }

    [Fact]
    public async Task An_event_that_is_older_than_ten_minutes_is_given_up()
    {
        using var server = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, "503 Service Unavailable", [], "", stop));
        var hook = Start(server.Address, new HastyTime(400));
        hook.Tell(Event(1));
        await UntilAsync(() => hook.Dropped == 1);

        Assert.InRange(server.Requests.Count, 3, 60);
    }

    [Fact]
    public async Task A_slow_webhook_does_not_hold_up_another_and_only_wanted_kinds_are_told()
    {
        using var slow = new LoopbackServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var fast = new LoopbackServer((_, stream, stop) => LoopbackServer.SendAsync(stream, "200 OK", [], "", stop));
        var settings = new Settings();
        settings.Events.Webhooks = [slow.Address, fast.Address];
        using var hooks = new Webhooks(settings, TimeProvider.System, new LogLines<Webhooks>());
        await hooks.StartAsync(default);
        hooks.Tell(new SkyEvent(1, ServingHost.Now, SkyEventKind.FirstSeen, Address.Icao(1)));   // not told by default
        for (var i = 2; i < 22; i++)
        {
            hooks.Tell(new SkyEvent(i, ServingHost.Now, SkyEventKind.Enter, Address.Icao(1)) { Detail = "Schiphol" });
        }

        await UntilAsync(() => fast.Requests.Count == 20);
        Assert.Equal(Enumerable.Range(2, 20).Select(i => $"1795246708764-{i}"), fast.Requests.Select(IdOf));
        Assert.Single(slow.Requests);
        await hooks.StopAsync(default);
    }

    private Webhook Start(Uri address, TimeProvider? time = null)
    {
        var hook = new Webhook(address, _http, time ?? new HastyTime(20), new Random(1), _log);
        _ = hook.RunAsync(_stopping.Token);
        return hook;
    }

    private static ReadOnlyMemory<byte> Event(int number) =>
        new SkyEvent(number, ServingHost.Now, SkyEventKind.Squawk, Address.Icao(0x4840D6)) { Detail = "7700" }.ToJson();

    private static string IdOf(LoopbackServer.Request request)
    {
        using var body = JsonDocument.Parse(Encoding.UTF8.GetBytes(request.Body));
        return body.RootElement.GetProperty("id").GetString()!;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "it did not happen");
            await Task.Delay(10);
        }
    }
}
