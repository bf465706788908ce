using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Which values are believed, and from whom.</summary>
public class FieldTests
{
    private static MessageField Ident(string callsign) => new AircraftIdentification(new EmitterCategory('A', 3), Callsign.Parse(callsign)).Encode();

    private static MessageField Register20(string callsign) => new IdentificationRegister(Callsign.Parse(callsign)).Encode();

    [Fact]
    public void A_squitter_tells_callsign_and_category_at_once()
    {
        var air = new Air();
        air.Hear("8D4840D6202CC371C32CE0576098");   // KLM1023, no category

        Assert.Equal("KLM1023 ", air.Klm1023.Callsign.Value.ToString());
        Assert.False(air.Klm1023.Category.IsPresent);

        air.Squitter(Ident("KLM1023"));

        Assert.Equal("A3", air.Klm1023.Category.Value.ToString());
    }

    [Fact]
    public void A_callsign_with_illegal_characters_is_suppressed()
    {
        var air = new Air();
        air.Hear("8DB12A6419107FB5C00439015CB8");   // real, a glider: DG50P9 mixed with illegal codes

        Assert.True(air.Tracker.TryGet(Address.Icao(0xB12A64), out var state));
        Assert.False(state.Callsign.IsPresent);
        Assert.Equal(1, air.Counters[TrackerCounter.CallsignSuppressed]);
    }

    [Fact]
    public void A_callsign_read_out_by_a_radar_counts_when_heard_twice()
    {
        var air = new Air();
        air.AllCall();
        air.CommB(Register20("AKG220"));
        Assert.False(air.Klm1023.Callsign.IsPresent);

        air.Seconds = 4;
        air.CommB(Register20("AKG220"));

        Assert.Equal("AKG220  ", air.Klm1023.Callsign.Value.ToString());
    }

    [Fact]
    public void A_misattributed_reply_changes_neither_callsign_nor_squawk_nor_altitude()
    {
        var air = new Air();
        air.Squitter(Ident("KLM1023"));
        air.Position(52, 4, CprFormat.Even, altitude: 38000);
        air.IdentityReply("1000");
        air.Seconds = 1;
        air.IdentityReply("1000");
        air.Seconds = 20;   // what squitters told is stale: a worse source might speak

        air.CommB(Register20("SWR9X"), feet: 7000);
        air.IdentityReply("7700");

        var state = air.Klm1023;
        Assert.Equal("KLM1023 ", state.Callsign.Value.ToString());
        Assert.Equal("1000", state.Squawk.Value.ToString());
        Assert.Equal(38000, state.BarometricAltitudeFeet.Value);
        Assert.False(state.Emergency.IsPresent);
    }

    [Theory]
    [InlineData(0.2, false)]
    [InlineData(0.3, true)]
    public void A_squawk_counts_when_heard_twice_a_quarter_of_a_second_apart(double apart, bool accepted)
    {
        var air = new Air();
        air.AllCall();
        air.IdentityReply("1234");
        air.Seconds += apart;
        air.IdentityReply("1234");

        Assert.Equal(accepted, air.Klm1023.Squawk.IsPresent);
    }

    [Fact]
    public void Squawk_0000_is_a_code_like_any_other()
    {
        var air = new Air();
        air.AllCall();
        air.IdentityReply("0000");
        air.Seconds = 1;
        air.IdentityReply("0000");

        Assert.Equal("0000", air.Klm1023.Squawk.Value.ToString());
    }

    [Theory]
    [InlineData("7500", Emergency.UnlawfulInterference)]
    [InlineData("7600", Emergency.NoCommunications)]
    [InlineData("7700", Emergency.General)]
    [InlineData("7701", null)]
    public void An_emergency_squawk_is_an_emergency(string squawk, Emergency? expected)
    {
        var air = new Air();
        air.AllCall();
        air.IdentityReply(squawk);
        air.Seconds = 1;
        air.IdentityReply(squawk);

        Assert.Equal(expected, air.Klm1023.Emergency.ValueOrNull);
    }

    [Fact]
    public void An_emergency_squitter_tells_state_and_squawk_which_may_disagree()
    {
        var air = new Air();
        air.Hear("8D4CA7B1E1AA8A000000002BD4A1");

        Assert.True(air.Tracker.TryGet(Address.Icao(0x4CA7B1), out var state));
        Assert.Equal(Emergency.UnlawfulInterference, state.Emergency.Value);
        Assert.Equal("7600", state.Squawk.Value.ToString());
    }

    [Fact]
    public void The_first_altitude_of_a_reply_waits_for_a_second_that_agrees()
    {
        var air = new Air();
        air.AllCall();
        air.AltitudeReply(10000);
        Assert.False(air.Klm1023.BarometricAltitudeFeet.IsPresent);
        air.Seconds = 1;

        air.AltitudeReply(10050);

        Assert.Equal(10050, air.Klm1023.BarometricAltitudeFeet.Value);
    }

    [Fact]
    public void An_altitude_out_of_reach_is_suppressed_until_it_insists()
    {
        var air = new Air();
        air.Position(52, 4, CprFormat.Even, 38000);
        air.Seconds = 1;
        air.Position(52, 4, CprFormat.Even, 12000);
        Assert.Equal(38000, air.Klm1023.BarometricAltitudeFeet.Value);
        Assert.Equal(1, air.Counters[TrackerCounter.AltitudeSuppressed]);

        air.Seconds = 1.5;
        air.Position(52, 4, CprFormat.Even, 12000);

        Assert.Equal(12000, air.Klm1023.BarometricAltitudeFeet.Value);
    }

    [Fact]
    public void A_steep_climb_is_believed()
    {
        var air = new Air();
        for (var i = 0; i < 30; i++, air.Seconds += 1) air.Position(52, 4, CprFormat.Even, 1000 + i * 200);   // 12,000 ft/min

        Assert.Equal(6800, air.Klm1023.BarometricAltitudeFeet.Value);
        Assert.Equal(0, air.Counters[TrackerCounter.AltitudeSuppressed]);
    }

    [Fact]
    public void A_worse_source_is_heard_only_when_the_better_is_stale()
    {
        var air = new Air();
        air.Position(52, 4, CprFormat.Even, 38000);
        air.Seconds = 10;
        air.AltitudeReply(38100);
        Assert.Equal(38000, air.Klm1023.BarometricAltitudeFeet.Value);

        air.Seconds = 15.5;
        air.AltitudeReply(38100);

        Assert.Equal((38100, FieldSource.ModeS), (air.Klm1023.BarometricAltitudeFeet.Value, air.Klm1023.BarometricAltitudeFeet.Source));
    }

    [Fact]
    public void Velocity_is_read_as_the_standard_says()
    {
        var air = new Air();
        air.Hear("8D485020994409940838175B284F");

        Assert.True(air.Tracker.TryGet(Address.Icao(0x485020), out var state));
        Assert.Equal(159.2, state.GroundSpeedKnots.Value, 0.01);
        Assert.Equal(182.88, state.TrackDegrees.Value, 0.01);
        Assert.Equal(-832, state.GeometricRateFpm.Value);   // source bit 36 is 0: geometric
        Assert.Equal(550, state.GeometricMinusBarometricFeet.Value);
        Assert.False(state.GeometricAltitudeFeet.IsPresent);
    }

    [Fact]
    public void Airspeed_and_heading_are_no_ground_speed_and_track()
    {
        var air = new Air();
        air.Hear("8DA05F219B06B6AF189400CBC33F");

        Assert.True(air.Tracker.TryGet(Address.Icao(0xA05F21), out var state));
        Assert.Equal(375, state.TrueAirspeedKnots.Value);
        Assert.Equal(243.984, state.MagneticHeadingDegrees.Value, 0.001);
        Assert.False(state.GroundSpeedKnots.IsPresent || state.TrackDegrees.IsPresent);
    }

    [Fact]
    public void Geometric_altitude_follows_from_the_difference()
    {
        var air = new Air();
        air.Position(52, 4, CprFormat.Even, 38000);
        air.Squitter((AirborneVelocity.OverGround(400, 90) with { GeometricMinusBarometricFeet = -325 }).Encode());
        Assert.Equal(37675, air.Klm1023.GeometricAltitudeFeet.Value);

        air.Seconds = 1;
        air.Position(52, 4, CprFormat.Odd, 38100);

        Assert.Equal(37775, air.Klm1023.GeometricAltitudeFeet.Value);
    }

    [Fact]
    public void A_told_geometric_altitude_beats_a_derived_one()
    {
        var air = new Air();
        air.Position(52, 4, CprFormat.Even, 38000);
        air.Squitter((AirborneVelocity.OverGround(400, 90) with { GeometricMinusBarometricFeet = -325 }).Encode());
        air.Position(52, 4, CprFormat.Even, 37500, typeCode: 20);
        air.Position(52, 4, CprFormat.Odd, 38000);

        Assert.Equal(37500, air.Klm1023.GeometricAltitudeFeet.Value);
        Assert.Equal(38000, air.Klm1023.BarometricAltitudeFeet.Value);
    }

    [Theory]
    [InlineData(FlightStatus.Airborne, AirGround.Airborne, false, false)]
    [InlineData(FlightStatus.OnGround, AirGround.Ground, false, false)]
    [InlineData(FlightStatus.AlertAirborne, AirGround.Airborne, true, false)]
    [InlineData(FlightStatus.AlertOnGround, AirGround.Ground, true, false)]
    [InlineData(FlightStatus.AlertAndSpi, null, true, true)]
    [InlineData(FlightStatus.Spi, null, false, true)]
    [InlineData((FlightStatus)6, null, null, null)]
    public void Flight_status_tells_alert_spi_and_where_it_can(FlightStatus status, AirGround? airGround, bool? alert, bool? spi)
    {
        var air = new Air();
        air.AllCall(capability: Capability.Level2);

        air.AltitudeReply(10000, status: status);

        var state = air.Klm1023;
        Assert.Equal(airGround, state.AirGround.ValueOrNull);
        Assert.Equal(alert, state.Alert.ValueOrNull);
        Assert.Equal(spi, state.Spi.ValueOrNull);
    }

    [Fact]
    public void An_alert_hides_spi()
    {
        var air = new Air();
        var me = Air.AirbornePositionOf(52, 4, CprFormat.Even);
        air.Squitter(me.With(6, 7, 2));
        Assert.Equal((true, null), (air.Klm1023.Alert.ValueOrNull, air.Klm1023.Spi.ValueOrNull));

        air.Squitter(me.With(6, 7, 3));

        Assert.Equal((false, true), (air.Klm1023.Alert.ValueOrNull, air.Klm1023.Spi.ValueOrNull));
    }

    [Fact]
    public void The_power_shown_is_the_mean_of_eight()
    {
        var air = new Air();
        var frame = new AllCallReply(Air.Klm, Capability.Level2, new InterrogatorCode(0)).Encode();
        air.Hear(frame);
        Assert.Equal(-49.49, air.Klm1023.RssiDbfs, 0.01);   // unknown power: the floor

        for (var i = 0; i < 20; i++) air.Hear(frame, power: i < 12 ? 1f : 0.01f);

        Assert.Equal(-20, air.Klm1023.RssiDbfs, 0.01);
    }
}
