namespace AdsbFeeder.Simulation.Fleet;

/// <summary>The standard atmosphere (ICAO Doc 7488) to 20 km, and the airspeeds that follow from it.</summary>
internal static class Atmosphere
{
    private const double SeaLevelSoundKnots = 661.47;
    private const double TropopauseFeet = 36_089.24;

    /// <summary>Temperature in kelvin at a pressure altitude.</summary>
    public static double Temperature(double altitudeFeet) =>
        288.15 - (0.0019812 * Math.Min(altitudeFeet, TropopauseFeet));

    /// <summary>Pressure over sea level pressure.</summary>
    public static double PressureRatio(double altitudeFeet) => altitudeFeet <= TropopauseFeet
        ? Math.Pow(1 - (6.8755856e-6 * altitudeFeet), 5.2558797)
        : 0.22336 * Math.Exp((TropopauseFeet - altitudeFeet) / 20_805.8);

    /// <summary>Speed of sound in knots.</summary>
    public static double SoundKnots(double altitudeFeet) => SeaLevelSoundKnots * Math.Sqrt(Temperature(altitudeFeet) / 288.15);

    /// <summary>Calibrated airspeed in knots from true airspeed.</summary>
    public static double CalibratedFromTrue(double trueKnots, double altitudeFeet)
    {
        var mach = trueKnots / SoundKnots(altitudeFeet);
        var impact = PressureRatio(altitudeFeet) * (Math.Pow(1 + (0.2 * mach * mach), 3.5) - 1);
        return SeaLevelSoundKnots * Math.Sqrt(5 * (Math.Pow(impact + 1, 2 / 7.0) - 1));
    }

    /// <summary>True airspeed in knots from calibrated airspeed.</summary>
    public static double TrueFromCalibrated(double calibratedKnots, double altitudeFeet)
    {
        var ratio = calibratedKnots / SeaLevelSoundKnots;
        var impact = Math.Pow(1 + (0.2 * ratio * ratio), 3.5) - 1;
        var mach = Math.Sqrt(5 * (Math.Pow((impact / PressureRatio(altitudeFeet)) + 1, 2 / 7.0) - 1));
        return mach * SoundKnots(altitudeFeet);
    }
}
