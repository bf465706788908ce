using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Wind, lost positions, advisories and the horizon.</summary>
public class DerivedTests
{
    [Theory]
    [InlineData(90, 450, 90, 400, 270.0, 50)]   // tail wind from the west
    [InlineData(90, 400, 90, 450, 90.0, 50)]    // head wind
    [InlineData(0, 400, 0, 400, null, 0)]
    [InlineData(45, 424.264, 90, 300, 180.0, 300)]   // stronger than any: not told
    public void Wind_is_the_difference_of_two_motions(double track, double speed, double heading, int airspeed, double? from, double knots)
    {
        var air = Air.AtAmsterdam;
        air.Squitter(new OperationalStatus { Version = 2, HorizontalReference = HorizontalReference.TrueNorth }.Encode());
        air.Velocity(speed, track);
        air.Squitter(AirborneVelocity.ThroughAir(airspeed, true, heading).Encode());

        if (knots <= 250) Assert.Equal(knots, air.Klm1023.WindSpeedKnots.Value, 2f);
        Assert.Equal(knots <= 250, air.Klm1023.WindSpeedKnots.IsPresent);
        if (from is { } direction && knots <= 250) Assert.Equal(direction, air.Klm1023.WindDirectionDegrees.Value, 2f);
    }

    [Fact]
    public void A_magnetic_heading_gives_the_true_one_and_the_wind_where_the_place_is_known()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52, 4);
        air.Velocity(450, 90);
        air.Squitter(AirborneVelocity.ThroughAir(400, true, 90).Encode());

        var declination = WorldMagneticModel.DeclinationDegrees(new GeoPosition(52, 4), 38_000, air.Now);
        Assert.InRange(declination, 2, 3);
        Assert.Equal(90, air.Klm1023.MagneticHeadingDegrees.Value, 0.2);
        Assert.Equal(air.Klm1023.MagneticHeadingDegrees.Value + declination, air.Klm1023.TrueHeadingDegrees.Value, 0.01);
        Assert.Equal(54, air.Klm1023.WindSpeedKnots.Value, 2f);   // 50 from behind, 18 from the side

        air.Squitter(new OperationalStatus { Version = 2, HorizontalReference = HorizontalReference.TrueNorth }.Encode());
        air.Squitter(AirborneVelocity.ThroughAir(400, true, 95).Encode());
        air.CommB(new HeadingAndSpeed { MagneticHeadingDegrees = 90, IndicatedAirspeedKnots = 240, Mach = 0.76 }.Encode());
        Assert.Equal(95, air.Klm1023.TrueHeadingDegrees.Value, 0.3);   // the told one stays
    }

    [Fact]
    public void No_wind_from_a_magnetic_heading_at_an_unknown_place_or_from_values_far_apart()
    {
        var air = Air.AtAmsterdam;
        air.Velocity(450, 90);
        air.Squitter(AirborneVelocity.ThroughAir(400, true, 90).Encode());
        Assert.False(air.Klm1023.WindSpeedKnots.IsPresent);

        air.Squitter(new OperationalStatus { Version = 2, HorizontalReference = HorizontalReference.TrueNorth }.Encode());
        air.Seconds += 3;
        air.Squitter(AirborneVelocity.ThroughAir(400, true, 90).Encode());
        Assert.False(air.Klm1023.WindSpeedKnots.IsPresent);
    }

    [Fact]
    public void An_aircraft_that_loses_its_position_is_told_with_the_last_good_one()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52.3, 4.7);
        var last = air.Klm1023.LastPosition;
        for (var i = 0; i < 4; i++, air.Seconds++) air.Squitter(NoPosition);
        Assert.False(air.Klm1023.GpsOkBefore.IsPresent);

        air.Squitter(NoPosition);

        Assert.Equal((last.Value.Location, last.UpdatedUnixMs), (air.Klm1023.GpsOkBefore.Value, air.Klm1023.GpsOkBefore.UpdatedUnixMs));
        Assert.Equal(1, air.Counters[TrackerCounter.GpsLosses]);

        air.Fix(52.31, 4.7);
        Assert.False(air.Klm1023.GpsOkBefore.IsPresent);
    }

    [Fact]
    public void One_that_never_had_a_position_lost_none()
    {
        var air = Air.AtAmsterdam;
        for (var i = 0; i < 20; i++, air.Seconds++) air.Squitter(NoPosition);

        Assert.False(air.Klm1023.GpsOkBefore.IsPresent);
    }

    [Theory]
    [InlineData("A000183830C20204F191103F722A", 20)]   // ResolutionAdvisory: ARA 3080, threat 3C6444
    [InlineData("80E18C3830DA01200000007D2E44", 16)]
    public void An_advisory_is_kept_with_its_frame(string hex, int format)
    {
        var air = new Air();
        var frame = Frame.Parse(hex);
        var address = Address.Icao(Parity.Residue(frame));
        air.AllCall(address);
        air.Hear(frame);

        Assert.True(air.Tracker.TryGet(address, out var state));
        Assert.Equal(format, (int)state.ResolutionAdvisory.Value.Frame.Format);
        Assert.True(state.ResolutionAdvisory.Value.Advisory.IsActive);
        Assert.Equal(1, air.Counters[TrackerCounter.ResolutionAdvisories]);
    }

    [Fact]
    public void An_advisory_in_a_squitter_is_kept_and_one_of_zeros_is_none()
    {
        var air = new Air();
        air.Squitter(default(ResolutionAdvisory).EncodeSquitter());
        Assert.False(air.Klm1023.ResolutionAdvisory.IsPresent);

        air.Squitter(new ResolutionAdvisory(0x3080, 2, false, false, 1, 0x3C6444 << 2).EncodeSquitter());
        Assert.Equal(Address.Icao(0x3C6444), air.Klm1023.ResolutionAdvisory.Value.Advisory.ThreatAddress);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(38000, true)]
    public void Who_is_low_cannot_be_heard_from_far_away(int feet, bool published)
    {
        var air = Air.AtAmsterdam;
        air.Fix(56.2, 4.76, feet);   // 234 NM to the north

        Assert.Equal(published, air.Klm1023.Position.IsPresent);
        Assert.Equal(published, air.Counters[TrackerCounter.BeyondHorizon] == 0);
    }

    private static MessageField NoPosition => new AirbornePosition(0, 38000, default).Encode();
}
