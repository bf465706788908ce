using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Registers are recognised only beyond doubt.</summary>
public class CommBTests
{
    private static AircraftState State(float? speed = null, float? track = null) => new()
    {
        GroundSpeedKnots = speed is { } s ? new(s, Air.Start, FieldSource.Adsb) : default,
        TrackDegrees = track is { } t ? new(t, Air.Start, FieldSource.Adsb) : default,
    };

    private static CommBRegister Infer(string hex, AircraftState state)
    {
        var reply = SurveillanceReply.Decode(Frame.Parse(hex));
        return CommBInference.Infer(reply.CommB!.Value, state, reply.AltitudeFeet, Air.Start);
    }

    // frames and labels of modes.md section 9
    [Theory]
    [InlineData("A02238382004B1F2CB0820321A78", nameof(CommBRegister.Identification))]
    [InlineData("A000183810030A80F580010C1AB4", nameof(CommBRegister.Capability))]
    [InlineData("A10000B9FF81C300000000B6F5F3", nameof(CommBRegister.Capability))]           // 1,7, which also satisfies 4,5
    [InlineData("A000183830C20204F191103F722A", nameof(CommBRegister.ResolutionAdvisory))]
    [InlineData("A800122C9B580030A40000CAB721", nameof(CommBRegister.VerticalIntention))]    // MCP 14000, QNH 1013
    [InlineData("A800122C000000000000005EFF05", nameof(CommBRegister.Ambiguous))]            // nothing in it
    [InlineData("A80008003000000000000029041E", nameof(CommBRegister.ResolutionAdvisory))]   // the number alone
    public void Registers_with_a_number_or_reserved_bits_are_recognised_without_context(string hex, string expected)
    {
        Assert.Equal(expected, Infer(hex, default).ToString());
    }

    [Fact]
    public void Track_and_turn_is_recognised_by_the_speed_and_track_that_the_aircraft_told()
    {
        Assert.Equal(CommBRegister.TrackAndTurn, Infer("A000139381951536E024D4CCF6B5", State(438, 114)));
        Assert.Equal(CommBRegister.TrackAndTurn, Infer("A0001838FD9F39387FC4DCB9B6D4", State(450, 342)));
    }

    [Fact]
    public void Track_and_turn_that_contradicts_the_aircraft_is_refused()
    {
        Assert.Equal(CommBRegister.Ambiguous, Infer("A000139381951536E024D4CCF6B5", State(250, 114)));
        Assert.Equal(CommBRegister.Ambiguous, Infer("A000139381951536E024D4CCF6B5", State(438, 200)));
    }

    [Fact]
    public void Heading_and_speed_is_recognised_by_mach_and_airspeed_at_the_altitude()
    {
        // heading 180, IAS 270, Mach 0.76 at 37000 ft: CAS of M 0.76 there is 245 kt
        var mb = new HeadingAndSpeed { MagneticHeadingDegrees = 180, IndicatedAirspeedKnots = 250, Mach = 0.76, BarometricRateFpm = -32, InertialRateFpm = -32 }.Encode();

        Assert.Equal(CommBRegister.HeadingAndSpeed, CommBInference.Infer(mb, State(440, 178), 37000, Air.Start));
        Assert.Equal(CommBRegister.Ambiguous, CommBInference.Infer(mb, State(440, 178), 10000, Air.Start));
        Assert.Equal(CommBRegister.Ambiguous, CommBInference.Infer(mb, State(440, 178), null, Air.Start));
        Assert.Equal(CommBRegister.Ambiguous, CommBInference.Infer(mb, State(440, 20), 37000, Air.Start));
    }

    [Fact]
    public void What_radars_read_out_reaches_the_state()
    {
        var air = new Air();
        air.Position(52, 4, CprFormat.Even, 37000);
        air.Velocity(440, 342);
        air.Seconds = 1;
        air.CommB(new TrackAndTurn { RollDegrees = -3.515625, TrueTrackDegrees = 342.421875, GroundSpeedKnots = 450, TrackRateDegreesPerSecond = -0.25, TrueAirspeedKnots = 440 }.Encode(), 37000);
        air.CommB(new HeadingAndSpeed { MagneticHeadingDegrees = 340, IndicatedAirspeedKnots = 250, Mach = 0.768, BarometricRateFpm = 64, InertialRateFpm = 32 }.Encode(), 37000);
        air.CommB(new SelectedVerticalIntention { PanelAltitudeFeet = 36992, BarometricSettingHectopascals = 1013.2, VNav = true, AltitudeHold = false, Approach = false }.Encode(), 37000);

        var s = air.Klm1023;
        Assert.Equal(-3.515625f, s.RollDegrees.Value);
        Assert.Equal(440, s.TrueAirspeedKnots.Value);
        Assert.Equal(340, s.MagneticHeadingDegrees.Value, 0.1);
        Assert.Equal(0.768f, s.Mach.Value, 0.001f);
        Assert.Equal(-56, s.OutsideAirTemperatureCelsius.Value, 2.0);
        Assert.Equal(36992, s.NavAltitudeMcpFeet.Value);
        Assert.Equal(1013.2f, s.NavQnhHectopascals.Value, 0.01f);
        Assert.Equal(NavigationModes.VerticalNavigation, s.NavModes.Value);
        Assert.Equal(342, s.TrackDegrees.Value, 0.5);   // the squitter's, not the register's
        Assert.Equal(FieldSource.Adsb, s.TrackDegrees.Source);
        Assert.Equal(3, air.Counters[TrackerCounter.CommBRecognised]);
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(36089, 0.22336)]   // the tropopause, ICAO Doc 7488
    [InlineData(18000, 0.4994)]
    [InlineData(45000, 0.14546)]
    public void The_standard_atmosphere_is_the_standards(int feet, double ratio)
    {
        Assert.Equal(ratio, Atmosphere.PressureRatio(feet), 1e-3);
    }

    [Fact]
    public void Recorded_replies_are_recognised_as_the_register_that_asked()
    {
        if (SharedData.Find("frames/sample_data_commb_df20.csv") is not { } path) return;
        var (recognised, total) = (0, 0);
        var ids = 0;
        foreach (var line in File.ReadLines(path))
        {
            var columns = line.Split(',');
            var reply = SurveillanceReply.Decode(Frame.Parse(columns[2].Trim()));
            if (!string.Equals(reply.Address.ToString(), columns[1], StringComparison.OrdinalIgnoreCase) || reply.CommB is not { Bits: not 0 } mb) continue;
            total++;
            var register = CommBInference.Infer(mb, default, reply.AltitudeFeet, Air.Start);
            if (register != CommBRegister.Ambiguous) recognised++;
            if (mb[1..8] == 0x20 && register == CommBRegister.Identification) ids++;
        }

        Assert.True(total > 3000, $"{total}");
        Assert.True(recognised > total / 2, $"{recognised} of {total}");
        Assert.True(ids > 50, $"{ids}");
    }
}
