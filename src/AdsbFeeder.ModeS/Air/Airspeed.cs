namespace AdsbFeeder.ModeS;

/// <summary>The speeds of an aircraft through the air, and the temperature, as they follow from each other.</summary>
/// <remarks><code>
///   Mach          true airspeed / speed of sound
///   impact        q / p = (1 + 0.2 M^2)^3.5 - 1, what a Pitot tube feels over the static pressure p
///   calibrated    the speed that has the same impact pressure at sea level; the indicated one differs by the errors of the instrument alone
///   temperature   of the air at rest T = 288.15 K (true airspeed / M / 661.48 kt)^2, of a probe in the stream T (1 + 0.2 M^2)
/// </code></remarks>
public static class Airspeed
{
    /// <summary>True airspeed in knots of a Mach number in the standard atmosphere.</summary>
    public static double TrueKnots(double mach, double feet) => mach * StandardAtmosphere.SoundKnots(feet);

    /// <summary>Calibrated airspeed in knots of a Mach number at a pressure altitude, whatever the temperature.</summary>
    public static double CalibratedKnots(double mach, double feet) =>
        StandardAtmosphere.SeaLevelSoundKnots * MachOfImpact(StandardAtmosphere.PressureRatio(feet) * ImpactOfMach(mach));

    /// <summary>Mach number of a calibrated airspeed in knots at a pressure altitude.</summary>
    public static double Mach(double calibratedKnots, double feet) =>
        MachOfImpact(ImpactOfMach(calibratedKnots / StandardAtmosphere.SeaLevelSoundKnots) / StandardAtmosphere.PressureRatio(feet));

    /// <summary>Static air temperature in degrees Celsius, of the true airspeed and the Mach number: their ratio is the speed of
    /// sound.</summary>
    public static double StaticCelsius(double trueKnots, double mach)
    {
        var sound = trueKnots / mach / StandardAtmosphere.SeaLevelSoundKnots;
        return StandardAtmosphere.SeaLevelKelvin * sound * sound - StandardAtmosphere.FreezingKelvin;
    }

    /// <summary>Total air temperature in degrees Celsius.</summary>
    public static double TotalCelsius(double staticCelsius, double mach) =>
        (staticCelsius + StandardAtmosphere.FreezingKelvin) * (1 + 0.2 * mach * mach) - StandardAtmosphere.FreezingKelvin;

    private static double ImpactOfMach(double mach) => Math.Pow(1 + 0.2 * mach * mach, 3.5) - 1;

    private static double MachOfImpact(double impact) => Math.Sqrt(5 * (Math.Pow(impact + 1, 2.0 / 7) - 1));
}
