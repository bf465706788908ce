using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Sockets;
using AdsbFeeder.Metrics;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Benchmarks;

/// <summary>What Prometheus costs: the page with 1,000 aircraft and 50 clients, and what it takes to count what they are sent.</summary>
internal static class ScrapeBenchmark
{
    private const int Aircraft = 1000, Clients = 50, FramesPerSecond = 2000, RecordingsOfBlock = 3;
    private static readonly string[] Pages = ["/metrics", "/metrics/readsb"];

    public static int Run(string[] args)
    {
        var seconds = args.Contains("--quick") ? 10 : 30;
        var sky = new ManyAircraft(Aircraft);
        using var service = ServiceUnderTest.Start("--source", "none", "--lat", "52", "--lon", "4", "--set", $"Network:MaxClients={Clients}", "--set", $"Network:MaxClientsPerHost={Clients}");
        using var drain = new DrainedClients(service.BeastOutput, Clients);
        using var input = new Socket(SocketType.Stream, ProtocolType.Tcp);
        input.Connect(service.BeastInput);
        using var http = new HttpClient();

        // All frames of the first seconds, so that the aircraft are known; then as many as the bar says.
        Pour(input, sky, 15, int.MaxValue, () => { });
        var cpu = service.CpuSeconds;
        var times = Pages.ToDictionary(page => page, _ => new List<double>());
        var bytes = Pages.ToDictionary(page => page, _ => 0);
        Pour(input, sky, seconds, FramesPerSecond, () =>
        {
            foreach (var page in Pages)
            {
                var started = Stopwatch.GetTimestamp();
                bytes[page] = http.GetByteArrayAsync(service.Url(page)).GetAwaiter().GetResult().Length;
                times[page].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });
        var cores = (service.CpuSeconds - cpu) / seconds;

        Console.WriteLine(Line($"{service.Metric("adsb_aircraft")} aircraft, {service.Metric("adsb_listener_clients")} connections, {FramesPerSecond} frames/s: {cores:0.000} of a core"));
        foreach (var page in Pages)
        {
            times[page].Sort();
            Console.WriteLine(Line($"{page}: {bytes[page] / 1e3:0} kB, {times[page][times[page].Count / 2]:0.0} ms median, {times[page][^1]:0.0} ms at most, of {times[page].Count}"));
        }

        var nanoseconds = Recording();
        var blocks = service.Metric("adsb_client_sent_frames_total") is > 0 and var frames ? service.Metric("adsb_client_sent_bytes_total") / frames * FramesPerSecond / FlushBytes : 0;
        var share = RecordingsOfBlock * Math.Max(blocks, 1 / FlushSeconds) * Clients * nanoseconds * 1e-9;
        Console.WriteLine(Line($"one recording {nanoseconds:0} ns; {Math.Max(blocks, 1 / FlushSeconds):0} blocks a second for {Clients} clients, {RecordingsOfBlock} recordings each: {100 * share:0.000} % of a core, {100 * share / cores:0.00} % of what the service takes"));
        return 0;
    }

    private const double FlushBytes = 1280, FlushSeconds = 0.05;

    private static void Pour(Socket input, ManyAircraft sky, int seconds, int most, Action eachSecond)
    {
        var buffer = new byte[BeastWriter.MaxLength];
        var clock = Stopwatch.StartNew();
        for (var second = 0; second < seconds; second++)
        {
            var frames = sky.NextSecond();
            var every = Math.Max(1.0, frames.Length / (double)most);
            for (var n = 0.0; n < frames.Length; n += every)
            {
                var wait = TimeSpan.FromSeconds(second + (n / frames.Length)) - clock.Elapsed;
                if (wait > TimeSpan.FromMilliseconds(5))
                    Thread.Sleep(wait);
                input.Send(buffer.AsSpan(0, BeastWriter.Write(frames[(int)n], buffer)));
            }

            eachSecond();
        }
    }

    /// <summary>Nanoseconds that a counter or histogram with a label takes while a page listens: the median of many rounds.</summary>
    private static double Recording()
    {
        const int Rounds = 51, Each = 20_000;
        using var meter = new Meter("AdsbFeeder.Benchmarks");
        using var exposition = new MetricsExposition(candidate => ReferenceEquals(candidate, meter));
        var counter = meter.CreateCounter<long>("bench_bytes_total", "By", "Bytes.");
        var histogram = meter.CreateHistogram<double>("bench_seconds", "s", "Seconds.");
        var tag = new KeyValuePair<string, object?>("output", "beast");
        var rounds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var milliseconds = ThreadClock.Of(() =>
            {
                for (var n = 0; n < Each; n += RecordingsOfBlock)
                {
                    counter.Add(n, tag);
                    counter.Add(1, tag);
                    histogram.Record(0.001 * (n & 63), tag);
                }
            });
            rounds.Add(milliseconds * 1e6 / Each);
        }

        rounds.Sort();
        return rounds[Rounds / 2];
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
