using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Four seconds of simulated air, as a dongle would hear them.</summary>
public sealed class SceneFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adsbfeeder-scene");

    internal string Path => System.IO.Path.Combine(_folder.FullName, "scene.2400k.uc8");

    public async Task InitializeAsync()
    {
        var result = await AdsbFeederProgram.RunAsync("simulate", "--aircraft", "40", "--seconds", "4", "--seed", "3", "--out", Path);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>The service with a dongle, from USB to a feeder's connection, through what USB does.</summary>
public sealed partial class DongleServiceTests(SceneFixture scene) : IClassFixture<SceneFixture>
{
    /// <summary>The bar of the project: receiving again so soon after the dongle is back.</summary>
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(3);

    /// <summary>For a busy machine that starts a process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [DongleFact]
    public async Task From_a_dongle_come_the_same_frames_as_from_the_file()
    {
        var expected = (await AdsbFeederProgram.RunAsync("decode", scene.Path, "--output", "avr")).Lines;
        using var dongle = new EmulatedDongle("serial=00001090 plugged=no end=silence iq={iq}", scene.Path);
        await using var service = await StartAsync(dongle);
        await using var client = await FrameListener.ConnectAsync(service);

        await dongle.OrderAsync("plug 00001090");
        await client.MoreAsync(Patience, () => service.Log);
        await client.NoneAsync(TimeSpan.FromSeconds(1));

        // The last burst may wait for samples behind it, which never come.
        var heard = client.Lines;
        var metrics = await service.Http.GetStringAsync("/metrics");
        Assert.InRange(RunningService.Metric(metrics, "adsb_receiver_frames_total{receiver=\"main\"}"), expected.Length - 3, expected.Length);

        // The tracker keeps doubtful frames of aircraft to itself that nobody has announced yet.
        Assert.Empty(heard.Except(expected));
        Assert.InRange(heard.Count, expected.Length * 88 / 100, expected.Length);
    }

    [DongleFact]
    public async Task A_dongle_that_is_pulled_and_plugged_in_again_goes_on_and_no_client_notices()
    {
        using var dongle = new EmulatedDongle("serial=OTHER; serial=00001090 iq={iq}", scene.Path);
        await using var service = await StartAsync(dongle, "--set", "Source:Serial=00001090");
        await using var client = await FrameListener.ConnectAsync(service);
        await using var timed = await service.ConnectAsync("BeastOutputPort");
        await client.MoreAsync(Patience, () => service.Log);

        await dongle.OrderAsync("unplug 00001090");
        await WaitForLogAsync(service, "was unplugged");
        await client.NoneAsync();
        Assert.Equal("ok\n", await service.Http.GetStringAsync("/healthz"));
        Assert.Contains("adsb_radio_receiving{receiver=\"main\"} 0", await service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        await dongle.OrderAsync("plug 00001090");
        await client.MoreAsync(Bar, () => service.Log);

        var metrics = await service.Http.GetStringAsync("/metrics");
        Assert.Contains("adsb_radio_receiving{receiver=\"main\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("adsb_radio_state{receiver=\"main\",state=\"receiving\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("adsb_radio_reconnects_total{receiver=\"main\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("adsb_radio_gain_db{receiver=\"main\"} 49.6", metrics, StringComparison.Ordinal);
        Assert.True(timed.Socket.Connected);
        Assert.Equal(0, await service.StopAsync());
    }

    [DongleFact]
    public async Task Gain_ppm_and_bias_tee_of_the_configuration_reach_the_dongle_and_stats_json()
    {
        using var dongle = new EmulatedDongle("serial=00001090 iq={iq}", scene.Path);
        await using var service = await StartAsync(dongle, "--set", "Source:Gain=30", "--set", "Source:BiasTee=true", "--set", "Source:PpmCorrection=2");
        await using var client = await FrameListener.ConnectAsync(service);
        await client.MoreAsync(Patience, () => service.Log);

        var status = await dongle.OrderAsync("status 00001090");
        var stats = await service.GetJsonAsync("/data/stats.json");

        Assert.Contains("gain=29.7", status, StringComparison.Ordinal);
        Assert.Matches("bias[-_]?tee=(1|on|yes)", status);
        Assert.Equal(29.7, stats.GetProperty("gain_db").GetDouble());
        Assert.Contains("gain 29.7 dB", service.Log, StringComparison.Ordinal);
    }

    [DongleFact]
    public async Task A_dongle_that_may_not_be_opened_is_told_with_the_cure_and_used_once_it_may()
    {
        using var dongle = new EmulatedDongle("serial=00001090 denied=yes iq={iq}", scene.Path);
        await using var service = await StartAsync(dongle);
        await using var client = await FrameListener.ConnectAsync(service);

        await WaitForLogAsync(service, "may not open it. `adsbfeeder doctor`");
        await Task.Delay(1500);
        Assert.Single(WarningLines(service), line => line.Contains("may not open it", StringComparison.Ordinal));

        await dongle.OrderAsync("set 00001090 denied=no");
        await client.MoreAsync(Bar, () => service.Log);
    }

    [DongleFact]
    public async Task A_dongle_that_falls_silent_is_opened_anew()
    {
        using var dongle = new EmulatedDongle("serial=00001090 iq={iq}", scene.Path);
        await using var service = await StartAsync(dongle);
        await using var client = await FrameListener.ConnectAsync(service);
        await client.MoreAsync(Patience, () => service.Log);

        await dongle.OrderAsync("set 00001090 halted=yes");
        await WaitForLogAsync(service, "has sent no samples");
        await dongle.OrderAsync("heal 00001090");

        await client.MoreAsync(Bar, () => service.Log);
        Assert.Single(WarningLines(service), line => line.Contains("has sent no samples", StringComparison.Ordinal));
    }

    [DongleFact]
    public async Task Without_a_dongle_the_service_runs_and_says_that_it_waits()
    {
        using var dongle = new EmulatedDongle("none");
        await using var service = await StartAsync(dongle);

        await WaitForLogAsync(service, "No RTL-SDR dongle is plugged in. Waiting for one");

        Assert.Equal("ok\n", await service.Http.GetStringAsync("/healthz"));
        Assert.Equal(0, await service.StopAsync());
    }

    [DongleFact]
    public async Task Automatic_gain_leaves_the_top_where_the_air_is_loud_and_says_why()
    {
        if (!IsSlow)
        {
            Console.WriteLine("skipped: ADSBFEEDER_SLOW_TESTS is not 1");
            return;
        }

        var loud = Path.ChangeExtension(scene.Path, null) + ".sc16";
        var simulated = await AdsbFeederProgram.RunAsync("simulate", "--aircraft", "60", "--seconds", "8", "--sample-format", "sc16", "--out", loud);
        Assert.True(simulated.ExitCode == 0, simulated.Error);
        using var dongle = new EmulatedDongle("serial=00001090 format=sc16 gain-reference=20 iq={iq}", loud);
        await using var service = await StartAsync(dongle);
        await using var client = await FrameListener.ConnectAsync(service);
        await Task.Delay(TimeSpan.FromSeconds(5));
        var begun = client.Count;

        await WaitForLogAsync(service, "Automatic gain of main has settled", TimeSpan.FromSeconds(100));

        var before = client.Count;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var gain = (await service.GetJsonAsync("/data/stats.json")).GetProperty("gain_db").GetDouble();
        Assert.InRange(gain, 5, 40);
        Assert.True(client.Count - before > 1.2 * begun, $"{client.Count - before} frames in 5 s, {begun} at the top\n{service.Log}");
    }

    [DongleFact]
    public async Task Devices_and_doctor_tell_what_is_plugged_in_and_the_exit_code_says_whether_it_can_be_used()
    {
        using var one = new EmulatedDongle("serial=00001090; serial=B denied=yes");
        using var none = new EmulatedDongle("none");
        var listed = await AdsbFeederProgram.RunAsync(one.Environment, "devices");
        var examined = await AdsbFeederProgram.RunAsync(one.Environment, "doctor");

        Assert.Equal(0, listed.ExitCode);
        Assert.Contains("00001090", listed.Text, StringComparison.Ordinal);
        Assert.Contains("may not open it", listed.Text, StringComparison.Ordinal);
        Assert.Contains("Dongle 00001090 (Realtek RTL2838UHIDIR) is plugged in and may be opened", examined.Text, StringComparison.Ordinal);
        Assert.Contains("sudo usermod -aG plugdev", examined.Text, StringComparison.Ordinal);
        Assert.Matches(@"Dongle 00001090 sent \d\.\d million samples and lost none", examined.Text);
        Assert.Equal(0, (await AdsbFeederProgram.RunAsync(one.Environment, "devices", "--quiet")).ExitCode);
        Assert.Equal(ExitCode.Unavailable, (await AdsbFeederProgram.RunAsync(none.Environment, "devices", "--quiet")).ExitCode);
    }

    [DongleFact]
    public async Task The_doctor_counts_lost_samples()
    {
        using var dongle = new EmulatedDongle("serial=00001090");
        var examining = AdsbFeederProgram.RunAsync(dongle.Environment, "doctor", "--config", await EmptyConfigurationAsync());
        while (!examining.IsCompleted)
        {
            await Task.WhenAny(examining, LoseAsync(dongle));
        }

        Assert.Matches(@"BROKEN\s+Dongle 00001090 lost samples \d+ times within \d\.\d s", (await examining).Text);

        static async Task LoseAsync(EmulatedDongle dongle)
        {
            try
            {
                await dongle.OrderAsync("lose 00001090 1001");
                await Task.Delay(200);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                // It has ended in the meantime.
            }
        }

        static async Task<string> EmptyConfigurationAsync()
        {
            var path = Path.Combine(Path.GetTempPath(), $"adsbfeeder-doctor-{Environment.ProcessId}.conf");
            await File.WriteAllTextAsync(path, "[Source]\nType=rtlsdr\n");
            return path;
        }
    }

    [DongleFact]
    public async Task Debians_rtl_tcp_on_another_computer_may_end_and_begin_again()
    {
        if (DebianPrograms.Find("rtl_tcp") is not { } program)
        {
            Console.WriteLine("skipped: rtl_tcp is not installed");
            return;
        }

        using var dongle = new EmulatedDongle("serial=00001090 iq={iq}", scene.Path);
        var port = FreePort();
        await using var service = await RunningService.StartAsync("--set", "Source:Type=rtltcp", "--set", $"Source:RtlTcpAddress=127.0.0.1:{port}", "--set", "Source:Gain=30");
        await using var client = await FrameListener.ConnectAsync(service);
        await WaitForLogAsync(service, "cannot be reached");
        for (var times = 0; times < 2; times++)
        {
            using var server = StartServer(program, port, dongle);
            try
            {
                await client.MoreAsync(Patience, () => service.Log);
                Assert.Contains("gain=29.7", await dongle.OrderAsync("status 00001090"), StringComparison.Ordinal);
            }
            finally
            {
                server.Kill();
                await server.WaitForExitAsync();
            }

            await client.NoneAsync();
        }

        Assert.Contains("ended the connection", service.Log, StringComparison.Ordinal);
        Assert.Equal(0, await service.StopAsync());
    }

    [DongleFact]
    public async Task No_random_sequence_of_faults_ends_the_service_loses_a_client_or_leaks()
    {
        var sequences = IsSlow ? 200 : 20;
        using var dongle = new EmulatedDongle("serial=00001090 iq={iq}", scene.Path);
        await using var service = await StartAsync(dongle);
        await using var client = await FrameListener.ConnectAsync(service);
        await client.MoreAsync(Patience, () => service.Log);
        var before = (Handles: 0, Threads: 0);

        for (var seed = 1; seed <= sequences; seed++)
        {
            var told = await SufferAsync(dongle, new Random(seed));
            await dongle.OrderAsync("set 00001090 tuner=r820t");
            await dongle.OrderAsync("heal 00001090");
            await dongle.OrderAsync("plug 00001090");

            await client.MoreAsync(Bar, () => $"seed {seed}: {told}\n{service.Log}");

            if (seed == 5)
            {
                // By now everything has been loaded and every pool has grown.
                before = Holds(service);
            }
        }

        await Task.Delay(1000);
        var after = Holds(service);
        Assert.InRange(after.Handles, 0, before.Handles + 8);
        Assert.InRange(after.Threads, 0, before.Threads + 8);
        Assert.Contains("handles=1", await dongle.OrderAsync("status 00001090"), StringComparison.Ordinal);
    }

    /// <summary>One to three faults, each for a moment.</summary>
    private static async Task<string> SufferAsync(EmulatedDongle dongle, Random random)
    {
        string[] faults =
        [
            "unplug 00001090", "set 00001090 frozen=yes", "set 00001090 halted=yes", "set 00001090 denied=yes", "set 00001090 busy=yes", "error 00001090 1000",
            "error 00001090 3", "short 00001090 5 100", "lose 00001090 100000", "control-error 00001090 3", "set 00001090 control-delay=20", "set 00001090 tuner=none",
        ];
        var told = new List<string>();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var fault = faults[random.Next(faults.Length)];
            told.Add(fault);
            await dongle.OrderAsync(fault);
            await Task.Delay(random.Next(10, 400));
            if (random.Next(2) == 0)
            {
                told.Add("plug");
                await dongle.OrderAsync("plug 00001090");
            }
        }

        return string.Join(", ", told);
    }

    private static (int Handles, int Threads) Holds(RunningService service)
    {
        var process = Path.Combine("/proc", service.ProcessId.ToString(CultureInfo.InvariantCulture));
        return (Directory.GetFiles(Path.Combine(process, "fd")).Length, Directory.GetDirectories(Path.Combine(process, "task")).Length);
    }

    private static bool IsSlow => Environment.GetEnvironmentVariable("ADSBFEEDER_SLOW_TESTS") == "1";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process StartServer(string program, int port, EmulatedDongle dongle)
    {
        var start = new ProcessStartInfo(program, ["-a", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in dongle.Environment)
        {
            start.Environment[name] = value;
        }

        var server = Process.Start(start)!;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private static IEnumerable<string> WarningLines(RunningService service) => WarningLine().Matches(service.Log).Select(match => match.Value);

    private static Task<RunningService> StartAsync(EmulatedDongle dongle, params string[] arguments) =>
        RunningService.StartAsync(dongle.Environment, ["--source", "rtlsdr", .. arguments]);

    private static async Task WaitForLogAsync(RunningService service, string words, TimeSpan? within = null)
    {
        var clock = Stopwatch.StartNew();
        while (!service.Log.Contains(words, StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < (within ?? Patience), $"the log never said '{words}'\n{service.Log}");
            await Task.Delay(50);
        }
    }

    [GeneratedRegex("^.*warning: .*$", RegexOptions.Multiline)]
    private static partial Regex WarningLine();
}
