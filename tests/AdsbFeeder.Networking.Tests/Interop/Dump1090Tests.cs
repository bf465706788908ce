using System.Buffers;
using System.Collections.Concurrent;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdsbFeeder.Networking.Tests.Interop;

public class Dump1090Tests
{
    // Two aircraft, every format that names an address in clear or by parity; J. Sun's book and junzis/pyModeS tests.
    private static readonly string[] Quoted =
    [
        "8D4840D6202CC371C32CE0576098", "5D4840D6F87407", "8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6",
        "5D40621D4F94EC", "8D485020994409940838175B284F", "8D485020994409940838175B284F", "8D4CA7B1EABE885FDD3F588EB9C1",
        "8D4CA7B1F8180000000000C556E6",
    ];

    // An address that no other frame has.
    private const string WarmUp = "5DABCDE18A3EF2";

    private static string[] Frames() => [.. Quoted, .. SharedFrames()];

    private static string[] SharedFrames()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln")))
            folder = folder.Parent;
        var path = Path.Combine(folder?.FullName ?? "", "..", "shared", "data", "frames", "example1.txt");
        if (folder is not null && File.Exists(path))
            return File.ReadAllLines(path);
        Console.WriteLine("skipped: no shared data (frames/example1.txt)");
        return [];
    }

    [Fact]
    public async Task What_dump1090_makes_of_our_Beast_is_what_we_make_of_it()
    {
        using var dump1090 = await Dump1090.Start();
        if (dump1090 is null)
            return;

        using var fanOut = new FanOut(TimeProvider.System, NullLogger<FanOut>.Instance);
        await using var beast = Listen(fanOut, WireFormat.Beast);
        await using var avr = Listen(fanOut, WireFormat.Avr);
        await using var sbs = Listen(fanOut, WireFormat.Sbs);
        var (fromBeast, fromAvr) = (new ConcurrentQueue<ReceivedFrame>(), new ConcurrentQueue<ReceivedFrame>());
        await using var beastInput = Listen(fromBeast, InputFormat.Beast);
        await using var avrInput = Listen(fromAvr, InputFormat.Avr);
        using var toBeastInput = Peer.Connect(beastInput.EndPoint);
        using var toAvrInput = Peer.Connect(avrInput.EndPoint);
        using var theirBeast = new Recorder(dump1090.BeastOutput, bytes => toBeastInput.Send(bytes));
        using var theirAvr = new Recorder(dump1090.RawOutput, bytes => toAvrInput.Send(bytes));
        using var theirSbs = new Recorder(dump1090.SbsOutput);
        using var toThem = Peer.Connect(dump1090.BeastInput);
        using var ourBeast = new Recorder(beast.EndPoint, bytes => toThem.Send(bytes));
        using var ourAvr = new Recorder(avr.EndPoint);
        using var ourSbs = new Recorder(sbs.EndPoint);
        await Peer.Until(() => fanOut.Subscriptions.Count == 3, "all are connected");

        await UntilAllAreServed(toThem, theirBeast, theirAvr, theirSbs);
        var heard = new HashSet<Address>();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var last = new ReceivedFrame(Frame.Parse("5D4840D6F87407"), 0xFEDCBA987654, now, FrameSource.Radio);
        var ticks = 0x1A00000000L;
        foreach (var hex in Frames())
            fanOut.Publish(Accept(new ReceivedFrame(Frame.Parse(hex), ticks += 0x1A1A, now, FrameSource.Radio) { SignalPower = BeastSignal.ToPower(0x1A) }, heard));
        fanOut.Publish(new TrackUpdate(last, TrackOutcome.Accepted) { Address = Address.Icao(0x4840D6) });
        fanOut.Flush();
        await Peer.Until(() => Units(theirBeast.Bytes) is [.., { Ticks12MHz: 0xFEDCBA987654 }], "dump1090 has forwarded the last frame");
        var ended = $"*{last.Frame};\n";
        await Peer.Until(() => theirAvr.Text.EndsWith(ended, StringComparison.Ordinal) && ourAvr.Text.EndsWith(ended, StringComparison.Ordinal), "text is there too");

        // Bytes, time and level come back as they left. dump1090 keeps the first message of an aircraft back until there is a second.
        var ours = Units(ourBeast.Bytes);
        var theirs = Units(theirBeast.Bytes).Where(x => x.Frame.ToString() != WarmUp).OrderBy(x => x.Ticks12MHz).ToList();
        Console.WriteLine($"dump1090 forwarded {theirs.Count} of {ours.Count} frames");
        Assert.Empty(theirs.Except(ours));
        Assert.True(theirs.Count >= 0.9 * ours.Count, $"dump1090 forwarded {theirs.Count} of {ours.Count} frames.");
        var both = theirs.ToHashSet();
        Assert.Equal(theirs, ours.Where(both.Contains));

        string[] theirLines = [.. Lines(theirAvr).Where(x => x != $"*{WarmUp};" && x != "*0000;")];
        Assert.Equal(theirs.Select(x => $"*{x.Frame};").Order(), theirLines.Order());
        Assert.Equal(ours.Select(x => $"*{x.Frame};"), Lines(ourAvr));

        // Our inputs read what dump1090 writes.
        await Peer.Until(() => fromBeast.Count >= theirs.Count && fromAvr.Count >= theirs.Count, "our inputs have read dump1090's outputs");
        Assert.Equal(theirs.Select(x => x.Frame.ToString()).Order(), Others(fromBeast).Order());
        Assert.Equal(theirs.Select(x => x.Frame.ToString()).Order(), Others(fromAvr).Order());

        // Lines agree in all that both write: one per frame, but for the frames that dump1090 kept back.
        await Peer.Until(() => ourSbs.Text.EndsWith('\n') && Lines(theirSbs).Count() >= Lines(ourSbs).Count() - (ours.Count - theirs.Count), "the lines are there");
        var ourSummaries = Lines(ourSbs).Select(Summary).ToList();
        var theirSummaries = Lines(theirSbs).Where(x => !x.Contains("ABCDE1", StringComparison.Ordinal)).Select(Summary).ToList();
        Assert.InRange(ourSummaries.Count - theirSummaries.Count, 0, ours.Count - theirs.Count);
        foreach (var summary in theirSummaries)
            Assert.True(ourSummaries.Remove(summary), $"dump1090 alone has {summary}");
    }

    // Type, address, callsign, altitude, rate, squawk, emergency, ground. It truncates speeds and headings where readsb and we round,
    // leaves alert and ident of MSG,3 out, and puts a callsign into MSG,6.
    private static string Summary(string line)
    {
        var fields = line.Split(',');
        return string.Join(',', fields[1], fields[4], fields[1] == "6" ? "" : fields[10], fields[11], fields[16], fields[17], fields[19], fields[21]);
    }

    private static IEnumerable<string> Others(IEnumerable<ReceivedFrame> frames) => frames.Select(x => x.Frame.ToString()).Where(x => x != WarmUp);

    private static InputListener Listen(ConcurrentQueue<ReceivedFrame> frames, InputFormat format) => InputListener.Start(
        (batch, _) =>
        {
            foreach (var frame in batch.Span)
                frames.Enqueue(frame);
            return default;
        },
        format,
        Samples.AnyPort,
        NullLogger<InputListener>.Instance,
        TimeProvider.System);

    private static IEnumerable<string> Lines(Recorder recorder) => recorder.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => x.TrimEnd('\r'));

    // dump1090 accepts connections when it comes round to it, and what it forwards before that is lost.
    private static async Task UntilAllAreServed(Peer toThem, params Recorder[] recorders)
    {
        await Peer.Until(
            () =>
            {
                toThem.Send(Samples.Beast(WarmUp));
                return recorders.All(x => x.Bytes.Length > 0);
            },
            "dump1090 serves all");
    }

    // What a tracker does about addresses, in short: clean DF11 and DF17 introduce one, and the others need it.
    private static TrackUpdate Accept(in ReceivedFrame received, HashSet<Address> heard)
    {
        var frame = received.Frame;
        var residue = Parity.Residue(frame);
        var address = frame.Format switch
        {
            DownlinkFormat.ExtendedSquitter when residue == 0 => ExtendedSquitter.TryDecode(frame, out var squitter) ? squitter.Address : (Address?)null,
            DownlinkFormat.AllCall when residue == 0 => AllCallReply.Decode(frame).Address,
            DownlinkFormat.ShortAirAir or DownlinkFormat.LongAirAir or DownlinkFormat.SurveillanceAltitude or DownlinkFormat.SurveillanceIdentity
                or DownlinkFormat.CommBAltitude or DownlinkFormat.CommBIdentity when heard.Contains(Address.Icao(residue)) => Address.Icao(residue),
            _ => null,
        };
        if (address is { } known)
            heard.Add(known);
        return new TrackUpdate(received, address is null ? TrackOutcome.BadParity : TrackOutcome.Accepted) { Address = address };
    }

    private static OutputListener Listen(FanOut fanOut, WireFormat format) =>
        OutputListener.Start(fanOut, format, Samples.AnyPort, NullLogger<OutputListener>.Instance, TimeProvider.System);

    private static List<BeastFrame> Units(byte[] bytes)
    {
        var units = new List<BeastFrame>();
        var input = new SequenceReader<byte>(new ReadOnlySequence<byte>(bytes));
        OperationStatus status;
        while ((status = BeastFraming.TryRead(ref input, out var unit)) != OperationStatus.NeedMoreData)
        {
            Assert.Equal(OperationStatus.Done, status);
            if (!unit.IsHeartbeat)
                units.Add(unit);
        }

        return units;
    }
}
