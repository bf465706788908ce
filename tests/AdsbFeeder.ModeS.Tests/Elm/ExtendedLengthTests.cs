namespace AdsbFeeder.ModeS.Tests;

public class ExtendedLengthTests
{
    private static readonly Address Sender = Address.Icao(0x4CA7B1);
    private readonly ExtendedLengthReassembler _reassembler = new(capacity: 3);
    private readonly byte[] _message = new byte[ExtendedLengthReassembler.LongestMessage];

    /// <summary>specs/modes.md §9, df24: the format is two bits.</summary>
    [Fact]
    public void A_segment_has_its_flag_number_and_data()
    {
        var frame = Frame.Parse("D90123456789ABCDEF0123EB8E02");

        var segment = CommDReply.Decode(frame);

        Assert.Equal(DownlinkFormat.CommD, frame.Format);
        Assert.Equal((Sender, true, 9), (segment.Address, segment.IsAcknowledgement, segment.SegmentNumber));
        Assert.Equal(new UInt128(0x0123, 0x456789ABCDEF0123), segment.Data);
        Assert.Equal(0x2345, segment.ReceivedSegments);
        Assert.Equal(frame, (segment with { }).Encode());
    }

    /// <summary>specs/modes.md §9, df-bit.</summary>
    [Fact]
    public void A_squitter_with_a_wrong_format_bit_is_repaired_and_its_residue_is_no_address()
    {
        var bytes = Convert.FromHexString("CD406B902015A678D4D220AA4BDA");

        Assert.Equal(DownlinkFormat.CommD, new Frame(bytes).Format);
        Assert.NotEqual(Address.Icao(0x406B90), CommDReply.Decode(new Frame(bytes)).Address);
        Assert.True(Parity.TryRepairSingleBit(bytes, out _, formatBits: true));
        Assert.Equal(DownlinkFormat.ExtendedSquitter, new Frame(bytes).Format);
    }

    [Fact]
    public void A_short_frame_is_refused() => Assert.Throws<ArgumentException>(() => CommDReply.Decode(new Frame(new byte[7])));

    [Fact]
    public void Segments_in_any_order_make_the_announced_message()
    {
        _reassembler.Announce(Sender, 16 + 2, 0);

        Assert.False(Add(2, 0xCC));
        Assert.False(Add(0, 0xAA));
        Assert.False(Add(0, 0xAA));
        Assert.True(Add(1, 0xBB));
        Assert.Equal(Enumerable.Repeat<byte>(0xAA, 10).Concat(Enumerable.Repeat<byte>(0xBB, 10)).Concat(Enumerable.Repeat<byte>(0xCC, 10)), _message[..30]);
        Assert.False(Add(1, 0xBB));
    }

    [Fact]
    public void The_announcement_may_come_after_segments()
    {
        Assert.False(Add(0, 1));
        _reassembler.Announce(Sender, 17, 1);

        Assert.True(Add(1, 2));
    }

    [Fact]
    public void Without_announcement_no_message_is_complete() => Assert.False(Add(0, 1) || Add(1, 2));

    [Fact]
    public void A_different_segment_begins_a_new_message()
    {
        _reassembler.Announce(Sender, 17, 0);

        Assert.False(Add(0, 1));
        Assert.False(Add(0, 9));
        Assert.True(Add(1, 2));
        Assert.Equal(9, _message[0]);
    }

    [Fact]
    public void Ten_seconds_of_silence_end_a_message()
    {
        _reassembler.Announce(Sender, 17, 0);

        Assert.False(Add(0, 1, time: 1000));
        Assert.False(Add(1, 2, time: 11_001));
    }

    [Fact]
    public void The_stalest_message_gives_way()
    {
        _reassembler.Announce(Sender, 16, 0);
        for (var other = 1u; other <= 3; other++)
            _reassembler.Announce(Address.Icao(other), 16, other);

        Assert.False(Add(0, 1, time: 5));
        Assert.True(Add(0, 1, time: 6, Address.Icao(3)));
    }

    [Fact]
    public void An_acknowledgement_is_no_segment()
    {
        _reassembler.Announce(Sender, 16, 0);

        Assert.False(_reassembler.TryComplete(new CommDReply(Sender, true, 0, 0), 0, _message, out _));
    }

    [Fact]
    public void All_sixteen_segments_fit()
    {
        _reassembler.Announce(Sender, 31, 0);

        Assert.All(Enumerable.Range(0, 15), number => Assert.False(Add(number, (byte)number)));
        Assert.True(Add(15, 15));
        Assert.Equal(Enumerable.Range(0, 160).Select(i => (byte)(i / 10)), _message);
    }

    [Fact]
    public void Any_segments_are_taken_without_exception()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var address = Address.Icao((uint)random.Next(5));
            if (random.Next(4) == 0)
                _reassembler.Announce(address, random.Next(32), i * 10);
            var segment = new CommDReply(address, random.Next(20) == 0, random.Next(16), (UInt128)random.Next(2));
            var isComplete = _reassembler.TryComplete(segment, i * 10, _message, out var length);
            Assert.Equal(isComplete, length > 0);
        }
    }

    private bool Add(int number, byte content, long time = 2, Address? address = null)
    {
        UInt128 data = 0;
        for (var i = 0; i < CommDReply.SegmentLength; i++)
            data = data << 8 | content;
        return _reassembler.TryComplete(new CommDReply(address ?? Sender, false, number, data), time, _message, out _);
    }
}
