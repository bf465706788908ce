using System.Net;
using System.Text.Json;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Tests.Monitoring;

public sealed class StatusTests
{
    [Fact]
    public async Task A_service_that_just_starts_is_alive_but_not_ready()
    {
        await using var host = await ServingHost.StartAsync();

        var (status, body) = await host.GetAsync("/readyz");

        Assert.Equal(200, (await host.GetAsync("/healthz")).Status);
        Assert.Equal((int)HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("The service is starting.\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_radio_and_senders_the_reason_names_the_key()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture());

        var (status, body) = await host.GetAsync("/readyz");

        Assert.Equal(503, status);
        Assert.Equal("No radio is configured (Source:Type is none) and nobody sends to an input.\n", body);
    }

    [Fact]
    public async Task The_status_names_what_is_in_the_way_and_what_is_in_the_sky()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x4CA7E8, new GeoPosition(52.5, 4)), Sky.Aircraft(0x4CA7E9)));

        using var status = JsonDocument.Parse((await host.GetAsync("/api/status")).Body);
        var root = status.RootElement;

        Assert.False(root.GetProperty("ready").GetBoolean());
        Assert.Equal(1, root.GetProperty("reasons").GetArrayLength());
        Assert.Equal(2, root.GetProperty("traffic").GetProperty("aircraft").GetInt32());
        Assert.Equal(1, root.GetProperty("traffic").GetProperty("aircraft_with_position").GetInt32());
        Assert.Equal(Environment.ProcessId, root.GetProperty("process").GetProperty("id").GetInt32());
        Assert.StartsWith("AdsbFeeder ", root.GetProperty("version").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_says_what_is_set_up()
    {
        await using var host = await ServingHost.StartAsync(settings => settings.Feeds["club"].Enabled = true);
        host.Publish(Sky.Picture());

        using var status = JsonDocument.Parse((await host.GetAsync("/api/status")).Body);

        Assert.Equal(
            """{"sources":["none"],"place":true,"feeds":1,"database":false,"zones":0,"local_only":true}""",
            status.RootElement.GetProperty("setup").GetRawText());
    }

    [Fact]
    public async Task Addresses_are_told_to_this_machine_and_to_nobody_for_whom_a_proxy_asks()
    {
        await using var host = await ServingHost.StartAsync();
        host.Part<ILoggerFactory>().CreateLogger("any").Log(LogLevel.Warning, 0, "Client 192.0.2.7:4711 and [2001:db8::7]:4712 are slow at 12:34:56", null, (text, _) => text);

        var here = (await host.GetAsync("/api/status")).Body;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/status") { Headers = { { "X-Forwarded-For", "198.51.100.1" } } };
        using var answer = await host.Http.SendAsync(request);
        var elsewhere = await answer.Content.ReadAsStringAsync();

        Assert.Contains("192.0.2.7:4711", here, StringComparison.Ordinal);
        Assert.Contains("Client (address) and (address) are slow at 12:34:56", elsewhere, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_of_a_full_sky_is_small()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture([.. Enumerable.Range(0, 1000).Select(n => Sky.Aircraft(0x400000 + (uint)n, new GeoPosition(50 + (n % 30 / 10.0), 3 + (n / 30 / 10.0))))]));
        await host.GetAsync("/data/aircraft.json");

        var times = new List<double>();
        var page = "";
        for (var n = 0; n < 20; n++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            page = (await host.GetAsync("/metrics")).Body;
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine($"a scrape of 1,000 aircraft: {page.Length} bytes, {times.Order().ElementAt(10):0.0} ms");
        Assert.InRange(page.Length, 1000, 200_000);
        if (Environment.GetEnvironmentVariable("ADSBFEEDER_SLOW_TESTS") == "1")
        {
            Assert.InRange(times.Order().ElementAt(10), 0, 20);   // a machine that does nothing else
        }
    }

    [Fact]
    public void The_last_twenty_warnings_are_kept_newest_first_and_information_is_not()
    {
        using var faults = new RecentFaults(TimeProvider.System);
        var logger = faults.CreateLogger("any");

        logger.Log(LogLevel.Information, 0, "fine", null, (text, _) => text);
        for (var n = 0; n < 25; n++)
        {
            logger.Log(LogLevel.Warning, 0, $"warning {n}", n == 24 ? new IOException("disk full") : null, (text, _) => text);
        }

        Assert.Equal(20, faults.Newest.Count);
        Assert.Equal("warning 24: disk full", faults.Newest[0].Message);
        Assert.Equal("warning 5", faults.Newest[^1].Message);
    }

    [Theory]
    [InlineData("application/openmetrics-text; version=1.0.0", "application/openmetrics-text; version=1.0.0; charset=utf-8", true)]
    [InlineData("*/*", "text/plain; version=0.0.4; charset=utf-8", false)]
    public async Task Metrics_come_in_the_form_that_was_asked_for(string accept, string type, bool ends)
    {
        await using var host = await ServingHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await host.Http.SendAsync(request);
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(ends, page.EndsWith("# EOF\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_metric_whose_name_ends_in_a_unit_says_so_in_OpenMetrics()
    {
        await using var host = await ServingHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text");

        using var response = await host.Http.SendAsync(request);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        string[] Names(string keyword) => [.. lines.Where(line => line.StartsWith($"# {keyword} adsb_", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        var named = Names("TYPE").Where(name => name.Split('_')[^1] is "seconds" or "bytes" or "meters" or "db" or "dbfs" or "ppm").ToList();
        Assert.InRange(named.Count, 8, 100);
        Assert.Empty(named.Except(Names("UNIT")));
    }
}
