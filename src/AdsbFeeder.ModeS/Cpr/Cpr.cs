namespace AdsbFeeder.ModeS;

/// <summary>Compact position reporting (Doc 9871 C.2.6, DO-260B appendix A.1.7): degrees to fractions of a zone and back.</summary>
/// <remarks>
/// The globe is cut into 60 (even) or 59 (odd) latitude zones, and each parallel into NL or NL - 1 longitude zones; a message
/// holds only the place inside a zone.
/// 1. Global: the two grids drift apart by one zone around the globe, so even and odd together name the zone.
/// 2. Local: a known place within half a zone names it too.
/// 3. Surface messages use zones a quarter as large, so four candidates remain in longitude and two in latitude.
/// Zone arithmetic is on integers; degrees come out of one rounding.
/// </remarks>
public static partial class Cpr
{
    private const int FineBits = 17;
    private const int SurfaceBits = 19;

    /// <summary>Encodes a position in degrees. Surface coding keeps the low 17 of 19 bits.</summary>
    public static CprPosition Encode(double latitude, double longitude, CprFormat format, bool surface)
    {
        var (y, x) = Encode(latitude, longitude, format, surface ? SurfaceBits : FineBits);
        return new CprPosition(y & 0x1FFFF, x & 0x1FFFF, format);
    }

    /// <summary>Encodes with any number of bits: 17 airborne, 19 surface, 12 coarse TIS-B, 14 intent.</summary>
    internal static (int Y, int X) Encode(double latitude, double longitude, CprFormat format, int bits)
    {
        var scale = 1 << bits;
        var (latitudeZone, y) = ZoneAndFraction(latitude, 60 - (int)format, scale);
        var encodedLatitude = (latitudeZone * scale + y) * 360 / ((60.0 - (int)format) * scale);
        var (_, x) = ZoneAndFraction(longitude, Math.Max(LongitudeZones.At(encodedLatitude) - (int)format, 1), scale);
        return ((int)y & (scale - 1), (int)x & (scale - 1));
    }

    /// <summary>The zone, by floor, and the nearest step in it, ties upwards: 0 to scale, which is 0 of the next zone.</summary>
    /// <remarks>Multiplying before the one division keeps exact ties exact; a remainder of 360 / 59 degrees would not.</remarks>
    private static (double Zone, double Fraction) ZoneAndFraction(double degrees, int count, int scale)
    {
        var inZones = degrees * count / 360;
        var zone = Math.Floor(inZones);
        return (zone, Math.Floor((inZones - zone) * scale + 0.5));
    }

    private static int Modulo(int value, int divisor)
    {
        var remainder = value % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    /// <summary>Folds degrees into [-180, 180).</summary>
    private static double FoldLongitude(double degrees) => degrees - 360 * Math.Floor((degrees + 180) / 360);
}
