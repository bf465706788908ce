namespace AdsbFeeder.ModeS.Tests;

/// <summary>The standard atmosphere and the airspeeds in it.</summary>
public class AirTests
{
    // ICAO Doc 7488: sound at sea level 661.5 kt, at 35,000 ft 576.4 kt; temperature 218.8 K; pressure ratio 0.2353.
    [Theory]
    [InlineData(0, 661.5, 288.15, 1)]
    [InlineData(18_000, 619.2, 252.49, 0.4994)]
    [InlineData(35_000, 576.4, 218.81, 0.2353)]
    [InlineData(36_089, 573.6, 216.65, 0.2234)]
    [InlineData(41_000, 573.6, 216.65, 0.1764)]
    [InlineData(45_000, 573.6, 216.65, 0.14546)]
    public void Standard_atmosphere_has_its_tabulated_values(double feet, double sound, double kelvin, double pressure)
    {
        Assert.Equal(sound, StandardAtmosphere.SoundKnots(feet), 0.3);
        Assert.Equal(kelvin, StandardAtmosphere.Kelvin(feet), 0.05);
        Assert.Equal(pressure, StandardAtmosphere.PressureRatio(feet), 0.0002);
        Assert.Equal(1013.25 * pressure, StandardAtmosphere.Hectopascals(feet), 0.3);
    }

    // Mach 0.78 at 35,000 ft is 449.6 kt true and 264 to 265 kt calibrated.
    [Fact]
    public void Speeds_of_a_cruising_jet_are_right()
    {
        Assert.Equal(449.6, Airspeed.TrueKnots(0.78, 35_000), 0.1);
        Assert.Equal(264.5, Airspeed.CalibratedKnots(0.78, 35_000), 0.5);
    }

    [Theory]
    [InlineData(120, 2000)]
    [InlineData(250, 9000)]
    [InlineData(300, 28_000)]
    public void Mach_number_and_calibrated_airspeed_are_inverse(double calibrated, double feet) =>
        Assert.Equal(calibrated, Airspeed.CalibratedKnots(Airspeed.Mach(calibrated, feet), feet), 1e-6);

    [Theory]
    [InlineData(449.6, 0.78, -54.3, -27.7)]
    [InlineData(573.6, 1.0, -56.5, -13.2)]
    public void Temperature_follows_from_true_airspeed_and_mach(double knots, double mach, double outside, double total)
    {
        var celsius = Airspeed.StaticCelsius(knots, mach);

        Assert.Equal(outside, celsius, 0.1);
        Assert.Equal(total, Airspeed.TotalCelsius(celsius, mach), 0.2);
    }
}
