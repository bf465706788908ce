using System.Buffers;
using System.Text;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire.Tests.Avr;

public class AvrFramingTests
{
    private static Streams.Outcome<AvrFrame> Read(string text) => Streams.ReadEveryWay<AvrFrame>(Encoding.Latin1.GetBytes(text), AvrFraming.TryRead, exactGarbage: false);

    [Theory]
    [InlineData("*8D4840D6202CC371C32CE0576098;\n", "8D4840D6202CC371C32CE0576098", null, null)]
    [InlineData("*8d4840d6202cc371c32ce0576098;\r\n", "8D4840D6202CC371C32CE0576098", null, null)]
    [InlineData(":5D484FDEA248F5;", "5D484FDEA248F5", null, null)]
    [InlineData("*7700;\n", "7700", null, null)]
    [InlineData("@0123456789AB5D484FDEA248F5;\n", "5D484FDEA248F5", 0x0123456789AB, null)]
    [InlineData("%FFFFFFFFFFFF5D484FDEA248F5;\n", "5D484FDEA248F5", 0xFFFFFFFFFFFF, null)]
    [InlineData("<0123456789ab408D4840D6202CC371C32CE0576098;\n", "8D4840D6202CC371C32CE0576098", 0x0123456789AB, 0x40)]
    public void A_line_is_read_however_it_arrives(string text, string frame, long? ticks, int? signal)
    {
        var outcome = Read(text + "*0000;");

        Assert.Equal(new AvrFrame(Frame.Parse(frame), ticks, (byte?)signal), outcome.Units[0]);
        Assert.Equal((2, 0, 0), (outcome.Units.Count, (int)outcome.Garbage, (int)outcome.Left));
    }

    [Fact]
    public void Signal_and_time_that_Aerobits_appends_are_no_garbage()
    {
        var outcome = Read("*5D484FDEA248F5;(150,2,12345)\r\n*7700;(1)");

        Assert.Equal((2, 0, 0), (outcome.Units.Count, (int)outcome.Garbage, (int)outcome.Left));
    }

    [Theory]
    [InlineData("1; ", 2)]
    [InlineData("*02E99619FGCDAE;", 16)]
    [InlineData("*0102030405060;", 15)]
    [InlineData("*010203040506070;", 17)]
    [InlineData("*;", 2)]
    [InlineData("@01020405; ", 10)]
    [InlineData("@010203040506;", 14)]
    [InlineData("@010203040506", 13)]
    [InlineData("<0102030405067;", 15)]
    [InlineData("*0102030405060708090A0B0C0D0E0F101112131415161718;", 50)]
    [InlineData("*0102030405060708090A0B0C0D0E0F10111213141516171819;", 52)]
    [InlineData("(not a suffix *", 15)]
    [InlineData("(*", 2)]
    public void Garbage_is_counted_and_the_stream_resumes_at_the_next_line(string garbage, int bytes)
    {
        var outcome = Read(garbage + "*5D484FDEA248F5;\n*8D4840D6202CC371C32CE0576098;\n");

        Assert.Equal([Samples.AllCall, Samples.Identification], outcome.Units.Select(x => x.Frame.ToString()));
        Assert.Equal(bytes, outcome.Garbage);
    }

    [Fact]
    public void A_line_truncated_at_any_byte_costs_only_itself()
    {
        const string line = "@0123456789AB8D4840D6202CC371C32CE0576098;";
        for (var length = 1; length < line.Length; length++)
        {
            var outcome = Read(line[..length] + "*5D484FDEA248F5;\n");

            Assert.Equal(Samples.AllCall, Assert.Single(outcome.Units).Frame.ToString());
            Assert.Equal(length, outcome.Garbage);
        }
    }

    [Fact]
    public void Every_frame_reads_back_as_it_was()
    {
        foreach (var hex in Samples.All)
        {
            var received = Samples.Received(hex) with { SignalPower = 0 };
            var bytes = new byte[AvrWriter.MaxLength];
            var timed = Streams.ReadEveryWay<AvrFrame>(bytes[..AvrWriter.WriteWithTime(received, bytes)], AvrFraming.TryRead);
            var plain = Streams.ReadEveryWay<AvrFrame>(bytes[..AvrWriter.Write(received, bytes)], AvrFraming.TryRead);

            Assert.Equal(received, timed.Units[0].ToReceived(received.UnixMilliseconds));
            Assert.Equal(received with { Ticks12MHz = 0 }, plain.Units[0].ToReceived(received.UnixMilliseconds));
        }
    }

    [Fact]
    public void Lines_leave_in_upper_case_with_a_line_feed()
    {
        var received = Samples.Received(Samples.Identification);
        var bytes = new byte[AvrWriter.MaxLength];

        Assert.Equal("*8D4840D6202CC371C32CE0576098;\n", Encoding.ASCII.GetString(bytes, 0, AvrWriter.Write(received, bytes)));
        Assert.Equal("@0123456789AB8D4840D6202CC371C32CE0576098;\n", Encoding.ASCII.GetString(bytes, 0, AvrWriter.WriteWithTime(received, bytes)));
        Assert.Equal(AvrWriter.MaxLength, AvrWriter.WriteWithTime(received, bytes));
    }

    [Fact]
    public void Heartbeats_and_MLAT_results_are_known()
    {
        var outcome = Read("*0000;\n@FF004D4C415402E99619FACDAE;\n");

        Assert.True(outcome.Units[0].IsHeartbeat);
        Assert.False(outcome.Units[1].IsHeartbeat);
        Assert.Equal(FrameSource.Mlat, outcome.Units[1].ToReceived(0).Source);
    }

    [Fact]
    public void The_fuzzing_corpus_reads_the_same_however_it_arrives()
    {
        foreach (var (_, bytes) in SharedData.FuzzCorpus())
            Streams.ReadEveryWay<AvrFrame>(bytes.AsSpan(0, Math.Min(bytes.Length, 400)).ToArray(), AvrFraming.TryRead, exactGarbage: false);
    }

    [Fact]
    public void Random_text_never_throws_and_never_stalls()
    {
        var random = new Random(30002);
        var letters = "*@:%<;0123456789abCDEF()\r\n Z"u8.ToArray();
        for (var round = 0; round < 300; round++)
        {
            var bytes = random.GetItems(letters, 200);

            var whole = Streams.Read<AvrFrame>(new ReadOnlySequence<byte>(bytes), AvrFraming.TryRead);
            var single = Streams.ReadInChunks<AvrFrame>(bytes.Select(x => new[] { x }), AvrFraming.TryRead);

            Assert.Equal(whole.Units, single.Units);
        }
    }
}
