namespace AdsbFeeder.ModeS.Tests;

public class DataParityTests
{
    private static readonly Address Sender = Address.Icao(0x4CA7B1);
    private static readonly RegisterContext Context = new() { AltitudeFeet = 37_000 };

    [Fact]
    public void A_register_number_over_the_address_is_found()
    {
        var reply = SurveillanceReply.Decode(Frame.Parse("A000139381951536E024D4CCF6B5"));
        var overlaid = reply with { Address = Address.Icao(DataParity.Overlay(Sender, new BdsCode(0x50))) };

        var residue = Parity.Residue(overlaid.Encode());

        Assert.NotEqual(Sender.Bits, residue);
        Assert.True(DataParity.TryResolve(residue, Sender, reply.CommB!.Value, Context, out var register));
        Assert.Equal(new BdsCode(0x50), register);
    }

    [Theory]
    [InlineData(0x40)] // the field cannot be this register
    [InlineData(0xAB)] // nor is this one
    public void A_number_that_the_field_contradicts_is_noise(byte number)
    {
        var mb = Frame.Parse("A000139381951536E024D4CCF6B5").Message;

        Assert.False(DataParity.TryResolve(DataParity.Overlay(Sender, new BdsCode(number)), Sender, mb, Context, out _));
    }

    [Fact]
    public void The_address_itself_and_others_are_not_overlaid()
    {
        var mb = Frame.Parse("A000139381951536E024D4CCF6B5").Message;

        Assert.False(DataParity.TryResolve(Sender.Bits, Sender, mb, Context, out _));
        Assert.False(DataParity.TryResolve(Sender.Bits ^ 0x500001, Sender, mb, Context, out _));
    }
}
