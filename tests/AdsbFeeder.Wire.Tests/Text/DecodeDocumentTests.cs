using System.Buffers.Binary;
using System.Text.RegularExpressions;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Text;

/// <summary>docs/decode.md has every key that the writers can emit, and no other: keys of a corpus of random frames and registers.</summary>
public partial class DecodeDocumentTests
{
    [Fact]
    public void Every_key_is_documented_and_every_documented_key_exists()
    {
        var emitted = Emitted();
        var documented = Documented();

        Assert.Equal([], emitted.Except(documented).Order());
        Assert.Equal([], documented.Except(emitted).Order());
    }

    private static HashSet<string> Documented()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln")))
            folder = folder.Parent!;
        var rows = File.ReadLines(Path.Combine(folder.FullName, "docs", "decode.md")).Where(x => x.StartsWith("| `", StringComparison.Ordinal));
        return [.. rows.SelectMany(x => Key().Matches(x.Split('|')[1])).Select(x => x.Groups[1].Value)];
    }

    private static HashSet<string> Emitted()
    {
        var recorder = new FieldRecorder();
        var random = new Random(20260101);
        foreach (var update in Updates(random))
            MessageFields.Describe(update, recorder);

        foreach (var register in Enumerable.Range(0, 256).Select(x => new BdsCode((byte)x)).Where(x => x.Name is not null))
        {
            for (var i = 0; i < 100; i++)
            {
                var field = new MessageField((ulong)random.NextInt64(1L << 56));
                CommBFields.Describe(register, field, Address.Icao(0x4CA7B1), recorder);
            }
        }

        return [.. recorder.Fields.Keys];
    }

    private static IEnumerable<TrackUpdate> Updates(Random random)
    {
        yield return Update(Frame.Parse("7700"));
        yield return Update(Frame.Parse("8D406B902015E678D4D220AA4BDA"));
        yield return Update(Frame.Parse(Samples.EvenPosition)) with { Position = new GeoPosition(52, 4) };
        yield return Update(Frame.Parse("5D40621D4F94EC"));
        yield return Update(Frame.Parse("8D4CA7B19913FF7FF7FC7F434176"));
        yield return Update(Frame.Parse("A0000A398DB46D80000004C1E6FB"));
        yield return Update(Ambiguous);
        yield return Update(Frame.Parse("D90123456789ABCDEF0123EB8E02")) with { ExtendedMessage = new byte[20] };
        var callsign = new AircraftIdentification(new EmitterCategory('A', 1), Callsign.Parse("DCM1234"));
        yield return Update(ExtendedSquitter.OfTransponder(Address.Icao(0xA05F21), Capability.Level2Airborne, callsign.Encode()).Encode());
        var bytes = new byte[14];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            var format = (i % 12) switch
            {
                0 => 0,
                1 => 4,
                2 => 5,
                3 => 11,
                4 => 16,
                5 => 20,
                6 => 21,
                7 => 24 + i / 12 % 8,
                8 => 18,
                9 => 19,
                _ => 17,
            };
            bytes[0] = (byte)(format << 3 | bytes[0] & 7);
            var frame = bytes.AsSpan(0, format < 16 ? 7 : 14);
            Parity.Apply(frame, format is 0 or 4 or 5 or 16 or 20 or 21 or >= 24 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) & 0xFFFFFF : 0);
            yield return Update(new Frame(frame));
        }
    }

    /// <summary>A roll angle in 5,0, or the like, for want of anything else.</summary>
    private static Frame Ambiguous => new SurveillanceReply(
        DownlinkFormat.CommBIdentity, Address.Icao(0x4CA7B1), FlightStatus.Airborne, 0, 0, null, Squawk.Parse("1000"),
        new TrackAndTurn { RollDegrees = -1.5 }.Encode()).Encode();

    private static TrackUpdate Update(Frame frame) => new(
        new ReceivedFrame(frame, 1234, 1795246708764, FrameSource.Radio) { SignalPower = 0.01f, SnrDecibels = 18, TimeOfArrivalNanoseconds = 1 },
        TrackOutcome.Accepted);

    [GeneratedRegex("`([a-z0-9_]+)`")]
    private static partial Regex Key();
}
