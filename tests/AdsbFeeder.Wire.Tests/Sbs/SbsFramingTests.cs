using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Sbs;

public class SbsFramingTests
{
    // Lines of readsb 3.16.15, but for the last two: VRS's ground flag "1", and mlat-client's.
    private const string Lines =
        "MSG,1,1,1,4840D6,1,2026/11/21,07:38:27.735,2026/11/21,07:38:27.735,KLM1023 ,,,,,,,,,,,0\r\n" +
        "MSG,3,1,1,40621D,1,2026/11/21,07:38:28.764,2026/11/21,07:38:28.765,,38000,,,52.265780,3.938913,,,0,,0,0\r\n" +
        "MSG,4,1,1,485020,1,2026/11/21,07:38:29.265,2026/11/21,07:38:29.265,,,159,183,,,-832,,,,,0\r\n" +
        "MSG,2,1,1,~484175,1,2026/11/21,07:38:29.265,2026/11/21,07:38:29.265,,,17,93,52.32,4.73,,0745,,,,1\n" +
        "MLAT,3,1,1,A80002,1,2026/11/21,07:25:57.708,2026/11/21,07:25:59.105,,9001,175,347,50.0707,8.5527,0,,,,,,5,,191.0\r\n";

    private static SbsReport?[] Read(string text) => [.. Streams.ReadEveryWay(Encoding.ASCII.GetBytes(text), (Streams.Reader<SbsReport?>)SbsFraming.TryRead).Units];

    [Fact]
    public void Lines_are_read_however_they_come()
    {
        Assert.Equal(
            [
                new SbsReport(Address.Icao(0x4840D6), false) { Callsign = Callsign.Parse("KLM1023 "), OnGround = false },
                new SbsReport(Address.Icao(0x40621D), false) { AltitudeFeet = 38000, Position = new GeoPosition(52.265780, 3.938913), OnGround = false },
                new SbsReport(Address.Icao(0x485020), false) { GroundSpeedKnots = 159, TrackDegrees = 183, VerticalRateFpm = -832, OnGround = false },
                new SbsReport(Address.NonIcao(0x484175), false) { GroundSpeedKnots = 17, TrackDegrees = 93, Position = new GeoPosition(52.32, 4.73), Squawk = Squawk.Parse("0745"), OnGround = true },
                new SbsReport(Address.Icao(0xA80002), true) { AltitudeFeet = 9001, GroundSpeedKnots = 175, TrackDegrees = 347, Position = new GeoPosition(50.0707, 8.5527), VerticalRateFpm = 0 },
            ],
            Read(Lines));
    }

    [Fact]
    public void Lines_about_the_program_and_heartbeats_say_nothing_and_are_no_garbage()
    {
        var read = Streams.ReadEveryWay(
            Encoding.ASCII.GetBytes("\r\nSTA,,5,179,400AE7,10103,2008/11/28,14:58:51.153,2008/11/28,14:58:51.153,RM\r\nCLK,,496,-1,,-1,a,b,c,d\r\n\n"),
            (Streams.Reader<SbsReport?>)SbsFraming.TryRead);

        Assert.Equal([null, null, null, null], read.Units);
        Assert.Equal(0, read.Garbage);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("MSG,3,1,1,40621D,1\r\n")]
    [InlineData("MSG,3,1,1,40621,1,,,,,,38000,,,52,4,,,0,,0,0\r\n")]
    [InlineData("MSG,3,1,1,G0621D,1,,,,,,38000,,,52,4,,,0,,0,0\r\n")]
    [InlineData("MSG,3,1,1,40621D,1,,,,,,38000,,,91,4,,,0,,0,0\r\n")]
    [InlineData("MSG,3,1,1,40621D,1,,,,,,38000,,,52,,,,0,,0,0\r\n")]
    [InlineData("MSG,3,1,1,40621D,1,,,,,,NaN,,,52,4,,,0,,0,0\r\n")]
    [InlineData("MSG,3,1,1,40621D,1,,,,,,1e9,,,52,4,,,0,,0,0\r\n")]
    public void What_is_no_line_is_skipped_whole_and_the_next_is_read(string garbage)
    {
        var read = Streams.ReadEveryWay(Encoding.ASCII.GetBytes(garbage + Lines), (Streams.Reader<SbsReport?>)SbsFraming.TryRead);

        Assert.Equal(5, read.Units.Count);
        Assert.Equal(garbage.Length, read.Garbage);
    }

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1500)]
    public void A_line_that_is_too_long_is_skipped_however_it_comes(int length)
    {
        var read = Streams.ReadEveryWay(Encoding.ASCII.GetBytes("MSG,3," + new string('7', length - 6) + "\n" + Lines), (Streams.Reader<SbsReport?>)SbsFraming.TryRead);

        Assert.Equal(5, read.Units.Count);
        Assert.Equal(length + 1, read.Garbage);
    }

    [Fact]
    public void The_corpus_reads_the_same_however_it_arrives()
    {
        foreach (var (_, bytes) in SharedData.FuzzCorpus())
            Streams.ReadEveryWay(bytes.AsSpan(0, Math.Min(bytes.Length, 400)).ToArray(), (Streams.Reader<SbsReport?>)SbsFraming.TryRead);
    }

    [Fact]
    public void A_line_without_end_costs_no_memory()
    {
        var endless = new byte[5000];
        Array.Fill(endless, (byte)'M');

        var read = Streams.Read(new(endless), (Streams.Reader<SbsReport?>)SbsFraming.TryRead);

        Assert.Empty(read.Units);
        Assert.InRange(read.Left, 0, 512);
    }

    [Fact]
    public void Random_bytes_are_survived()
    {
        var random = new Random(30003);
        for (var round = 0; round < 200; round++)
        {
            var bytes = Encoding.ASCII.GetBytes(Lines);
            for (var n = 0; n < 20; n++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Streams.Read(new(bytes), (Streams.Reader<SbsReport?>)SbsFraming.TryRead);
        }
    }

    [Fact]
    public void The_tracker_sees_what_the_lines_say()
    {
        var tracker = new Tracker(new TrackerOptions { ReceiverLocation = new GeoPosition(52, 4) });
        var frames = new ReceivedFrame[SbsFrames.Most];
        const long now = 1795246708764;
        for (var n = 0; n < 4; n++)
        {
            foreach (var report in Read(
                $"MSG,3,1,1,40621D,1,,,,,,38000,,,{52.2 + 0.002 * n:0.0000},3.9,,,0,,0,0\r\nMSG,4,1,1,40621D,1,,,,,,,450,90,,,-832,,,,,0\r\nMSG,1,1,1,40621D,1,,,,,KLM1023,,,,,,,,,,,0\r\nMSG,6,1,1,40621D,1,,,,,,,,,,,,1234,0,0,0,0\r\n"))
            {
                var count = SbsFrames.Write(report!.Value, now + 1000 * n, frames);
                Assert.All(frames[..count], x => Assert.Equal((TrackOutcome.Accepted, FrameSource.Sbs), (tracker.Update(x).Outcome, x.Source)));
            }
        }

        Assert.True(tracker.TryGet(Address.Icao(0x40621D), out var state));
        Assert.Equal(52.206, state.Position.Value.Location.Latitude, 1e-4);
        Assert.Equal(3.9, state.Position.Value.Location.Longitude, 1e-4);
        Assert.Equal((38000, -832, "KLM1023 ", "1234"), (state.BarometricAltitudeFeet.Value, state.BarometricRateFpm.Value, state.Callsign.Value.ToString(), state.Squawk.Value.ToString()));
        Assert.Equal(450, state.GroundSpeedKnots.Value, 1.0);
        Assert.Equal((TrackKind.Other, FieldSource.Sbs), (state.Kind, state.Position.Source));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var buffer = new byte[SbsWriter.MaxLength];
        foreach (var hex in Samples.All.Where(x => x.Length > 4))
        {
            var update = new TrackUpdate(Samples.Received(hex), TrackOutcome.Accepted) { Address = Address.Icao(0x40621D), Position = new GeoPosition(52.25, 3.92) };
            var length = SbsWriter.Write(update, 1795246708764, buffer);
            if (length == 0)
                continue;
            var read = Read(Encoding.ASCII.GetString(buffer, 0, length));
            Assert.Equal(Address.Icao(0x40621D), Assert.Single(read)!.Value.Address);
        }
    }
}
