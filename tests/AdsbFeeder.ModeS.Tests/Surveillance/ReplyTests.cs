namespace AdsbFeeder.ModeS.Tests;

/// <summary>Frames of specs/modes.md §9, real unless marked synthetic.</summary>
public class ReplyTests
{
    [Theory]
    [InlineData("5D4840D6F87407", 0x4840D6u, 5, "II8")]
    [InlineData("5D40621D4F94EC", 0x40621Du, 5, "SI44")]
    public void All_call_replies_name_aircraft_and_interrogator(string hex, uint address, int capability, string interrogator)
    {
        var reply = AllCallReply.Decode(Frame.Parse(hex));

        Assert.Equal(Address.Icao(address), reply.Address);
        Assert.Equal(capability, (int)reply.Capability);
        Assert.Equal(interrogator, reply.InterrogatorCode.ToString());
        Assert.True(reply.IsSound);
    }

    [Fact]
    public void An_all_call_reply_with_higher_residue_bits_is_broken() =>
        Assert.False(AllCallReply.Decode(Frame.Parse("5D4840D6F87487")).IsSound);

    [Theory]
    [InlineData(79, "SI63", true)]
    [InlineData(80, "?80", false)]
    [InlineData(15, "II15", true)]
    [InlineData(16, "SI0", true)]
    public void Interrogator_codes_follow_the_code_label(byte overlay, string text, bool isValid)
    {
        Assert.Equal(text, new InterrogatorCode(overlay).ToString());
        Assert.Equal(isValid, new InterrogatorCode(overlay).IsValid);
    }

    [Theory]
    [InlineData("2000042AC59FE6", 1500)] // ac-gillham
    [InlineData("20000010CC2136", -1000)] // ac-neg
    [InlineData("20000100C2CC6E", -1200)] // ac-gillham-range
    [InlineData("20000400F4F7EE", -1000)]
    [InlineData("2000040AF49B99", 0)]
    [InlineData("20001223CE2B4C", 50200)]
    [InlineData("200001053D0051", 62800)]
    [InlineData("20000104C2F458", 126700)]
    [InlineData("20000200D0DAEE", null)] // ac-gillham-bad
    [InlineData("245093892A1BFD", null)]
    [InlineData("20000C6886A952", null)] // ac-metric
    [InlineData("20000C7886498A", null)]
    [InlineData("200000002BABBE", null)] // ac-zero
    public void Altitude_replies_give_feet(string hex, int? feet)
    {
        var reply = SurveillanceReply.Decode(Frame.Parse(hex));

        Assert.Equal(feet, reply.AltitudeFeet);
        Assert.Null(reply.Squawk);
        Assert.Null(reply.CommB);
    }

    [Fact]
    public void Squawk_0000_is_a_code()
    {
        var reply = SurveillanceReply.Decode(Frame.Parse("280000006CDF7F"));

        Assert.Equal("0000", reply.Squawk.ToString());
        Assert.Null(reply.AltitudeFeet);
    }

    [Fact]
    public void An_identity_reply_gives_squawk_alert_and_SPI()
    {
        var reply = SurveillanceReply.Decode(Frame.Parse("2C000A8AA83784"));

        Assert.Equal("7600", reply.Squawk.ToString());
        Assert.True(reply.FlightStatus.IsAlert());
        Assert.True(reply.FlightStatus.IsSpi());
        Assert.Null(reply.FlightStatus.OnGround());
    }

    [Theory]
    [InlineData(0, false, false, false)]
    [InlineData(1, true, false, false)]
    [InlineData(2, false, true, false)]
    [InlineData(3, true, true, false)]
    [InlineData(4, null, true, true)]
    [InlineData(5, null, false, true)]
    [InlineData(6, null, null, null)]
    [InlineData(7, null, null, null)]
    public void Flight_status_tells_ground_alert_and_SPI(int status, bool? onGround, bool? alert, bool? spi) =>
        Assert.Equal((onGround, alert, spi), (((FlightStatus)status).OnGround(), ((FlightStatus)status).IsAlert(), ((FlightStatus)status).IsSpi()));

    [Fact]
    public void Downlink_requests_do_not_hide_the_message()
    {
        var reply = SurveillanceReply.Decode(Frame.Parse("A02238382004B1F2CB0820321A78")); // synthetic

        Assert.Equal((4, 17), (reply.DownlinkRequest, reply.UtilityMessage));
        Assert.Equal(0x2004B1F2CB0820UL, reply.CommB!.Value.Bits);
    }

    [Fact]
    public void A_short_air_air_reply_gives_altitude_level_and_information()
    {
        var reply = AirAirReply.Decode(Frame.Parse("02E197B00179C3"));

        Assert.Equal((37_000, true, 7, 3), (reply.AltitudeFeet, reply.CrossLink, reply.SensitivityLevel, reply.ReplyInformation));
        Assert.Equal(VerticalStatus.Airborne, reply.VerticalStatus);
        Assert.Null(reply.Mv);
    }

    [Fact]
    public void A_long_air_air_reply_may_carry_a_position()
    {
        var reply = AirAirReply.Decode(Frame.Parse("80E197B158BF12F38AD083E10AE8"));

        Assert.Equal(Address.Icao(0x45AC33), reply.Address);
        Assert.Equal(37_025, reply.AltitudeFeet);
        Assert.False(ResolutionAdvisory.Fits(reply.Mv!.Value));
        var position = AirbornePosition.Decode(reply.Mv!.Value);
        Assert.Equal((11, 37_025, new CprPosition(96709, 53379, CprFormat.Even)), (position.TypeCode, position.AltitudeFeet, position.Cpr));
    }

    [Fact]
    public void A_long_air_air_reply_may_carry_an_advisory()
    {
        var mv = AirAirReply.Decode(Frame.Parse("80E18C3830DA01200000007D2E44")).Mv!.Value; // synthetic

        Assert.True(ResolutionAdvisory.Fits(mv));
        Assert.Equal(new ResolutionAdvisory(13952, 4, true, false, 0, 0), ResolutionAdvisory.Decode(mv));
    }

    [Theory]
    [InlineData("7700", "7700", false, null)]
    [InlineData("0040", "0040", false, -1200)]
    [InlineData("0010", "0010", false, -800)]
    [InlineData("1280", "1200", true, null)]
    public void Mode_A_and_C_replies_read_both_ways(string hex, string squawk, bool spi, int? feet)
    {
        var reply = ModeAcReply.Decode(Frame.Parse(hex));

        Assert.Equal((squawk, spi, feet), (reply.Squawk.ToString(), reply.IsSpi, reply.AltitudeFeet));
        Assert.Equal(Frame.Parse(hex), reply.Encode());
    }

    [Theory]
    [InlineData("280000006CDF7F")]
    [InlineData("2C000A8AA83784")]
    [InlineData("A02238382004B1F2CB0820321A78")]
    [InlineData("A0000A398DB46D80000004C1E6FB")]
    public void Surveillance_replies_encode_to_the_same_frame(string hex) =>
        Assert.Equal(hex, SurveillanceReply.Decode(Frame.Parse(hex)).Encode().ToString());

    [Theory]
    [InlineData("02E197B00179C3")]
    [InlineData("80E197B158BF12F38AD083E10AE8")]
    [InlineData("80E18C3830DA01200000007D2E44")]
    public void Air_air_replies_encode_to_the_same_frame(string hex) =>
        Assert.Equal(hex, AirAirReply.Decode(Frame.Parse(hex)).Encode().ToString());

    [Theory]
    [InlineData("5D4840D6F87407")]
    [InlineData("5D40621D4F94EC")]
    public void All_call_replies_encode_to_the_same_frame(string hex) =>
        Assert.Equal(hex, AllCallReply.Decode(Frame.Parse(hex)).Encode().ToString());

    [Fact]
    public void Decoding_the_wrong_kind_of_frame_is_our_mistake()
    {
        Assert.Throws<ArgumentException>(() => AllCallReply.Decode(Frame.Parse("7700")));
        Assert.Throws<ArgumentException>(() => ModeAcReply.Decode(Frame.Parse("5D4840D6F87407")));
    }
}
