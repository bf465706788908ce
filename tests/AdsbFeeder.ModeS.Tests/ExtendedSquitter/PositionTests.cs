namespace AdsbFeeder.ModeS.Tests;

public class PositionTests
{
    [Theory]
    [InlineData("8D40621D58C382D690C8AC2863A7", 11, 38_000, false)] // 1090-riddle, real
    [InlineData("8D4070E50053C0000000004F7C40", 0, 15_700, false)] // tc0
    [InlineData("8D4CA7B1A0C3813880C3505B5A7A", 20, 38_000, true)] // tc20: feet, not metres
    [InlineData("8D406666A80D1652395CBE9D59C6", 21, 1425, true)]
    [InlineData("8C7C14707D8003800009ACDAFF39", 15, -800, false)] // ac-neg: Gillham in 12 bits
    public void Airborne_positions_give_altitude(string hex, int typeCode, int feet, bool isGeometric)
    {
        var position = AirbornePosition.Decode(Frame.Parse(hex).Message);

        Assert.Equal((typeCode, feet, isGeometric), (position.TypeCode, position.AltitudeFeet, position.IsGeometric));
        Assert.Equal(typeCode != 0, position.HasPosition);
        Assert.Equal(position, AirbornePosition.Decode(position.Encode()));
    }

    [Fact]
    public void An_airborne_position_gives_its_place_in_the_zone()
    {
        var position = AirbornePosition.Decode(Frame.Parse("8D40621D58C382D690C8AC2863A7").Message);

        Assert.Equal(new CprPosition(93_000, 51_372, CprFormat.Even), position.Cpr);
        Assert.False(position.TimeSynchronised);
        Assert.Equal(0x58C382D690C8ACUL, position.Encode().Bits);
        Assert.Equal(SurveillanceStatus.None, position.SurveillanceStatus);
    }

    [Fact]
    public void An_alert_is_told_by_the_surveillance_status() =>
        Assert.Equal(SurveillanceStatus.TemporaryAlert, AirbornePosition.Decode(Frame.Parse("8C7C14707D8003800009ACDAFF39").Message).SurveillanceStatus);

    [Fact]
    public void The_pattern_of_a_known_transponder_failure_is_no_position()
    {
        var failed = new AirbornePosition(15, null, new CprPosition(0x1F000, 0, CprFormat.Even));

        Assert.False(failed.HasPosition);
        Assert.True((failed with { Cpr = new CprPosition(0x1F001, 0, CprFormat.Even) }).HasPosition);
    }

    [Theory]
    [InlineData("8C3461CE399E40586B4EE4932241", 7, 8.0, 281.25)] // surf-mov, surf-track
    [InlineData("8C4CA7B13824013880C350D473D4", 7, 0.125, null)] // 180 degrees, but not valid
    public void Surface_positions_give_speed_and_track(string hex, int typeCode, double? knots, double? track)
    {
        var position = SurfacePosition.Decode(Frame.Parse(hex).Message);

        Assert.Equal((typeCode, knots, track), (position.TypeCode, position.GroundSpeedKnots, position.TrackDegrees));
        Assert.Equal(position, SurfacePosition.Decode(position.Encode()));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.125)]
    [InlineData(9, 1.0)]
    [InlineData(12, 1.75)]
    [InlineData(13, 2.0)]
    [InlineData(38, 14.5)]
    [InlineData(39, 15.0)]
    [InlineData(93, 69.0)]
    [InlineData(94, 70.0)]
    [InlineData(108, 98.0)]
    [InlineData(109, 100.0)]
    [InlineData(123, 170.0)]
    [InlineData(124, 175.0)]
    [InlineData(125, null)]
    [InlineData(127, null)]
    public void Movement_is_a_piecewise_scale(byte code, double? knots) => Assert.Equal(knots, new SurfaceMovement(code).Knots());

    [Fact]
    public void Movement_below_a_knot_differs_between_versions()
    {
        Assert.Equal(0.875, new SurfaceMovement(8).Knots(version: 0));
        Assert.Equal(0.125 + 5 * 0.875 / 6, new SurfaceMovement(8).Knots(version: 2)!.Value, 1e-12);
    }

    [Fact]
    public void Every_movement_code_is_found_again_from_its_speed()
    {
        for (byte code = 3; code <= 124; code++)
            Assert.Equal(code, SurfaceMovement.FromKnots(new SurfaceMovement(code).Knots()).Code);
        Assert.Equal(2, SurfaceMovement.FromKnots(0.06).Code);
        Assert.Equal(1, SurfaceMovement.FromKnots(0).Code);
        Assert.Equal(124, SurfaceMovement.FromKnots(900).Code);
        Assert.Equal(0, SurfaceMovement.FromKnots(null).Code);
        Assert.Equal(0, SurfaceMovement.FromKnots(double.NaN).Code);
    }

    [Fact]
    public void A_coarse_position_has_its_own_layout()
    {
        var position = CoarsePosition.Decode(Frame.Parse("931234560787148C4D2929B869A8").Message);

        Assert.Equal(new CoarsePosition(SurveillanceStatus.None, 3, 38_000, 101.25, 6, 1234, 2345, CprFormat.Even), position);
        Assert.Equal(144, position.SlowestGroundSpeedKnots);
    }
}
