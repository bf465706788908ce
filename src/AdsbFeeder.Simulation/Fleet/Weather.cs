namespace AdsbFeeder.Simulation.Fleet;

/// <summary>One wind for the whole region, growing with height, and the pressure of the day.</summary>
/// <param name="WindTowardDegrees">Where the wind blows to.</param>
/// <param name="SurfaceKnots">Its speed at sea level.</param>
/// <param name="KnotsPer10000Feet">Its growth up to 40,000 ft.</param>
internal readonly record struct Weather(double WindTowardDegrees, double SurfaceKnots, double KnotsPer10000Feet)
{
    /// <summary>Magnetic north lies this far east of true north; BDS 6,0 reports magnetic heading.</summary>
    public const double MagneticVariationDegrees = 2;

    private const double QnhHectopascals = 1016;
    private const double TransitionFeet = 6000;

    /// <summary>What crews have dialled: the pressure of the day below the transition altitude, the standard above.</summary>
    public static double AltimeterSetting(double altitudeFeet) => altitudeFeet < TransitionFeet ? QnhHectopascals : 1013.2;

    public double WindKnots(double altitudeFeet) => SurfaceKnots + (KnotsPer10000Feet * Math.Clamp(altitudeFeet, 0, 40_000) / 10_000);

    /// <summary>Height above the ellipsoid less pressure altitude: 27 ft per hPa at sea level, a warm day and the geoid.</summary>
    public static double GeometricMinusBarometricFeet(double altitudeFeet) => 225 + (0.011 * altitudeFeet);
}
