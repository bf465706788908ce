namespace AdsbFeeder.ModeS.Tests;

public class EnvelopeTests
{
    [Theory]
    [InlineData("8D4840D6202CC371C32CE0576098", "4840d6", SquitterKind.Adsb, SquitterContent.Identification)]
    [InlineData("9812345658C3813880C350EB475E", "123456", SquitterKind.Adsb, SquitterContent.AirbornePosition)] // DF19, AF 0
    [InlineData("94123456F8000000000000A72B41", "~123456", SquitterKind.Management, SquitterContent.Reserved)] // CF 4
    [InlineData("9712345658C3813880C3505E72E4", "~123456", SquitterKind.Other, SquitterContent.Reserved)] // CF 7
    [InlineData("9212345659C3813880C350444882", "~123456", SquitterKind.TisBFine, SquitterContent.AirbornePosition)] // IMF 1
    [InlineData("9612345659C3813880C350DA796B", "~123456", SquitterKind.AdsR, SquitterContent.AirbornePosition)] // IMF 1
    [InlineData("9212345658C3813880C350983275", "123456", SquitterKind.TisBFine, SquitterContent.AirbornePosition)] // IMF 0
    [InlineData("931234560787148C4D2929B869A8", "123456", SquitterKind.TisBCoarse, SquitterContent.CoarsePosition)]
    [InlineData("92A24528993C238900062053CDEF", "a24528", SquitterKind.TisBFine, SquitterContent.TisBVelocity)]
    [InlineData("8DA05F21C10123456789ABB23E0A", "a05f21", SquitterKind.Adsb, SquitterContent.SurfaceSystemStatus)]
    [InlineData("8DA05F21F04CA7B1000000910610", "a05f21", SquitterKind.Adsb, SquitterContent.OperationalCoordination)]
    public void The_format_and_its_control_field_tell_who_speaks(string hex, string address, SquitterKind kind, SquitterContent content)
    {
        Assert.True(ExtendedSquitter.TryDecode(Frame.Parse(hex), out var squitter));
        Assert.Equal((address, kind, content), (squitter.Address.ToString(), squitter.Kind, squitter.Content));
        Assert.Equal(hex, squitter.Encode().ToString());
    }

    [Theory]
    [InlineData("8D406B902015E678D4D220AA4BDA")] // one bit wrong
    [InlineData("8D406B902015E678D4DA20AA4BDA")] // two bits wrong
    [InlineData("CD406B902015A678D4D220AA4BDA")] // a wrong DF bit: not Comm-D either
    [InlineData("80E197B158BF12F38AD083E10AE8")] // DF16
    [InlineData("5D4840D6F87407")]
    [InlineData("7700")]
    public void Broken_and_other_frames_are_no_squitters(string hex) =>
        Assert.False(ExtendedSquitter.TryDecode(Frame.Parse(hex), out _));

    /// <summary>Repaired by somebody until the parity fits: nothing in the frame tells. Only a second frame makes an aircraft of it.</summary>
    [Theory]
    [InlineData("9223627C3C615A6DEA30359C309E")]
    [InlineData("96271BFD9A78B69D0C107D5C091B")]
    [InlineData("9364EFCB836084C1D529E306B242")]
    public void Ghosts_with_sound_parity_decode_like_others(string hex) => Assert.True(ExtendedSquitter.TryDecode(Frame.Parse(hex), out _));

    [Fact]
    public void Messages_without_public_content_keep_their_bits()
    {
        var message = UnspecifiedMessage.Decode(Frame.Parse("8DA05F21C10123456789ABB23E0A").Message);
        var coordination = OperationalCoordination.Decode(Frame.Parse("8DA05F21F04CA7B1000000910610").Message);

        Assert.Equal((24, 1, 0x0123456789ABUL), (message.TypeCode, message.Subtype, message.Data));
        Assert.Equal(Address.Icao(0x4CA7B1), coordination.Partner);
        Assert.Equal(SquitterContent.Test, SquitterContents.Of(23, default(MessageField).With(1, 5, 23)));
        Assert.All(new[] { 25, 26, 27 }, typeCode => Assert.Equal(SquitterContent.Reserved, SquitterContents.Of(typeCode, default)));
    }

    [Fact]
    public void Messages_without_a_type_code_say_so()
    {
        ExtendedSquitter.TryDecode(Frame.Parse("931234560787148C4D2929B869A8"), out var coarse);
        ExtendedSquitter.TryDecode(Frame.Parse("9712345658C3813880C3505E72E4"), out var reserved);

        Assert.Equal((-1, -1), (coarse.TypeCode, reserved.TypeCode));
    }

    [Fact]
    public void The_address_of_a_frame_of_zeros_cannot_be_assigned()
    {
        Assert.False(AllCallReply.Decode(Frame.Parse("58000000000000")).Address.IsAssignable);
        Assert.False(AirAirReply.Decode(Frame.Parse("00000000000000")).Address.IsAssignable);
    }

    [Fact]
    public void Every_place_of_IMF_makes_an_ADS_R_address_anonymous()
    {
        (int TypeCode, int Subtype, int Bit)[] places = [(11, 0, 8), (20, 0, 8), (6, 0, 21), (19, 1, 9), (28, 1, 56), (29, 2, 51), (31, 0, 56)];
        foreach (var (typeCode, subtype, bit) in places)
        {
            var me = default(MessageField).With(1, 5, (uint)typeCode).With(6, 8, (uint)subtype);
            ExtendedSquitter.TryDecode(ExtendedSquitter.OfNonTransponder(Address.Icao(0x123456), 6, me).Encode(), out var icao);
            ExtendedSquitter.TryDecode(ExtendedSquitter.OfNonTransponder(Address.Icao(0x123456), 6, me.WithBit(bit, true)).Encode(), out var other);

            Assert.True(icao.Address.IsIcao, $"TC {typeCode}");
            Assert.False(other.Address.IsIcao, $"TC {typeCode}");
        }
    }
}
