using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Benchmarks;

/// <summary>The whole service with 12,000 aircraft and 100,000 frames a second from the network, a browser and a program that asks for aircraft.json: memory,
/// processor, and how long the tracker was busy with one thing.</summary>
internal static class FullServiceBenchmark
{
    private const int Aircraft = 12_000, WarmSeconds = 10, SlicesOfSecond = 50;

    internal static void Run(int seconds)
    {
        var air = Enumerable.Range(0, WarmSeconds + seconds).Select(_ => Array.Empty<byte[]>()).ToArray();
        var sky = new ManyAircraft(Aircraft);
        var frames = 0L;
        for (var second = 0; second < air.Length; second++) air[second] = Encode(sky.NextSecond(), ref frames);

        var folder = Directory.CreateTempSubdirectory("adsbfeeder-scale").FullName;
        try
        {
            using var service = ServiceUnderTest.Start("--source", "none", "--lat", "52", "--lon", "4", "--set", "State:Directory=" + folder);
            using var http = new HttpClient();
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(service.BeastInput);
            var (most, cpu) = (0L, 0.0);
            var clock = Stopwatch.StartNew();
            for (var second = 0; second < air.Length; second++)
            {
                if (second == WarmSeconds) cpu = service.CpuSeconds;
                for (var slice = 0; slice < SlicesOfSecond; slice++)
                {
                    var wait = TimeSpan.FromSeconds(second + ((double)slice / SlicesOfSecond)) - clock.Elapsed;
                    if (wait > TimeSpan.Zero) Thread.Sleep(wait);
                    for (var rest = air[second][slice].AsSpan(); !rest.IsEmpty;) rest = rest[socket.Send(rest)..];
                }

                _ = http.GetByteArrayAsync(service.Url("/data/aircraft.json"));
                most = Math.Max(most, service.ResidentBytes);
            }

            cpu = service.CpuSeconds - cpu;
            Console.WriteLine("| the whole service | aircraft listed | frames/s | cores | memory MB: most, of it history | longest pause of the tracker ms, last minute | late s |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {seconds} s | {service.Metric("adsb_aircraft"):N0} | {frames / air.Length:N0} | {cpu / seconds:0.00} | {most / 1e6:0}, {service.Metric("adsb_history_memory_bytes") / 1e6:0} | {1000 * service.Metric("adsb_tracker_longest_pause_seconds"):0.0} | {clock.Elapsed.TotalSeconds - air.Length:0.0} |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[][] Encode(ModeS.ReceivedFrame[] second, ref long frames)
    {
        var buffer = new byte[BeastWriter.MaxLength];
        frames += second.Length;
        return [.. Enumerable.Range(0, SlicesOfSecond).Select(slice =>
        {
            var stream = new MemoryStream();
            foreach (var frame in second.AsSpan(second.Length * slice / SlicesOfSecond, (second.Length * (slice + 1) / SlicesOfSecond) - (second.Length * slice / SlicesOfSecond)))
                stream.Write(buffer, 0, BeastWriter.Write(frame, buffer));
            return stream.ToArray();
        })];
    }
}
