namespace AdsbFeeder.ModeS;

/// <summary>The standard atmosphere (ICAO Doc 7488) as far as a register can be tested with it.</summary>
internal static class StandardAtmosphere
{
    private const double SeaLevelKelvin = 288.15;
    private const double KelvinPerFoot = 0.0065 * 0.3048;
    private const double TropopauseFeet = 11_000 / 0.3048;
    private const double TropopauseKelvin = 216.65;
    private const double TropopausePressure = 0.223361;
    private const double ScaleFeet = 6341.62 / 0.3048; // R T / g above the tropopause
    private const double SeaLevelSoundKnots = 661.4786;

    /// <summary>Temperature in degrees Celsius.</summary>
    public static double Celsius(double feet) => Kelvin(feet) - 273.15;

    /// <summary>Static pressure in hPa.</summary>
    public static double Hectopascals(double feet) => 1013.25 * PressureRatio(feet);

    /// <summary>True airspeed in knots of a Mach number.</summary>
    public static double TrueAirspeedKnots(double mach, double feet) =>
        mach * SeaLevelSoundKnots * Math.Sqrt(Kelvin(feet) / SeaLevelKelvin);

    /// <summary>Calibrated airspeed in knots of a Mach number; the indicated one differs by the errors of the instrument alone.</summary>
    public static double CalibratedAirspeedKnots(double mach, double feet)
    {
        var impact = PressureRatio(feet) * (Math.Pow(1 + 0.2 * mach * mach, 3.5) - 1);
        return SeaLevelSoundKnots * Math.Sqrt(5 * (Math.Pow(impact + 1, 2.0 / 7) - 1));
    }

    private static double Kelvin(double feet) => feet < TropopauseFeet ? SeaLevelKelvin - KelvinPerFoot * feet : TropopauseKelvin;

    private static double PressureRatio(double feet) => feet < TropopauseFeet
        ? Math.Pow(1 - KelvinPerFoot * feet / SeaLevelKelvin, 5.255880)
        : TropopausePressure * Math.Exp((TropopauseFeet - feet) / ScaleFeet);
}
