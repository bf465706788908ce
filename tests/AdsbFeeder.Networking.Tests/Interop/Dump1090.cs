using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking.Tests.Interop;

/// <summary>Debian's dump1090-mutability as a server of its own ports, where it is installed.</summary>
internal sealed class Dump1090 : IDisposable
{
    private const string Name = "dump1090-mutability";

    private readonly Process _process;
    private readonly int[] _ports;

    private Dump1090(Process process, int[] ports) => (_process, _ports) = (process, ports);

    public IPEndPoint RawInput => new(IPAddress.Loopback, _ports[0]);

    public IPEndPoint RawOutput => new(IPAddress.Loopback, _ports[1]);

    public IPEndPoint SbsOutput => new(IPAddress.Loopback, _ports[2]);

    public IPEndPoint BeastInput => new(IPAddress.Loopback, _ports[3]);

    public IPEndPoint BeastOutput => new(IPAddress.Loopback, _ports[4]);

    /// <summary>A running one; absent, with a line that says so, where it is not installed.</summary>
    public static async Task<Dump1090?> Start()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(x => Path.Combine(x, Name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Console.WriteLine("skipped: no dump1090-mutability");
            return null;
        }

        var ports = FreePorts(5);
        string[] names = ["--net-ri-port", "--net-ro-port", "--net-sbs-port", "--net-bi-port", "--net-bo-port"];
        var start = new ProcessStartInfo(path) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "--net-only", "--quiet", "--no-fix", "--net-bind-address", "127.0.0.1", "--net-heartbeat", "0",
            .. names.Zip(ports).SelectMany(x => new[] { x.First, x.Second.ToString(CultureInfo.InvariantCulture) }),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var dump1090 = new Dump1090(Process.Start(start)!, ports);
        await Peer.Until(() => CanConnect(dump1090.BeastOutput), "dump1090 listens");
        return dump1090;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool CanConnect(IPEndPoint endPoint)
    {
        try
        {
            Peer.Connect(endPoint).Dispose();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(x => x.Start());
        var ports = listeners.Select(x => ((IPEndPoint)x.LocalEndpoint).Port).ToArray();
        listeners.ForEach(x => x.Stop());
        return ports;
    }
}
