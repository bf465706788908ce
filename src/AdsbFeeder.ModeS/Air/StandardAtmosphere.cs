namespace AdsbFeeder.ModeS;

/// <summary>The standard atmosphere (ICAO Doc 7488) by pressure altitude, to 20 km.</summary>
/// <remarks><code>
///   to 11 km      T = 288.15 K - 6.5 K / km      p / p0 = (T / 288.15 K) ^ 5.2559
///   above         T = 216.65 K                   p / p0 = 0.22336 exp(-(h - 11 km) / 6341.62 m)
///   sound         661.4786 kt * sqrt(T / 288.15 K)
/// </code></remarks>
public static class StandardAtmosphere
{
    /// <summary>Speed of sound at sea level, knots.</summary>
    public const double SeaLevelSoundKnots = 661.4786;

    /// <summary>Temperature at sea level, kelvin.</summary>
    public const double SeaLevelKelvin = 288.15;

    /// <summary>0 degrees Celsius in kelvin.</summary>
    public const double FreezingKelvin = 273.15;

    private const double SeaLevelHectopascals = 1013.25;
    private const double KelvinPerFoot = 0.0065 * 0.3048;
    private const double TropopauseFeet = 11_000 / 0.3048;
    private const double TropopauseKelvin = 216.65;
    private const double TropopausePressure = 0.223361;
    private const double ScaleFeet = 6341.62 / 0.3048; // R T / g above the tropopause

    /// <summary>Temperature in kelvin.</summary>
    public static double Kelvin(double feet) => feet < TropopauseFeet ? SeaLevelKelvin - KelvinPerFoot * feet : TropopauseKelvin;

    /// <summary>Temperature in degrees Celsius.</summary>
    public static double Celsius(double feet) => Kelvin(feet) - FreezingKelvin;

    /// <summary>Static pressure in hPa.</summary>
    public static double Hectopascals(double feet) => SeaLevelHectopascals * PressureRatio(feet);

    /// <summary>Pressure over that at sea level.</summary>
    public static double PressureRatio(double feet) => feet < TropopauseFeet
        ? Math.Pow(1 - KelvinPerFoot * feet / SeaLevelKelvin, 5.255880)
        : TropopausePressure * Math.Exp((TropopauseFeet - feet) / ScaleFeet);

    /// <summary>Speed of sound in knots.</summary>
    public static double SoundKnots(double feet) => SeaLevelSoundKnots * Math.Sqrt(Kelvin(feet) / SeaLevelKelvin);
}
