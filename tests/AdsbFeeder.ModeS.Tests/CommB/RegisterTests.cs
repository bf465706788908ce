namespace AdsbFeeder.ModeS.Tests;

/// <summary>Frames of specs/modes.md §9.</summary>
public class RegisterTests
{
    [Fact]
    public void Selected_altitude_stays_a_multiple_of_16()
    {
        var intention = SelectedVerticalIntention.Decode(Mb("A0000A398DB46D80000004C1E6FB"));

        Assert.Equal(7008, intention.PanelAltitudeFeet);
    }

    [Fact]
    public void A_real_selected_altitude_with_its_pressure_setting()
    {
        var intention = SelectedVerticalIntention.Decode(Mb("A800122C9B580030A40000CAB721"));

        Assert.Equal((14_000, 1013.0), (intention.PanelAltitudeFeet, intention.BarometricSettingHectopascals));
        Assert.True(SelectedVerticalIntention.Fits(Mb("A800122C9B580030A40000CAB721")));
    }

    [Fact]
    public void The_signs_of_track_and_turn_belong_to_twos_complement()
    {
        var turn = TrackAndTurn.Decode(Mb("A0001838FD9F39387FC4DCB9B6D4"));

        Assert.Equal((-3.515625, 342.421875, 450), (turn.RollDegrees, turn.TrueTrackDegrees, turn.GroundSpeedKnots));
        Assert.Equal((-0.25, 440), (turn.TrackRateDegreesPerSecond, turn.TrueAirspeedKnots));
    }

    [Fact]
    public void A_real_track_and_turn_report()
    {
        var turn = TrackAndTurn.Decode(Mb("A000139381951536E024D4CCF6B5"));

        Assert.Equal((2.109375, 114.2578125, 438), (turn.RollDegrees, turn.TrueTrackDegrees, turn.GroundSpeedKnots));
        Assert.Equal((0.125, 424), (turn.TrackRateDegreesPerSecond, turn.TrueAirspeedKnots));
    }

    [Fact]
    public void A_rate_of_all_ones_is_minus_32()
    {
        var speed = HeadingAndSpeed.Decode(Mb("A0001838C00A1D2FBFFFFF8123FC"));

        Assert.Equal((180.0, 270, 0.76), (speed.MagneticHeadingDegrees, speed.IndicatedAirspeedKnots, speed.Mach));
        Assert.Equal((-32, -32), (speed.BarometricRateFpm, speed.InertialRateFpm));
    }

    [Fact]
    public void An_ambiguous_field_fits_both_registers()
    {
        var mb = Mb("A8001EBCFFFB23286004A73F6A5B");

        Assert.True(TrackAndTurn.Fits(mb));
        Assert.True(HeadingAndSpeed.Fits(mb));
        Assert.Equal((322, 250.5), (TrackAndTurn.Decode(mb).GroundSpeedKnots, Math.Round(TrackAndTurn.Decode(mb).TrueTrackDegrees!.Value, 1)));
    }

    [Fact]
    public void A_common_usage_report_lists_its_registers()
    {
        var mb = Mb("A10000B9FF81C300000000B6F5F3");
        var report = CommonUsageCapability.Decode(mb);
        byte[] all = [0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x20, 0x21, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x48, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x5F, 0x60];

        Assert.True(CommonUsageCapability.Fits(mb));
        Assert.Equal(
            "0,5 0,6 0,7 0,8 0,9 0,A 2,0 2,1 4,0 5,0 5,1 5,2 5,F 6,0",
            string.Join(' ', all.Select(b => new BdsCode(b)).Where(bds => report.Holds(bds) == true)));
        Assert.Null(report.Holds(new BdsCode(0x30)));
        Assert.Equal(report, report.With(new BdsCode(0x40)));
    }

    [Theory]
    [InlineData("A800122C000000000000005EFF05")]
    public void An_empty_field_fits_no_register(string hex)
    {
        var mb = Mb(hex);

        Assert.Equal(0UL, mb.Bits);
        Assert.False(
            SelectedVerticalIntention.Fits(mb) || TrackAndTurn.Fits(mb) || HeadingAndSpeed.Fits(mb) || DataLinkCapability.Fits(mb)
            || CommonUsageCapability.Fits(mb) || IdentificationRegister.Fits(mb) || ResolutionAdvisory.Fits(mb));
        Assert.False(ResolutionAdvisory.Decode(mb).IsActive);
    }

    /// <summary>Transponders answer for a register that they lack with its number and zeros.</summary>
    [Theory]
    [InlineData(0x40)]
    [InlineData(0x50)]
    [InlineData(0x60)]
    public void A_number_alone_fits_no_register(uint number)
    {
        var mb = default(MessageField).With(1, 8, number);

        Assert.False(SelectedVerticalIntention.Fits(mb) || TrackAndTurn.Fits(mb) || HeadingAndSpeed.Fits(mb));
    }

    [Fact]
    public void The_advisory_register_without_an_advisory_is_not_active() =>
        Assert.False(ResolutionAdvisory.Decode(Mb("A80008003000000000000029041E")).IsActive);

    [Fact]
    public void Data_terminals_are_big_endian()
    {
        var mb = Mb("A000183810030A80F580010C1AB4");

        Assert.True(DataLinkCapability.Fits(mb));
        Assert.Equal(0x8001, DataLinkCapability.Decode(mb).DataTerminals);
        Assert.Equal(mb, DataLinkCapability.Decode(mb).Encode());
    }

    [Fact]
    public void The_threat_of_an_advisory_is_an_address_or_a_place()
    {
        var byAddress = ResolutionAdvisory.Decode(Mb("A000183830C20204F191103F722A"));
        var byPlace = ResolutionAdvisory.Decode(Mb("A000183830A2012987054D6E6AE9"));

        Assert.Equal(Address.Icao(0x3C6444), byAddress.ThreatAddress);
        Assert.Null(byAddress.ThreatAltitudeFeet);
        Assert.Null(byPlace.ThreatAddress);
        Assert.Equal((18_800, 2.0, 75.0), (byPlace.ThreatAltitudeFeet, byPlace.ThreatRangeNauticalMiles, byPlace.ThreatBearingDegrees));
    }

    [Fact]
    public void An_identification_register_gives_the_callsign()
    {
        var mb = Mb("A02238382004B1F2CB0820321A78");

        Assert.True(IdentificationRegister.Fits(mb));
        Assert.Equal("AKG220  ", IdentificationRegister.Decode(mb).Callsign.ToString());
    }

    private static MessageField Mb(string hex) => SurveillanceReply.Decode(Frame.Parse(hex)).CommB!.Value;
}
