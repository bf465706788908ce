using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Tests.Fleet;

public class GeoPointTests
{
    [Fact]
    public void A_degree_of_latitude_is_60_nautical_miles() =>
        Assert.Equal(111_195, new GeoPoint(51, 4).DistanceTo(new GeoPoint(52, 4)), 1.0);

    [Theory]
    [InlineData(52, 4, 0, 1000)]
    [InlineData(52, 4, 77, 300_000)]
    [InlineData(-33, 179.9, 90, 50_000)]
    [InlineData(70, -179.9, 271, 80_000)]
    public void Going_along_a_bearing_ends_at_that_distance_and_bearing(double latitude, double longitude, double bearing, double metres)
    {
        var start = new GeoPoint(latitude, longitude);

        var end = start.Toward(bearing, metres);

        Assert.Equal(metres, start.DistanceTo(end), 0.01);
        Assert.Equal(bearing, start.BearingTo(end), 1e-6);
        Assert.InRange(end.Longitude, -180, 180);
    }

    [Fact]
    public void Slant_range_overhead_is_the_height() =>
        Assert.Equal(10_000, new GeoPoint(52, 4).SlantRangeTo(new GeoPoint(52, 4), 10_000 / 0.3048, 0), 0.01);

    [Theory]
    [InlineData(-1, 359)]
    [InlineData(360, 0)]
    [InlineData(-1e-15, 0)]
    [InlineData(725, 5)]
    public void Full_angles_are_below_360(double degrees, double expected) => Assert.Equal(expected, Angles.Full(degrees), 1e-9);

    [Theory]
    [InlineData(180, -180)]
    [InlineData(-181, 179)]
    [InlineData(10, 10)]
    public void Half_angles_are_below_180(double degrees, double expected) => Assert.Equal(expected, Angles.Half(degrees), 1e-9);
}
