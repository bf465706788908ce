using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using AdsbFeeder.Simulation;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Benchmarks;

/// <summary>Many clients of the Beast port at once, and traffic at the pace of the clock: what the service takes for them.</summary>
internal static class ClientsBenchmark
{
    private const int Clients = 500, FramesPerSecond = 2000;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(10);

    public static int Run(string[] args)
    {
        var seconds = args.Contains("--quick") ? 10 : 30;
        using var service = ServiceUnderTest.Start("--source", "none", "--lat", "52", "--lon", "4", "--set", $"Network:MaxClients={Clients}", "--set", $"Network:MaxClientsPerHost={Clients}");
        using var drain = new DrainedClients(service.BeastOutput, Clients);
        using var input = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        input.Connect(service.BeastInput);
        using var traffic = new Frames();

        Send(input, traffic, TimeSpan.FromSeconds(3));
        var (cpu, drained) = (service.CpuSeconds, drain.Bytes);
        var clock = Stopwatch.StartNew();
        Send(input, traffic, TimeSpan.FromSeconds(seconds));
        var wall = clock.Elapsed.TotalSeconds;
        var share = (service.CpuSeconds - cpu) / wall;
        Console.WriteLine(Line($"{Clients} clients of Beast, {FramesPerSecond} frames/s for {seconds} s: {share:0.00} of a core, {service.ResidentBytes / 1e6:0} MB, {(drain.Bytes - drained) / wall / 1e6:0.0} MB/s out, {service.DroppedFrames} frames dropped."));
        return 0;
    }

    private static void Send(Socket socket, Frames traffic, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        long sent = 0;
        while (clock.Elapsed < duration)
        {
            var due = (long)(clock.Elapsed.TotalSeconds * FramesPerSecond);
            for (; sent < due; sent++)
                socket.Send(traffic.Next());
            Thread.Sleep(Slice);
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Frames of the busy scene, one after the other for ever.</summary>
    private sealed class Frames : IDisposable
    {
        private readonly SimulatedTraffic _traffic = new(Scenes.Busy with { Duration = null });
        private readonly Queue<byte[]> _ready = new();
        private readonly byte[] _buffer = new byte[BeastWriter.MaxLength];
        private double _until;

        public byte[] Next()
        {
            while (_ready.Count == 0)
            {
                _until += 0.05;
                _traffic.ReadUntil(_until, (frame, _) =>
                {
                    if (!frame.Frame.IsModeAc)
                        _ready.Enqueue(_buffer.AsSpan(0, BeastWriter.Write(frame, _buffer)).ToArray());
                });
            }

            return _ready.Dequeue();
        }

        public void Dispose() => _ready.Clear();
    }
}
