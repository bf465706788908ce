using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Benchmarks;

/// <summary>Debian's dump1090-mutability without a radio, on free ports.</summary>
internal sealed class Dump1090Server : IServerUnderTest, IDisposable
{
    private readonly Process _process;
    private readonly int[] _ports;

    private Dump1090Server(Process process, int[] ports) => (_process, _ports) = (process, ports);

    public IPEndPoint BeastInput => new(IPAddress.Loopback, _ports[0]);

    public IPEndPoint BeastOutput => new(IPAddress.Loopback, _ports[1]);

    public IPEndPoint AvrOutput => new(IPAddress.Loopback, _ports[2]);

    public IPEndPoint SbsOutput => new(IPAddress.Loopback, _ports[3]);

    public double CpuSeconds => ProcessFigures.CpuSeconds(_process);

    public long? DroppedFrames => null;

    /// <summary>Where the program is; absent when it is not installed.</summary>
    public static string? Find() => Array.Find(["/usr/bin/dump1090-mutability", "/usr/local/bin/dump1090-mutability"], File.Exists);

    public static Dump1090Server Start(string program)
    {
        var ports = FreePorts(4);
        string[] names = ["--net-bi-port", "--net-bo-port", "--net-ro-port", "--net-sbs-port"];
        var process = Process.Start(new ProcessStartInfo(program,
        [
            "--net-only", "--quiet", "--no-fix", "--net-bind-address", "127.0.0.1", "--net-ri-port", "0", "--lat", "52", "--lon", "4", "--net-buffer", "4",
            .. names.Zip(ports).SelectMany(x => new[] { x.First, x.Second.ToString(CultureInfo.InvariantCulture) }),
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var server = new Dump1090Server(process, ports);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(10); Thread.Sleep(20))
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(server.BeastOutput);
                return server;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        server.Dispose();
        throw new InvalidOperationException(program + " does not listen");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, x => x.Start());
        var ports = Array.ConvertAll(listeners, x => ((IPEndPoint)x.LocalEndpoint).Port);
        Array.ForEach(listeners, x => x.Stop());
        return ports;
    }
}
