using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdsbFeeder.Tests;

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

        await using var service = await RunningService.StartAsync("--source", "simulator");
        await using var client = await service.ConnectAsync("BeastOutputPort");
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-prometheus-");
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
            foreach (var name in Name().Matches(dashboard).Select(match => match.Value).Distinct().Where(name => !NeedsMore(name)))
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

    /// <summary>These come with a dongle, or with a client that is too slow, which other tests have.</summary>
    private static bool NeedsMore(string name) => name.StartsWith("adsb_radio_", StringComparison.Ordinal) || name == "adsb_client_dropped_frames_total";

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
