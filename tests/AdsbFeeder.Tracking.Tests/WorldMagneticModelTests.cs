namespace AdsbFeeder.Tracking.Tests;

/// <summary>The magnetic model against NOAA's own numbers.</summary>
public class WorldMagneticModelTests
{
    // WMM2025_TEST_VALUES.txt and WMM2025_TestValues.txt, which NOAA publishes with the coefficients: year, km, latitude, longitude, declination.
    [Theory]
    [InlineData(2025.0, 0, 80, 0, 1.28)]
    [InlineData(2025.0, 0, 0, 120, -0.16)]
    [InlineData(2025.0, 0, -80, 240, 68.78)]
    [InlineData(2025.0, 100, 80, 0, 0.85)]
    [InlineData(2025.0, 100, 0, 120, -0.15)]
    [InlineData(2025.0, 100, -80, 240, 68.21)]
    [InlineData(2027.5, 0, 80, 0, 2.59)]
    [InlineData(2027.5, 0, 0, 120, -0.24)]
    [InlineData(2027.5, 0, -80, 240, 68.49)]
    [InlineData(2027.5, 100, 80, 0, 2.16)]
    [InlineData(2027.5, 100, 0, 120, -0.23)]
    [InlineData(2027.5, 100, -80, 240, 67.93)]
    [InlineData(2025.0, 28, 89, -121, -99.77)]
    [InlineData(2025.0, 48, 80, -96, -29.91)]
    [InlineData(2025.0, 18, 0, 21, 1.29)]
    [InlineData(2025.0, 39, -59, -8, -15.75)]
    [InlineData(2025.0, 51, -33, 109, -5.49)]
    [InlineData(2025.5, 6, -36, -137, 20.28)]
    [InlineData(2025.5, 8, -66, 17, -33.14)]
    [InlineData(2026.0, 74, -57, 3, -22.51)]
    [InlineData(2026.0, 62, -14, 99, -1.43)]
    [InlineData(2026.5, 14, 0, 80, -3.10)]
    [InlineData(2026.5, 12, 33, -145, 11.96)]
    [InlineData(2027.0, 37, -66, -5, -17.22)]
    [InlineData(2027.0, 44, -43, -111, 24.31)]
    public void Declination_is_the_published_one(double year, double kilometres, double latitude, double longitude, double declination)
    {
        Assert.Equal(declination, WorldMagneticModel.InYear(new GeoPosition(latitude, longitude), kilometres, year), 0.0051);
    }

    [Theory]
    [InlineData(90, 0)]
    [InlineData(-90, 77)]
    [InlineData(51.5, 180)]
    [InlineData(51.5, -180)]
    public void It_is_a_number_at_the_poles_and_at_the_date_line(double latitude, double longitude)
    {
        Assert.InRange(WorldMagneticModel.DeclinationDegrees(new GeoPosition(latitude, longitude), 35_000.0, Air.Start), -180, 180);
    }

    [Fact]
    public void Feet_and_milliseconds_are_those_of_the_tracker()
    {
        // 2026-11-21 07:38 UTC is 2026.888
        var inYears = WorldMagneticModel.InYear(new GeoPosition(52, 4), 11.582, 2026.888);

        Assert.Equal(inYears, WorldMagneticModel.DeclinationDegrees(new GeoPosition(52, 4), 38_000.0, Air.Start), 0.001);
        Assert.Equal(2.4, inYears, 0.4);   // the Netherlands
    }
}
