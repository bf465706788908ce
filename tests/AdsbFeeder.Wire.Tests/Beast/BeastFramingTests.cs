using System.Buffers;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire.Tests.Beast;

public class BeastFramingTests
{
    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static string[] Frames(Streams.Outcome<BeastFrame> outcome) =>
        [.. outcome.Units.Where(x => x.Kind == BeastFrameKind.Message).Select(x => x.Frame.ToString())];

    [Theory]
    [InlineData("1A33 0123456789AB 40 8D4840D6202CC371C32CE0576098", "8D4840D6202CC371C32CE0576098", 0x0123456789AB, 0x40)]
    [InlineData("1A32 0123456789AB 40 5D484FDEA248F5", "5D484FDEA248F5", 0x0123456789AB, 0x40)]
    [InlineData("1A31 0123456789AB 40 7700", "7700", 0x0123456789AB, 0x40)]
    [InlineData("1A33 1A1A1A1A00000000 1A1A 8D4840D6202CC371C32CE0576098", "8D4840D6202CC371C32CE0576098", 0x1A1A00000000, 0x1A)]
    [InlineData("1A32 FFFFFFFFFFFF FF 1A1A 1A1A 1A1A 1A1A 1A1A 1A1A 1A1A", "1A1A1A1A1A1A1A", 0xFFFFFFFFFFFF, 0xFF)]
    public void A_message_is_read_however_it_arrives(string stream, string frame, long ticks, int signal)
    {
        var outcome = Streams.ReadEveryWay<BeastFrame>(Hex(stream), BeastFraming.TryRead);

        var unit = Assert.Single(outcome.Units);
        Assert.Equal(frame, unit.Frame.ToString());
        Assert.Equal(ticks, unit.Ticks12MHz);
        Assert.Equal(signal, unit.Signal);
        Assert.Equal((0, 0), (outcome.Garbage, outcome.Left));
    }

    // Framing rows of vradarserver/vrs RawDecodingTests, BeastListenerBinary (BSD-3), and our own.
    [Theory]
    [InlineData("00 1A32010203040506FF91929394959697", 1, 1, "a byte of an earlier frame")]
    [InlineData("1A1A32010203 1A1A32FF91929394959697 1A32010203040506AA21222324252627", 17, 1, "the tail of a frame with escaped 1A 32")]
    [InlineData("002A00003B2A 1A32010203040506AA91929394959697", 6, 1, "a tail that looks like AVR")]
    [InlineData("1A33010203040506FF9192 1A32010203040506AA91929394959697", 11, 1, "a frame cut short")]
    [InlineData("1A331A32010203040506AA91929394959697", 2, 1, "a frame cut short at its type")]
    [InlineData("1A991A32010203040506AA91929394959697", 2, 1, "an unknown type")]
    [InlineData("1A331A1A1A1A1A32010203040506AA91929394959697", 6, 1, "a frame cut short behind doubled 1A")]
    [InlineData("FFFFFFFFFFFFFFFF", 8, 0, "nothing but garbage")]
    [InlineData("1A1A1A1A1A1A", 6, 0, "nothing but escapes")]
    public void Garbage_is_counted_and_the_stream_resumes_at_the_next_frame(string stream, int garbage, int frames, string why)
    {
        var outcome = Streams.ReadEveryWay<BeastFrame>(Hex(stream), BeastFraming.TryRead);

        Assert.True(outcome.Garbage == garbage && outcome.Units.Count == frames, $"{why}: {outcome.Garbage} bytes of garbage, {outcome.Units.Count} frames");
    }

    [Theory]
    [InlineData("1A34 000000000000 00 0102030405060708090A0B0C0D0E", BeastFrameKind.Other, 0)]
    [InlineData("1A35 000000000000 00 01020304050607081A1A0A0B0C0D0E", BeastFrameKind.Other, 0)]
    [InlineData("1AE3 0000 1A1A 0400000005", BeastFrameKind.ReceiverId, 0x00001A0400000005)]
    [InlineData("1A50 01 1A1A 03", BeastFrameKind.Ping, 0x011A03)]
    [InlineData("1A57 53", BeastFrameKind.Wish, 'S')]
    [InlineData("1AE8 0102030405060708", BeastFrameKind.Other, 0)]
    [InlineData("1AEB 2D3031323B0A", BeastFrameKind.Other, 0)]
    [InlineData("1A48 01 04 01020304", BeastFrameKind.Other, 0)]
    [InlineData("1A31 43", BeastFrameKind.Command, 'C')]
    public void Other_units_are_stepped_over_without_losing_the_next_frame(string unit, BeastFrameKind kind, long value)
    {
        byte[] stream = [.. Hex(unit), .. Hex("1A32010203040506AA91929394959697")];

        var outcome = Streams.ReadEveryWay<BeastFrame>(stream, BeastFraming.TryRead);

        Assert.Equal([kind, BeastFrameKind.Message], outcome.Units.Select(x => x.Kind));
        Assert.Equal((ulong)value, outcome.Units[0].Value);
        Assert.Equal(0, outcome.Garbage);
    }

    [Fact]
    public void A_uuid_and_uat_are_stepped_over_without_losing_the_next_frame()
    {
        byte[] next = Hex("1A32010203040506AA91929394959697");
        byte[] stream =
        [
            0x1A, 0xE4, .. "0f3e7a1c-5c7b-4f5e-9d3a-aaaaaaaaaaff"u8, 0x1A, (byte)'W', (byte)'O', .. next,
            0x1A, 0xEC, (byte)'s', .. new byte[37], .. next,
            0x1A, 0xEC, (byte)'l', .. new byte[55], .. next,
            0x1A, 0xEC, (byte)'u', .. new byte[559], .. next,
        ];

        var outcome = Streams.Read<BeastFrame>(new ReadOnlySequence<byte>(stream), BeastFraming.TryRead);

        Assert.Equal(4, Frames(outcome).Length);
        Assert.Equal(0, outcome.Garbage);
    }

    [Fact]
    public void A_stream_of_every_format_survives_garbage_between_its_frames()
    {
        byte[] garbage = [0x00, 0x33, 0x2A, 0x0D, 0x0A];
        var stream = Samples.All.SelectMany(x => (byte[])[.. garbage, .. BeastWriterTests.Encoded(Samples.Received(x))]).ToArray();

        var outcome = Streams.ReadEveryWay<BeastFrame>(stream, BeastFraming.TryRead);

        Assert.Equal(Samples.All, Frames(outcome));
        Assert.Equal(garbage.Length * Samples.All.Length, outcome.Garbage);
    }

    [Fact]
    public void A_frame_truncated_at_any_byte_costs_only_itself()
    {
        var cut = BeastWriterTests.Encoded(Samples.Received(Samples.Identification, ticks: 0x1A1A00000000));
        var next = BeastWriterTests.Encoded(Samples.Received(Samples.AllCall));

        for (var length = 1; length < cut.Length; length++)
        {
            byte[] stream = [.. cut[..length], .. next];
            var alone = Streams.Read<BeastFrame>(new ReadOnlySequence<byte>(cut[..length]), BeastFraming.TryRead);
            var outcome = Streams.Read<BeastFrame>(new ReadOnlySequence<byte>([.. stream, .. next]), BeastFraming.TryRead);

            Assert.Empty(alone.Units);
            Assert.Equal(length, alone.Left);
            // Cut behind half of a doubled 1A, the next frame's 1A looks like its other half; then one more frame is lost.
            Assert.Contains(Samples.AllCall, Frames(outcome));
        }
    }

    [Fact]
    public void A_timestamp_of_MLAT_marks_a_computed_position()
    {
        var outcome = Streams.ReadEveryWay<BeastFrame>(Hex("1A33 FF004D4C4154 00 8D4840D6202CC371C32CE0576098"), BeastFraming.TryRead);

        Assert.Equal(FrameSource.Mlat, outcome.Units[0].ToReceived(0).Source);
        Assert.Equal(FrameSource.Network, (outcome.Units[0] with { Ticks12MHz = 5 }).ToReceived(0).Source);
    }

    [Fact]
    public void A_heartbeat_is_known_as_one()
    {
        var outcome = Streams.ReadEveryWay<BeastFrame>(BeastWriter.Heartbeat.ToArray(), BeastFraming.TryRead);

        Assert.True(Assert.Single(outcome.Units).IsHeartbeat);
        Assert.False((outcome.Units[0] with { Ticks12MHz = 1 }).IsHeartbeat);
    }

    [Fact]
    public void An_incomplete_unit_asks_for_at_most_a_few_kilobytes()
    {
        byte[] stream = [0x1A, 0xEB, .. Enumerable.Repeat((byte)'0', 5000)];

        var outcome = Streams.Read<BeastFrame>(new ReadOnlySequence<byte>(stream), BeastFraming.TryRead);

        Assert.Equal((stream.Length, 0), ((int)outcome.Garbage, (int)outcome.Left));
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_stall()
    {
        var random = new Random(1090);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[300];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i += 7)
                bytes[i] = 0x1A;

            var whole = Streams.Read<BeastFrame>(new ReadOnlySequence<byte>(bytes), BeastFraming.TryRead);
            var single = Streams.ReadInChunks<BeastFrame>(bytes.Select(x => new[] { x }), BeastFraming.TryRead);

            Assert.Equal(whole.Units, single.Units);
            Assert.Equal(whole.Garbage, single.Garbage);
        }
    }

    [Fact]
    public void The_fuzzing_corpus_reads_the_same_however_it_arrives()
    {
        foreach (var (_, bytes) in SharedData.FuzzCorpus())
        {
            Streams.ReadEveryWay<BeastFrame>(bytes.AsSpan(0, Math.Min(bytes.Length, 400)).ToArray(), BeastFraming.TryRead);
        }
    }

    [Fact]
    public void A_captured_stream_is_read_without_garbage()
    {
        if (SharedData.Find("frames/beast_extract_71be34.beast") is not { } path)
            return;

        var outcome = Streams.Read<BeastFrame>(new ReadOnlySequence<byte>(File.ReadAllBytes(path)), BeastFraming.TryRead);

        Assert.True(outcome.Units.Count > 700);
        Assert.Equal((0, 0), ((int)outcome.Garbage, (int)outcome.Left));
    }
}
