using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking.Tests.Interop;

/// <summary>A program of Debian's as a peer, ended with the test.</summary>
internal sealed class DebianProgram : IDisposable
{
    private readonly Process _process;
    private readonly MemoryStream _output = new();
    private readonly Task _reading, _complaining;
    private string _complaints = "";

    private DebianProgram(Process process)
    {
        _process = process;
        _reading = Task.Run(() =>
        {
            var buffer = new byte[16 * 1024];
            while (process.StandardOutput.BaseStream.Read(buffer) is var read and > 0)
            {
                lock (_output)
                    _output.Write(buffer.AsSpan(0, read));
            }
        });
        _complaining = Task.Run(() => _complaints = process.StandardError.ReadToEnd());
    }

    /// <summary>What it wrote to standard output.</summary>
    public byte[] Output
    {
        get
        {
            lock (_output)
                return _output.ToArray();
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it; absent, with a line that says so, where it is not installed.</summary>
    public static DebianProgram? Start(string name, params string[] arguments)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/usr/bin"]).Select(x => Path.Combine(x, name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Console.WriteLine("skipped: no " + name);
            return null;
        }

        var start = new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return new DebianProgram(Process.Start(start)!);
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Waits until it listens.</summary>
    public Task Listens(int port) => Peer.Until(
        () =>
        {
            Assert.False(_process.HasExited, "it ended: " + _complaints);
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        $"port {port} is open");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        Task.WaitAll(_reading, _complaining);
        _process.Dispose();
    }
}
