namespace AdsbFeeder.ModeS;

public static partial class Cpr
{
    /// <summary>
    /// The position of one message nearest to a reference, which must be within half a zone: 180 NM of the true position when
    /// airborne, 45 NM on the surface. A farther reference yields a wrong position, so the caller checks the distance that the
    /// aircraft can have flown. False when the result is not on Earth.
    /// </summary>
    public static bool TryDecodeLocal(
        CprPosition position, double referenceLatitude, double referenceLongitude, bool surface,
        out double latitude, out double longitude) =>
        TryDecodeLocal(
            position.Latitude17, position.Longitude17, position.Format, FineBits, surface ? 90 : 360,
            referenceLatitude, referenceLongitude, out latitude, out longitude);

    /// <summary>The same with any number of bits: 17, 12 coarse, 14 intent.</summary>
    internal static bool TryDecodeLocal(
        int y, int x, CprFormat format, int bits, int span,
        double referenceLatitude, double referenceLongitude, out double latitude, out double longitude)
    {
        latitude = NearestDegrees(referenceLatitude, y, bits, span, 60 - (int)format);
        longitude = 0;
        if (!(Math.Abs(latitude) <= 90))
            return false;

        var zones = Math.Max(LongitudeZones.At(latitude) - (int)format, 1);
        longitude = FoldLongitude(NearestDegrees(referenceLongitude, x, bits, span, zones));
        return true;
    }

    /// <summary>The angle with this fraction of a zone that lies within half a zone of the reference.</summary>
    private static double NearestDegrees(double reference, int fraction, int bits, int span, int count)
    {
        var size = (double)span / count;
        var place = (double)fraction / (1 << bits);
        var inZones = reference / size;
        var whole = Math.Floor(inZones);
        var zone = whole + Math.Floor(0.5 + (inZones - whole) - place);
        return (zone * (1 << bits) + fraction) * span / ((double)count * (1 << bits));
    }
}
