using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Integrity and accuracy by version.</summary>
public class QualityTests
{
    [Fact]
    public void Version_0_is_assumed_and_its_accuracy_follows_from_the_type_code()
    {
        var air = Air.AtAmsterdam;   // the example of wire-formats.md 2.6: TC 11 gives nic 8, rc 186, nac_p 8, sil 2
        air.Fix(52, 4);

        var state = air.Klm1023;
        Assert.Equal(new PositionFix(state.Position.Value.Location, 8, 186), state.Position.Value);
        Assert.Equal((0, 8, 2), ((int)state.Version.Value, (int)state.NacP.Value, (int)state.Sil.Value));
        Assert.Equal(SilType.Unknown, state.SilType);
    }

    [Fact]
    public void An_operational_status_of_version_2_changes_how_positions_are_read()
    {
        var air = Air.AtAmsterdam;
        air.Squitter(new OperationalStatus
        {
            Version = 2,
            NicSupplementA = true,
            NacP = 9,
            Sil = 3,
            SilSupplement = false,
            NicBaro = true,
            Gva = 2,
            Sda = 2,
            HorizontalReference = HorizontalReference.TrueNorth,
        }.Encode());
        for (var i = 0; i < 4; i++, air.Seconds += 0.5)
            air.Squitter(Air.AirbornePositionOf(52, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd).WithBit(8, true));

        var state = air.Klm1023;
        Assert.Equal(9, state.Position.Value.Nic);
        Assert.Equal(75, state.Position.Value.ContainmentRadiusMetres);
        Assert.Equal((2, 9, 3), ((int)state.Version.Value, (int)state.NacP.Value, (int)state.Sil.Value));
        Assert.Equal((SilType.PerHour, true, 2, 2), (state.SilType, state.NicBaro.Value, (int)state.Gva.Value, (int)state.Sda.Value));
    }

    [Fact]
    public void Headings_refer_to_the_north_that_the_status_names()
    {
        var air = new Air();
        air.Squitter(new OperationalStatus { Version = 2, HorizontalReference = HorizontalReference.TrueNorth }.Encode());
        air.Squitter(AirborneVelocity.ThroughAir(300, true, 90).Encode());
        Assert.Equal((90f, null), (air.Klm1023.TrueHeadingDegrees.Value, air.Klm1023.MagneticHeadingDegrees.ValueOrNull));

        air.Seconds = 61;
        air.Squitter(new OperationalStatus { Version = 2, HorizontalReference = HorizontalReference.MagneticNorth }.Encode());
        air.Squitter(AirborneVelocity.ThroughAir(300, true, 91.40625).Encode());

        Assert.Equal(91.4f, air.Klm1023.MagneticHeadingDegrees.Value, 0.01f);
    }

    [Fact]
    public void On_the_surface_the_status_says_whether_the_direction_is_that_of_the_nose()
    {
        var air = Air.AtAmsterdam;
        air.Squitter(new OperationalStatus { Subtype = 1, Version = 2, TrackIsHeading = true, HorizontalReference = HorizontalReference.TrueNorth }.Encode());

        air.Surface(52.3, 4.76, CprFormat.Even);

        Assert.Equal(90, air.Klm1023.TrueHeadingDegrees.Value);
        Assert.False(air.Klm1023.TrackDegrees.IsPresent);
    }

    [Fact]
    public void Target_state_of_version_2_tells_what_the_crew_has_set()
    {
        var air = new Air();
        air.Hear("8D4CA7B1EABE885FDD3F588EB9C1");

        Assert.True(air.Tracker.TryGet(Address.Icao(0x4CA7B1), out var state));
        Assert.Equal(31968, state.NavAltitudeFmsFeet.Value);
        Assert.Equal(347.34, state.NavHeadingDegrees.Value, 0.01);
        Assert.Equal(1012.8, state.NavQnhHectopascals.Value, 0.01);
        Assert.Equal(NavigationModes.Autopilot | NavigationModes.AltitudeHold | NavigationModes.Approach | NavigationModes.Tcas, state.NavModes.Value);
    }

    [Fact]
    public void Target_state_of_version_1_is_not_read_from_version_0_equipment()
    {
        var air = new Air();
        air.Hear("8D4CA7B1E88AB42E9B18110BFF6D");
        Assert.False(air.Tracker.TryGet(Address.Icao(0x4CA7B1), out var before) && before.Emergency.IsPresent);

        air.Squitter(new OperationalStatus { Version = 1 }.Encode(), Address.Icao(0x4CA7B1));
        air.Hear("8D4CA7B1E88AB42E9B18110BFF6D");

        Assert.True(air.Tracker.TryGet(Address.Icao(0x4CA7B1), out var state));
        Assert.Equal(Emergency.General, state.Emergency.Value);
        Assert.Equal(233, state.NavHeadingDegrees.Value);
    }
}
