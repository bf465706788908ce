using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Tests.Fleet;

public class AtmosphereTests
{
    // ICAO Doc 7488: sound at sea level 661.5 kt, at 35,000 ft 576.4 kt; temperature 218.8 K; pressure ratio 0.2353.
    [Theory]
    [InlineData(0, 661.5, 288.15, 1)]
    [InlineData(35_000, 576.4, 218.81, 0.2353)]
    [InlineData(41_000, 573.6, 216.65, 0.1764)]
    public void Standard_atmosphere_has_its_tabulated_values(double feet, double sound, double kelvin, double pressure)
    {
        Assert.Equal(sound, Atmosphere.SoundKnots(feet), 0.3);
        Assert.Equal(kelvin, Atmosphere.Temperature(feet), 0.05);
        Assert.Equal(pressure, Atmosphere.PressureRatio(feet), 0.0002);
    }

    // Mach 0.78 at 35,000 ft is 449.6 kt true and 264 to 265 kt calibrated.
    [Fact]
    public void Calibrated_airspeed_of_a_cruising_jet_is_right() =>
        Assert.Equal(264.5, Atmosphere.CalibratedFromTrue(449.6, 35_000), 0.5);

    [Theory]
    [InlineData(120, 2000)]
    [InlineData(250, 9000)]
    [InlineData(300, 28_000)]
    public void True_and_calibrated_airspeed_are_inverse(double calibrated, double feet) =>
        Assert.Equal(calibrated, Atmosphere.CalibratedFromTrue(Atmosphere.TrueFromCalibrated(calibrated, feet), feet), 1e-6);
}
