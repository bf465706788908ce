namespace AdsbFeeder.Tracking;

/// <summary>The standard atmosphere (ICAO Doc 7488) and what speeds make of it.</summary>
internal static class Atmosphere
{
    private const double SeaLevelKelvin = 288.15;
    private const double LapseKelvinPerMetre = 0.0065;
    private const double TropopauseMetres = 11_000, TropopauseKelvin = 216.65, TropopausePressureRatio = 0.223361;
    private const double SeaLevelSoundKnots = 661.4786;
    private const double MetresPerFoot = 0.3048;

    /// <summary>Pressure at a pressure altitude over that at sea level.</summary>
    public static double PressureRatio(int altitudeFeet)
    {
        var metres = altitudeFeet * MetresPerFoot;
        return metres < TropopauseMetres
            ? Math.Pow(1 - LapseKelvinPerMetre * metres / SeaLevelKelvin, 5.255880)
            : TropopausePressureRatio * Math.Exp(-(metres - TropopauseMetres) * 9.80665 / (287.05287 * TropopauseKelvin));
    }

    /// <summary>Calibrated airspeed of a Mach number at a pressure altitude, knots; indicated airspeed differs by instrument errors only.</summary>
    public static double IndicatedAirspeedKnots(double mach, int altitudeFeet)
    {
        var impact = PressureRatio(altitudeFeet) * (Math.Pow(1 + 0.2 * mach * mach, 3.5) - 1);
        return SeaLevelSoundKnots * Math.Sqrt(5 * (Math.Pow(impact + 1, 2.0 / 7) - 1));
    }

    /// <summary>Static air temperature from true airspeed and Mach number, degrees Celsius: the speed of sound is their ratio.</summary>
    public static double StaticCelsius(double trueAirspeedKnots, double mach)
    {
        var sound = trueAirspeedKnots / mach / SeaLevelSoundKnots;
        return SeaLevelKelvin * sound * sound - 273.15;
    }

    /// <summary>Total air temperature: what a probe in the stream feels.</summary>
    public static double TotalCelsius(double staticCelsius, double mach) => (staticCelsius + 273.15) * (1 + 0.2 * mach * mach) - 273.15;
}
