using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Benchmarks;

/// <summary>The whole service with 12,000 aircraft and 100,000 frames a second from the network, a browser and a program that asks for aircraft.json: memory,
/// processor, and how long the tracker was busy with one thing.</summary>
internal static class FullServiceBenchmark
{
    private const string Pause = "adsb_tracker_longest_pause_seconds";

    /// <summary>Four fifths of it are restored: about as much as the default is when it is full.</summary>
    private const string RoomForHistory = "History:MemoryMegabytes=64";
    private const int Aircraft = 12_000, WarmSeconds = 10, SlicesOfSecond = 50;

    /// <summary>Measures for some seconds, with the ways of the last hours in its memory as far as they have room there.</summary>
    internal static void Run(int seconds, double pastHours, bool isVerbose)
    {
        var air = Enumerable.Range(0, WarmSeconds + seconds).Select(_ => Array.Empty<byte[]>()).ToArray();
        var sky = new ManyAircraft(Aircraft);
        var frames = 0L;
        for (var second = 0; second < air.Length; second++) air[second] = Encode(sky.NextSecond(), ref frames);

        var folder = Directory.CreateTempSubdirectory("adsbfeeder-scale").FullName;
        try
        {
            if (pastHours > 0) PastHours.Write(Path.Combine(folder, "history"), sky.Addresses, pastHours, DateTimeOffset.UtcNow);
            using var service = ServiceUnderTest.Start("--source", "none", "--lat", "52", "--lon", "4", "--set", "State:Directory=" + folder, "--set", RoomForHistory);
            using var http = new HttpClient();
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(service.BeastInput);
            var (most, cpu, firstPause) = (0L, 0.0, 0.0);
            var clock = Stopwatch.StartNew();
            for (var second = 0; second < air.Length; second++)
            {
                if (second == WarmSeconds) (cpu, firstPause) = (service.CpuSeconds, service.Metric(Pause));
                for (var slice = 0; slice < SlicesOfSecond; slice++)
                {
                    var wait = TimeSpan.FromSeconds(second + ((double)slice / SlicesOfSecond)) - clock.Elapsed;
                    if (wait > TimeSpan.Zero) Thread.Sleep(wait);
                    for (var rest = air[second][slice].AsSpan(); !rest.IsEmpty;) rest = rest[socket.Send(rest)..];
                }

                _ = http.GetByteArrayAsync(service.Url("/data/aircraft.json"));
                most = Math.Max(most, service.ResidentBytes);
                if (isVerbose && second % 5 == 4) Tell(service, second + 1);
            }

            cpu = service.CpuSeconds - cpu;
            Console.WriteLine("| the whole service | aircraft listed | frames/s | cores | memory MB: most, of it history | longest pause of the tracker ms: last minute, first 10 s | late s |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {seconds} s, with {pastHours} h of history | {service.Metric("adsb_aircraft"):N0} | {frames / air.Length:N0} | {cpu / seconds:0.00} | {most / 1e6:0}, {service.Metric("adsb_history_memory_bytes") / 1e6:0} | {1000 * service.Metric(Pause):0.0}, {1000 * firstPause:0.0} | {clock.Elapsed.TotalSeconds - air.Length:0.0} |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What garbage collection does, for those who look for a pause.</summary>
    private static void Tell(ServiceUnderTest service, int second) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{second} s: resident {service.ResidentBytes / 1e6:0} MB, managed {service.Metric("adsb_gc_heap_bytes") / 1e6:0} MB, {service.Metric("adsb_gc_collections_total"):0} collections, paused for {service.Metric("adsb_gc_pause_seconds_total"):0.000} s in all, tracker {1000 * service.Metric(Pause):0.0} ms"));

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
