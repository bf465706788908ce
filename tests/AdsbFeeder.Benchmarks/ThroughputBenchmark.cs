using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Simulation;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Benchmarks;

/// <summary>Frames poured into the Beast input as fast as it takes them, with a client of Beast, one of AVR and one of SBS; a peer does the same beside it.</summary>
/// <remarks>300 aircraft, 585,000 Mode S frames. What counts is the processor time of the program alone, from the first byte poured until the last client has all.</remarks>
internal static class ThroughputBenchmark
{
    private const int Aircraft = 300, Frames = 585_000;

    public static int Run(string[] args)
    {
        var runs = args.Contains("--quick") ? 1 : 5;
        var (pour, duration) = MakePour();
        Console.WriteLine(Line($"{Aircraft} aircraft, {Frames} frames ({pour.Length / 1e6:0.0} MB of Beast, {duration:0} s of air) poured into the Beast input; one Beast, one AVR and one SBS client; median of {runs}."));
        Console.WriteLine();
        Console.WriteLine("| program | frames/s of one core | ratio | CPU s | wall s | Beast | AVR | SBS | dropped |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");

        // One after the other, again and again: a machine that others use treats both alike.
        var ours = new List<Outcome>();
        var warm = new List<Outcome>();
        var theirs = new List<Outcome>();
        var peer = args.Contains("--no-peer") ? null : Dump1090Server.Find();
        for (var run = 0; run < runs; run++)
        {
            if (peer is not null)
            {
                using var server = Dump1090Server.Start(peer);
                theirs.Add(Measure(server, pour));
            }

            using var service = ServiceUnderTest.Start("--source", "none", "--lat", "52", "--lon", "4");
            ours.Add(Measure(service, pour));
            warm.Add(Measure(service, pour));
        }

        var reference = theirs.Count > 0 ? Print("dump1090-mutability --net-only", theirs, 0) : 0;
        Print("adsbfeeder, just started", ours, reference);
        Print("adsbfeeder, the second time", warm, reference);
        return 0;
    }

    private static double Print(string name, List<Outcome> outcomes, double reference)
    {
        var median = outcomes.OrderBy(x => x.CpuSeconds).ElementAt(outcomes.Count / 2);
        var rate = Frames / median.CpuSeconds;
        var ratio = reference > 0 ? Line($"{rate / reference:0.0}") : "1";
        var dropped = outcomes.Max(x => x.Dropped) is { } most ? Line($"{most} at most") : "unknown";
        Console.WriteLine(Line($"| {name} | {rate:0} | {ratio} | {median.CpuSeconds:0.00} | {median.WallSeconds:0.00} | {median.Beast} | {median.Avr} | {median.Sbs} | {dropped} |"));
        return rate;
    }

    private static Outcome Measure(IServerUnderTest server, byte[] pour)
    {
        using var beast = new CountingClient(server.BeastOutput, CountingClient.BeastFrames);
        using var avr = new CountingClient(server.AvrOutput, CountingClient.Lines);
        using var sbs = new CountingClient(server.SbsOutput, CountingClient.Lines);
        Thread.Sleep(500);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(server.BeastInput);
        var clock = Stopwatch.StartNew();
        var before = server.CpuSeconds;
        for (var rest = pour.AsSpan(); !rest.IsEmpty;)
            rest = rest[socket.Send(rest[..Math.Min(rest.Length, 64 * 1024)])..];

        // Over when no client has received anything for half a second.
        var (received, wall, cpu) = (-1L, 0.0, 0.0);
        for (var last = clock.Elapsed; clock.Elapsed - last < TimeSpan.FromSeconds(0.5); Thread.Sleep(5))
        {
            if (beast.Bytes + avr.Bytes + sbs.Bytes is var now && now != received)
                (received, last, wall, cpu) = (now, clock.Elapsed, clock.Elapsed.TotalSeconds, server.CpuSeconds - before);
        }

        return new Outcome(cpu, wall, beast.Count, avr.Count, sbs.Count, server.DroppedFrames);
    }

    private static (byte[] Bytes, double Seconds) MakePour()
    {
        var traffic = new SimulatedTraffic(Scenes.Busy with { Aircraft = Aircraft, Duration = null });
        var stream = new MemoryStream();
        var buffer = new byte[BeastWriter.MaxLength];
        var frames = 0;
        var until = 0.0;
        while (frames < Frames)
        {
            until += 0.05;
            traffic.ReadUntil(until, (frame, _) =>
            {
                if (frames == Frames || frame.Frame.IsModeAc)
                    return;
                stream.Write(buffer, 0, BeastWriter.Write(frame, buffer));
                frames++;
            });
        }

        return (stream.ToArray(), until);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Outcome(double CpuSeconds, double WallSeconds, long Beast, long Avr, long Sbs, long? Dropped);
}

/// <summary>A program with the usual ports.</summary>
internal interface IServerUnderTest
{
    IPEndPoint BeastInput { get; }

    IPEndPoint BeastOutput { get; }

    IPEndPoint AvrOutput { get; }

    IPEndPoint SbsOutput { get; }

    /// <summary>User and system time so far.</summary>
    double CpuSeconds { get; }

    /// <summary>Frames that it says it dropped for clients; absent when it does not say.</summary>
    long? DroppedFrames { get; }
}
