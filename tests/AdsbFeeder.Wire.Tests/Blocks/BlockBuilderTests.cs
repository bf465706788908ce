using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Blocks;

public class BlockBuilderTests
{
    private static readonly TrackUpdate Update = new(Samples.Received(Samples.AllCall), TrackOutcome.Accepted);

    [Fact]
    public void A_block_holds_whole_frames_and_does_not_change_later()
    {
        var builder = new BlockBuilder(WireFormat.Avr);
        builder.Add(Update, 0);
        builder.Add(Update, 0);
        var block = builder.Take();
        builder.Add(new TrackUpdate(Samples.Received(Samples.Identification), TrackOutcome.Accepted), 0);

        Assert.Equal("*5D484FDEA248F5;\n*5D484FDEA248F5;\n", Encoding.ASCII.GetString(block!.Bytes.Span));
        Assert.Equal(2, block.Frames);
    }

    [Fact]
    public void A_block_knows_where_its_frames_came_from_and_the_next_begins_anew()
    {
        var builder = new BlockBuilder(WireFormat.Avr);
        foreach (var source in (FrameSource[])[FrameSource.Radio, FrameSource.Mlat, FrameSource.Radio, FrameSource.Network, FrameSource.Simulation])
            builder.Add(Update with { Received = Update.Received with { Source = source } }, 0);

        Assert.Equal(new SourceCounts(Radio: 2, Network: 1, Mlat: 1, Simulation: 1), builder.Take()!.Sources);
        builder.Add(Update, 0);
        Assert.Equal(1, builder.Take() is { Sources: var next } ? next.Radio + next.Network + next.Mlat + next.Simulation : 0);
    }

    [Fact]
    public void A_block_is_full_at_its_size_and_loses_no_part_of_the_last_frame()
    {
        var builder = new BlockBuilder(WireFormat.Avr, 20);
        builder.Add(Update, 0);
        Assert.False(builder.IsFull);
        builder.Add(Update, 0);
        Assert.True(builder.IsFull);
        Assert.Throws<InvalidOperationException>(() => builder.Add(Update, 0));
        Assert.Equal(34, builder.Take()!.Bytes.Length);
        Assert.Null(builder.Take());
    }

    [Fact]
    public void Beast_greets_with_five_heartbeats_and_the_others_with_nothing()
    {
        Assert.Equal(55, WireFormat.Beast.Greeting.Length);
        Assert.Equal([0, 0, 0], [WireFormat.Avr.Greeting.Length, WireFormat.AvrWithTime.Greeting.Length, WireFormat.Sbs.Greeting.Length]);
        Assert.Equal("*0000;\n", Encoding.ASCII.GetString(WireFormat.Avr.Heartbeat.Span));
        Assert.Equal("\r\n", Encoding.ASCII.GetString(WireFormat.Sbs.Heartbeat.Span));
        Assert.Equal("1A31000000000000000000", Convert.ToHexString(WireFormat.Beast.Heartbeat.Span));
    }

    [Fact]
    public void Each_block_names_its_first_receiver_and_then_every_other_one()
    {
        static TrackUpdate HeardBy(ulong id) => Update with { Received = Update.Received with { ReceiverId = id } };
        var builder = new BlockBuilder(WireFormat.Beast, ownReceiverId: 0x1A);

        builder.Add(HeardBy(0), 0);
        builder.Add(HeardBy(0), 0);
        builder.Add(HeardBy(0x0102030405060708), 0);
        var first = builder.Take()!;
        builder.Add(HeardBy(0x0102030405060708), 0);
        var second = builder.Take()!;

        const string frame = "1A320123456789AB405D484FDEA248F5";
        Assert.Equal("1AE3000000000000001A1A" + frame + frame + "1AE30102030405060708" + frame, Convert.ToHexString(first.Bytes.Span));
        Assert.Equal("1AE30102030405060708" + frame, Convert.ToHexString(second.Bytes.Span));
    }
}
