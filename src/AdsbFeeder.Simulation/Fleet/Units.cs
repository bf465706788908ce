namespace AdsbFeeder.Simulation.Fleet;

/// <summary>Factors between aviation's units and SI.</summary>
internal static class Units
{
    public const double MetresPerFoot = 0.3048;
    public const double MetresPerNauticalMile = 1852;
    public const double MetresPerSecondPerKnot = MetresPerNauticalMile / 3600;
    public const double Gravity = 9.80665;
    public const double SpeedOfLight = 299_792_458;
}

/// <summary>Angles in degrees, folded.</summary>
internal static class Angles
{
    /// <summary>The angle from 0 (included) to 360.</summary>
    public static double Full(double degrees)
    {
        var folded = degrees - (360 * Math.Floor(degrees / 360));
        return folded >= 360 ? 0 : folded;
    }

    /// <summary>The angle from -180 (included) to 180.</summary>
    public static double Half(double degrees) => Full(degrees + 180) - 180;
}
