namespace AdsbFeeder.ModeS.Tests;

public class VelocityTests
{
    [Theory]
    [InlineData("8D485020994409940838175B284F", 159.2, 182.88, -832, false, 550)] // 1090-riddle, real
    [InlineData("8D40773999147D8018400A365428", null, null, -960, true, 225)] // v-na: north-south raw 0
    [InlineData("8D4CA7B1991000193004004B82BF", null, null, 0, true, null)]
    [InlineData("8D4CA7B199100119300401B77C78", 200.0, 0.0, 0, true, 0)] // v-one: raw 1 is zero
    [InlineData("8D4CA7B199100100300401835691", 0.0, null, 0, true, 0)] // v-zero-track
    [InlineData("8D4CA7B19A112D8CA82C0B81E76A", 1264.91, 108.43, -640, false, 250)] // v-super
    [InlineData("8D3C4DC89A8CA882E0A409AB0E49", 673.77, 262.50, 2560, false, 200)]
    public void Velocities_over_ground(string hex, double? speed, double? track, int? rate, bool isBarometric, int? difference)
    {
        var velocity = AirborneVelocity.Decode(Frame.Parse(hex).Message);

        AssertNear(speed, velocity.GroundSpeedKnots);
        AssertNear(track, velocity.TrackDegrees);
        Assert.Equal((rate, isBarometric, difference), (velocity.VerticalRateFpm, velocity.VerticalRateIsBarometric, velocity.GeometricMinusBarometricFeet));
        Assert.Null(velocity.AirspeedKnots);
        Assert.Null(velocity.HeadingDegrees);
    }

    [Fact]
    public void A_velocity_through_the_air_gives_heading_and_airspeed()
    {
        var velocity = AirborneVelocity.Decode(Frame.Parse("8DA05F219B06B6AF189400CBC33F").Message);

        Assert.Equal((243.984375, 375, true), (velocity.HeadingDegrees, velocity.AirspeedKnots, velocity.AirspeedIsTrue));
        Assert.Equal((-2304, true, null), (velocity.VerticalRateFpm, velocity.VerticalRateIsBarometric, velocity.GeometricMinusBarometricFeet));
        Assert.Null(velocity.GroundSpeedKnots);
        Assert.Null(velocity.TrackDegrees);
    }

    [Fact]
    public void The_largest_codes_say_more_than()
    {
        var velocity = AirborneVelocity.Decode(Frame.Parse("8D4CA7B19913FF7FF7FC7F434176").Message);

        Assert.Equal((1022, 1022), (Math.Abs(velocity.EastKnots!.Value), Math.Abs(velocity.NorthKnots!.Value)));
        Assert.Equal((32_640, 3150), (velocity.VerticalRateFpm, velocity.GeometricMinusBarometricFeet));
        Assert.True(velocity is { SpeedIsSaturated: true, VerticalRateIsSaturated: true, DifferenceIsSaturated: true });
    }

    [Fact]
    public void The_source_bit_of_the_vertical_rate_is_1_for_barometric() =>
        Assert.True(AirborneVelocity.Decode(Frame.Parse("8D3461CE9908518D70040B3F8D55").Message).VerticalRateIsBarometric);

    [Theory]
    [InlineData("8C8960DE9D84543BAE4639A90C6B", 5)] // v-reserved, real
    public void Reserved_subtypes_have_no_fields(string hex, int subtype) =>
        Assert.Equal(new AirborneVelocity { Subtype = subtype }, AirborneVelocity.Decode(Frame.Parse(hex).Message));

    [Fact]
    public void TIS_B_velocity_puts_quality_where_ADS_B_has_other_fields()
    {
        var velocity = TisBVelocity.Decode(Frame.Parse("92A24528993C238900062053CDEF").Message);

        Assert.Null(velocity.Motion.GeometricMinusBarometricFeet);
        Assert.Equal((7, 0, 2), (velocity.NacP, velocity.NacV, velocity.Sil));
        Assert.Equal((-34, -71, 0), (velocity.Motion.EastKnots, velocity.Motion.NorthKnots, velocity.Motion.VerticalRateFpm));
        Assert.True(velocity.NicSupplement);
    }

    [Theory]
    [InlineData(450, 90, 450, 0)]
    [InlineData(450, 225, -318, -318)]
    [InlineData(0, 10, 0, 0)]
    [InlineData(1200, 180, 0, -1200)]
    public void Speed_and_track_become_components(double speed, double track, int east, int north)
    {
        var velocity = AirborneVelocity.OverGround(speed, track);

        Assert.Equal((east, north), (velocity.EastKnots, velocity.NorthKnots));
        Assert.Equal(velocity, AirborneVelocity.Decode(velocity.Encode()));
    }

    [Fact]
    public void Values_beyond_the_scale_are_sent_as_more_than()
    {
        var velocity = new AirborneVelocity { Subtype = 1, EastKnots = -5000, NorthKnots = 0, VerticalRateFpm = int.MinValue, GeometricMinusBarometricFeet = 9999 };

        var sent = AirborneVelocity.Decode(velocity.Encode());

        Assert.Equal((-1022, -32_640, 3150), (sent.EastKnots, sent.VerticalRateFpm, sent.GeometricMinusBarometricFeet));
    }

    private static void AssertNear(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 0.006);
    }
}
