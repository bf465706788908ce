using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Simulation;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Benchmarks;

/// <summary>From the last bit of a frame in the stream of samples to the socket of a Beast client, at the pace of the clock.</summary>
/// <remarks>The samples come over rtl_tcp from this very process, which knows when it sent each; the counter of a frame says which sample its bit 56 is in.</remarks>
internal static class LatencyBenchmark
{
    private const int Rate = 2_400_000, ChunkSamples = 8192;
    private const double LongRestTicks = 56 * 12;

    public static int Run(string[] args)
    {
        var seconds = args.Contains("--quick") ? 10 : 30;
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var started = new TaskCompletionSource<long>();
        var sending = new Thread(() => SendSamples(listener, seconds + 5, started)) { IsBackground = true };
        sending.Start();
        using var service = ServiceUnderTest.Start("--source", "none", "--set", "Source:Type=rtltcp", "--set", $"Source:RtlTcpAddress=127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}", "--set", "Source:Gain=max");
        var latencies = Receive(service, seconds, started.Task);
        latencies.Sort();
        Console.WriteLine(Line($"{latencies.Count} frames in {seconds} s: last bit to Beast socket {At(latencies, 0.5):0.0} ms median, {At(latencies, 0.9):0.0} ms p90, {At(latencies, 0.99):0.0} ms p99, {latencies[^1]:0.0} ms at most."));
        return 0;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)(sorted.Count * share)];

    private static List<double> Receive(ServiceUnderTest service, int seconds, Task<long> started)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(service.BeastOutput);
        var start = started.GetAwaiter().GetResult();
        var latencies = new List<double>();
        var buffer = new byte[1 << 16];
        var length = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds + 3)
        {
            length += socket.Receive(buffer.AsSpan(length));
            var now = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var input = new SequenceReader<byte>(new ReadOnlySequence<byte>(buffer, 0, length));
            while (BeastFraming.TryRead(ref input, out var frame) is var status && status != OperationStatus.NeedMoreData)
            {
                // The first three seconds are the service's own: code is compiled.
                if (status == OperationStatus.Done && frame.Kind == BeastFrameKind.Message && !frame.IsHeartbeat && now > 3000)
                    latencies.Add(now - (frame.Ticks12MHz + (frame.Frame.Length == 14 ? LongRestTicks : 0)) / 12_000.0);
            }

            var left = (int)input.Remaining;
            buffer.AsSpan(length - left, left).CopyTo(buffer);
            length = left;
        }

        return latencies;
    }

    private static void SendSamples(Socket listener, int seconds, TaskCompletionSource<long> started)
    {
        var receiver = new SimulatedReceiver(Scenes.Busy with { Duration = TimeSpan.FromSeconds(seconds) });
        var stream = new byte[seconds * Rate * 2];
        var filled = 0;
        while (filled < stream.Length && receiver.Read(stream.AsSpan(filled)) is var made and > 0)
            filled += made;
        using var client = listener.Accept();
        client.NoDelay = true;
        Span<byte> header = stackalloc byte[12];
        "RTL0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], 5);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], 29);
        client.Send(header);

        // A chunk leaves when its last sample would have been taken.
        Thread.Sleep(1500);
        var start = Stopwatch.GetTimestamp();
        started.SetResult(start);
        try
        {
            for (var at = 0; at + 2 * ChunkSamples <= filled; at += 2 * ChunkSamples)
            {
                var due = TimeSpan.FromSeconds((at / 2 + ChunkSamples) / (double)Rate);
                while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < due)
                    Thread.Sleep(due - elapsed > TimeSpan.FromMilliseconds(1) ? 1 : 0);
                client.Send(stream.AsSpan(at, 2 * ChunkSamples));
            }
        }
        catch (SocketException)
        {
            // The service has gone: the measurement is over.
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
