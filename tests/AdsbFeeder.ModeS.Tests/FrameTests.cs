namespace AdsbFeeder.ModeS.Tests;

public class FrameTests
{
    [Fact]
    public void A_long_frame_gives_its_format_and_message_field()
    {
        var frame = Frame.Parse("8D4840D6202CC371C32CE0576098");

        Assert.Equal(DownlinkFormat.ExtendedSquitter, frame.Format);
        Assert.Equal(0x202CC371C32CE0UL, frame.Message.Bits);
        Assert.Equal(4u, frame.Message[1..5]);
        Assert.Equal("8D4840D6202CC371C32CE0576098", frame.ToString());
    }
}
