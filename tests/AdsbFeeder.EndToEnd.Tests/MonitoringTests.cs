using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdsbFeeder.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>A real Prometheus looks at a real service; promtool at the alerts.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string Monitoring = Path.Combine(Repository.Root, "packaging", "monitoring");

    [Fact]
    public async Task Prometheus_scrapes_every_metric_that_the_dashboard_shows()
    {
        if (DebianPrograms.Find("prometheus") is not { } program)
        {
            Console.WriteLine("skipped: prometheus is not installed");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("adsbfeeder-prometheus-");
        using var network = new TcpListener(IPAddress.Loopback, 0);
        network.Start();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "feed.ini"), $"[Source]\nType=simulator\n[Feed:cousin]\nProtocol=beast\nHost=127.0.0.1\nPort={((IPEndPoint)network.LocalEndpoint).Port}\nSources=simulation\n");
        await using var service = await RunningService.StartAsync("--config", Path.Combine(folder.FullName, "feed.ini"));
        await using var client = await service.ConnectAsync("BeastOutputPort");
        await service.Http.GetStringAsync("/data/aircraft.json");
        string InFolder(string name) => Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(InFolder("prometheus.yml"), $$"""
            global: { scrape_interval: 1s }
            rule_files: ["{{Monitoring}}/prometheus-rules.yml"]
            scrape_configs:
              - { job_name: ours, static_configs: [ { targets: ["{{service.Http.BaseAddress!.Authority}}"] } ] }
              - { job_name: readsb, metrics_path: /metrics/readsb, static_configs: [ { targets: ["{{service.Http.BaseAddress!.Authority}}"] } ] }
            """);
        using var prometheus = Process.Start(new ProcessStartInfo(program,
            [$"--config.file={InFolder("prometheus.yml")}", $"--storage.tsdb.path={InFolder("data")}", $"--web.listen-address=127.0.0.1:{FreePort()}", "--log.level=info"])
        { RedirectStandardError = true })!;
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri("http://" + await AddressAsync(prometheus)) };
            await WaitAsync(async () => await ValuesAsync(http, "up") is ["1", "1"], () => http.GetStringAsync("/api/v1/targets"));

            var dashboard = await File.ReadAllTextAsync(Path.Combine(Monitoring, "grafana", "adsbfeeder.json"));
            foreach (var name in Name().Matches(dashboard).Select(match => match.Value).Distinct().Except(OfADongle))
            {
                await WaitAsync(async () => (await ValuesAsync(http, name)).Count > 0, () => Task.FromResult(name + " never came"));
            }

            await WaitAsync(async () => (await ValuesAsync(http, "sum(rate(adsb_messages_total[10s])) > 0")).Count > 0, () => Task.FromResult("no messages"));
            await WaitAsync(async () => (await ValuesAsync(http, "dump1090_stats_messages_total{time_period=\"last1min\"}")).Count > 0, () => Task.FromResult("no exporter names"));
            await WaitAsync(async () => (await ValuesAsync(http, "readsb_aircraft_total")).Count > 0, () => Task.FromResult("no readsb names"));
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_collector_gets_the_numbers_in_OpenTelemetrys_protocol_and_its_absence_is_told_once()
    {
        var bodies = new System.Collections.Concurrent.ConcurrentQueue<byte[]>();
        var refuses = true;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.MapPost("/v1/metrics", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Assert.Equal("Bearer 7", context.Request.Headers.Authorization);
            context.Response.StatusCode = Volatile.Read(ref refuses) ? 400 : 200;
            bodies.Enqueue(body.ToArray());
        });
        await collector.StartAsync();

        await using var service = await RunningService.StartAsync(
            "--source", "simulator", "--set", $"Metrics:OtlpEndpoint={collector.Urls.Single()}", "--set", "Metrics:OtlpHeaders=Authorization=Bearer 7", "--set", "Metrics:OtlpIntervalSeconds=1", "--set", "Http:Port=-1");
        await WaitAsync(() => Task.FromResult(bodies.Count > 1), () => Task.FromResult(service.Log));
        Volatile.Write(ref refuses, false);
        await WaitAsync(() => Task.FromResult(service.Log.Contains("Metrics go to", StringComparison.Ordinal)), () => Task.FromResult(service.Log));
        bodies.Clear();
        await WaitAsync(() => Task.FromResult(!bodies.IsEmpty), () => Task.FromResult(service.Log));

        bodies.TryDequeue(out var delivered);
        var names = MetricNames(delivered).ToHashSet();
        Assert.Superset(new HashSet<string> { "adsb_messages_total", "adsb_aircraft", "adsb_samples_total", "adsb_stage_cpu_seconds_total", "adsb_process_resident_bytes" }, names);
        Assert.Single(Regex.Matches(service.Log, "Metrics cannot be delivered to .*: HTTP 400"));
    }

    /// <summary>ExportMetricsServiceRequest: field 1 resource_metrics, in it 2 scope_metrics, in it 2 metrics, in it 1 name. All are of wire type 2.</summary>
    private static IEnumerable<string> MetricNames(byte[]? request) =>
        Fields(request ?? [], 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)).SelectMany(metric => Fields(metric, 1)).Select(name => System.Text.Encoding.UTF8.GetString(name.Span));

    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int wanted)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message.Span, ref at);
            switch (tag & 7)
            {
                case 0: Varint(message.Span, ref at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                default:
                    var length = (int)Varint(message.Span, ref at);
                    if (tag >> 3 == (ulong)wanted)
                    {
                        found.Add(message.Slice(at, length));
                    }

                    at += length;
                    break;
            }
        }

        return found;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    [Fact]
    public async Task Promtool_accepts_the_alerts_and_their_tests()
    {
        if (DebianPrograms.Find("promtool") is not { } promtool)
        {
            Console.WriteLine("skipped: promtool is not installed");
            return;
        }

        var (checkCode, check) = await DebianPrograms.RunAsync(promtool, "", "check", "rules", Path.Combine(Monitoring, "prometheus-rules.yml"));
        var (testCode, test) = await DebianPrograms.RunAsync(promtool, "", "test", "rules", Path.Combine(Monitoring, "prometheus-rules.test.yml"));

        Assert.True(checkCode == 0, check);
        Assert.True(testCode == 0, test);
    }

    [Fact]
    public async Task Status_tells_a_terminal_what_the_service_does_and_its_absence_in_one_line()
    {
        await using var service = await RunningService.StartAsync("--source", "simulator");
        var url = service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await service.WaitForJsonAsync("/api/status", status => status.GetProperty("traffic").GetProperty("aircraft").GetInt32() > 0);

        var page = await AdsbFeederProgram.RunAsync("status", "--url", url);
        var json = await AdsbFeederProgram.RunAsync("status", "--url", url, "--json");
        await service.StopAsync();
        var absent = await AdsbFeederProgram.RunAsync("status", "--url", url);

        Assert.Equal(0, page.ExitCode);
        Assert.Contains("receiving", page.Text, StringComparison.Ordinal);
        Assert.Contains(" aircraft, ", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', page.Text);
        Assert.True(JsonDocument.Parse(json.Text).RootElement.GetProperty("ready").GetBoolean());
        Assert.Equal(69, absent.ExitCode);
        Assert.Equal(1, absent.Error.Count(c => c == '\n'));
    }

    /// <summary>These come with a dongle, which the tests of the emulated one have.</summary>
    private static readonly string[] OfADongle = ["adsb_radio_clock_error_ppm", "adsb_radio_gain_db", "adsb_radio_receiving"];

    private static async Task<IReadOnlyList<string>> ValuesAsync(HttpClient http, string query)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync("/api/v1/query?query=" + Uri.EscapeDataString(query)));
        return [.. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(row => row.GetProperty("value")[1].GetString()!)];
    }

    /// <summary>The log of Prometheus tells when it serves.</summary>
    private static async Task<string> AddressAsync(Process prometheus)
    {
        var address = "";
        while (await prometheus.StandardError.ReadLineAsync() is { } line)
        {
            address = Address().Match(line) is { Success: true } match ? match.Groups[1].Value : address;
            if (line.Contains("Server is ready", StringComparison.Ordinal))
            {
                _ = prometheus.StandardError.ReadToEndAsync();
                return address;
            }
        }

        throw new InvalidOperationException("prometheus did not start");
    }

    private static async Task WaitAsync(Func<Task<bool>> pleases, Func<Task<string>> otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!await pleases())
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                Assert.Fail(await otherwise());
            }

            await Task.Delay(250);
        }
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("adsb_[a-z0-9_]+|http_server_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex("address=(127[0-9.:]+)")]
    private static partial Regex Address();
}
