using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace AdsbFeeder.Benchmarks;

/// <summary>The service as a process of its own, on ports that the system chose.</summary>
internal sealed partial class ServiceUnderTest : IServerUnderTest, IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly ManualResetEventSlim _started = new();

    /// <summary>Another build of the program, such as the package's; the one beside this when absent.</summary>
    internal static string? Program { get; set; }

    private ServiceUnderTest(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
                _log.AppendLine(line.Data);
            if (line.Data is null || HttpUrl().IsMatch(line.Data))
                _started.Set();
        };
        process.BeginErrorReadLine();
        _started.Wait(TimeSpan.FromSeconds(60));
    }

    public IPEndPoint BeastInput => Port("BeastInputPorts");

    public IPEndPoint BeastOutput => Port("BeastOutputPort");

    public IPEndPoint AvrOutput => Port("AvrOutputPort");

    public IPEndPoint SbsOutput => Port("SbsOutputPort");

    public double CpuSeconds => ProcessFigures.CpuSeconds(_process);

    public long ResidentBytes => ProcessFigures.ResidentBytes(_process);

    public long? DroppedFrames => (long)Metric("adsb_client_dropped_frames_total");

    private string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public static ServiceUnderTest Start(params string[] arguments)
    {
        var program = Program ?? SceneBenchmark.FindProgram() ?? throw new InvalidOperationException("adsbfeeder is not built: dotnet build src/AdsbFeeder -c Release");
        return new ServiceUnderTest(Process.Start(new ProcessStartInfo(program, ["run", "--any-port", .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!);
    }

    /// <summary>Where a page of it is.</summary>
    public Uri Url(string path) => new(HttpUrl().Match(Log).Value + path);

    /// <summary>The sum of a metric over its labels; 0 when there is none yet.</summary>
    public double Metric(string name)
    {
        using var http = new HttpClient();
        return http.GetStringAsync(Url("/metrics")).GetAwaiter().GetResult().Split('\n')
            .Where(x => x.StartsWith(name, StringComparison.Ordinal) && x[name.Length] is ' ' or '{')
            .Sum(x => double.Parse(x[(x.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _started.Dispose();
    }

    private IPEndPoint Port(string key) =>
        new(IPAddress.Loopback, int.Parse(Regex.Match(Log, $@":(\d+) \({key}\)").Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpUrl();
}
