using System.Net;
using System.Text;
using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.Radio;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;
using AdsbFeeder.Tests.Reception;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdsbFeeder.Tests.Serving;

/// <summary>What <c>/api/gain</c> and <c>/api/receivers</c> tell, and who may set what.</summary>
public sealed class ReceiverEndpointTests : IDisposable
{
    private readonly FakeRadio _main = new() { GainsDecibels = [0, 20.7, 40.2, 49.6] };
    private readonly FakeRadio _roof = new() { GainsDecibels = [0, 30] };

    public void Dispose()
    {
        _main.Dispose();
        _roof.Dispose();
    }

    [Fact]
    public async Task The_gain_is_told_with_what_was_asked_and_why()
    {
        await using var host = await StartAsync();

        var gain = await GainAsync(host, "main");

        Assert.Equal("auto", gain.GetProperty("gain").GetString());
        Assert.False(gain.GetProperty("settled").GetBoolean());
        Assert.Equal([0, 20.7, 40.2, 49.6], gain.GetProperty("possible_db").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Contains("begins when", gain.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Single(gain.GetProperty("history").EnumerateArray());
        Assert.Equal("40", (await GainAsync(host, "roof")).GetProperty("gain").GetString());
    }

    [Theory]
    [InlineData("""{"gain": 22, "receiver": "main"}""", "22", 20.7)]
    [InlineData("""{"gain": "max"}""", "max", 49.6)]
    [InlineData("""{"gain": "auto"}""", "auto", 49.6)]
    public async Task It_is_set_live_and_the_decision_is_remembered(string body, string choice, double gain)
    {
        await using var host = await StartAsync();

        var (status, answer) = await SendAsync(host, HttpMethod.Put, "/api/gain", body);

        Assert.True(status == 200, answer);
        await WaitForAsync(() => _main.Status.GainDecibels == gain);
        var told = await GainAsync(host, "main");
        Assert.Equal((choice, gain), (told.GetProperty("gain").GetString(), told.GetProperty("gain_db").GetDouble()));
        Assert.Contains("through /api/gain, until the next start", told.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, told.GetProperty("history").GetArrayLength());
        Assert.Empty(_roof.Sets);
    }

    [Fact]
    public async Task A_query_does_as_well()
    {
        await using var host = await StartAsync();

        Assert.Equal(200, (await SendAsync(host, HttpMethod.Post, "/api/gain?gain=30&receiver=roof", "")).Status);

        await WaitForAsync(() => _roof.Status.GainDecibels == 30);
    }

    [Theory]
    [InlineData("""{"gain": "loud"}""", 400, "'gain' is 'loud' but must be \"auto\", \"max\", or dB")]
    [InlineData("""{"gain": 496}""", 400, "'gain' is '496'")]
    [InlineData("""{"gain": null}""", 400, "'gain' is '' but")]
    [InlineData("""{"volume": 3}""", 400, "'gain' is missing")]
    [InlineData("""{"gain": {"a": {"b": 1}}}""", 400, "must be JSON")]
    [InlineData("gain=3", 400, "must be JSON")]
    [InlineData("", 400, "must be JSON")]
    [InlineData("""{"gain": 3, "receiver": "cellar"}""", 404, "'receiver' must be one of main, roof")]
    public async Task What_cannot_be_done_is_refused_with_the_rule(string body, int expected, string reason)
    {
        await using var host = await StartAsync();

        var (status, answer) = await SendAsync(host, HttpMethod.Put, "/api/gain", body);

        Assert.Equal(expected, status);
        Assert.Contains(reason, answer, StringComparison.Ordinal);
        Assert.Empty(_main.Sets);
    }

    [Fact]
    public async Task Without_a_radio_there_is_nothing_to_set()
    {
        await using var host = await ServingHost.StartAsync();

        Assert.Equal((404, "No receiver here has a gain that can be set.\n"), await SendAsync(host, HttpMethod.Put, "/api/gain", """{"gain": 3}"""));
        Assert.Equal((200, """{"receivers":[]}"""), await host.GetAsync("/api/receivers"));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Host", "rebound.example")]
    public async Task A_page_from_elsewhere_and_what_a_proxy_brings_are_refused(string header, string value)
    {
        await using var host = await StartAsync();

        Assert.Equal(403, (await SendAsync(host, HttpMethod.Put, "/api/gain", """{"gain": 3}""", (header, value))).Status);
        Assert.Empty(_main.Sets);
    }

    [Fact]
    public async Task It_can_be_off()
    {
        await using var host = await StartAsync(ControlAccess.Off);

        Assert.Equal((403, "Changes over HTTP are off ([Http] Control = off).\n"), await SendAsync(host, HttpMethod.Put, "/api/gain", """{"gain": 3}"""));
    }

    [Theory]
    [InlineData("192.0.2.7", ControlAccess.Local, false)]
    [InlineData("192.0.2.7", ControlAccess.Network, true)]
    [InlineData("127.0.0.1", ControlAccess.Local, true)]
    [InlineData("::1", ControlAccess.Local, true)]
    [InlineData("::ffff:127.0.0.1", ControlAccess.Local, true)]
    [InlineData("::ffff:192.0.2.7", ControlAccess.Local, false)]
    [InlineData("127.0.0.1", ControlAccess.Off, false)]
    public void Other_computers_are_refused_unless_the_configuration_lets_them(string remote, object access, bool allowed)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        context.Request.Host = new HostString("localhost", 8080);

        Assert.Equal(allowed, ControlRule.Refusal(context, (ControlAccess)access) is null);
    }

    [Fact]
    public async Task Each_receiver_tells_what_it_does()
    {
        await using var host = await StartAsync();

        var (_, body) = await host.GetAsync("/api/receivers");
        using var json = JsonDocument.Parse(body);
        var receivers = json.RootElement.GetProperty("receivers").EnumerateArray().ToList();

        Assert.Equal(["main", "roof"], receivers.Select(receiver => receiver.GetProperty("receiver").GetString()));
        Assert.Equal(("receiving", 0, 2_400_000), (receivers[0].GetProperty("state").GetString(), receivers[0].GetProperty("frames").GetInt32(), receivers[0].GetProperty("sample_rate").GetInt32()));
        Assert.Contains("adsb_radio_receiving{receiver=\"roof\"} 1", (await host.GetAsync("/metrics")).Body, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> GainAsync(ServingHost host, string receiver)
    {
        using var json = JsonDocument.Parse((await host.GetAsync("/api/gain")).Body);
        return json.RootElement.GetProperty("receivers").EnumerateArray().First(row => row.GetProperty("receiver").GetString() == receiver).Clone();
    }

    private static async Task<(int Status, string Body)> SendAsync(ServingHost host, HttpMethod method, string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task WaitForAsync(Func<bool> happened)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!happened())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private Task<ServingHost> StartAsync(ControlAccess access = ControlAccess.Local) => ServingHost.StartAsync(
        settings => settings.Http.Control = access,
        [Receiver(0, "main", _main, GainChoice.Automatic), Receiver(1, "roof", _roof, new GainChoice(40))]);

    private static Receiver Receiver(int number, string name, FakeRadio radio, GainChoice gain) =>
        new(number, name, new SourceSettings { Gain = gain }, radio, NullLogger<GainControl>.Instance, TimeProvider.System);
}
