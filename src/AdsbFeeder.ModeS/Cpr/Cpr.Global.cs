namespace AdsbFeeder.ModeS;

public static partial class Cpr
{
    /// <summary>
    /// The position of an even and an odd airborne message of the same aircraft, at most 10 s apart. False when they lie in
    /// different longitude bands (the aircraft crossed one between them), are no pair, or give no latitude on Earth.
    /// </summary>
    /// <param name="even">The even message.</param>
    /// <param name="odd">The odd message.</param>
    /// <param name="newest">Which of them came last; its position is the answer.</param>
    /// <param name="latitude">Degrees, -90 to 90.</param>
    /// <param name="longitude">Degrees, -180 up to but not 180.</param>
    public static bool TryDecodeGlobalAirborne(
        CprPosition even, CprPosition odd, CprFormat newest, out double latitude, out double longitude)
    {
        latitude = longitude = 0;
        return even.Format == CprFormat.Even && odd.Format == CprFormat.Odd && TryDecodeGlobal(
            (even.Latitude17, even.Longitude17), (odd.Latitude17, odd.Longitude17), newest, FineBits, out latitude, out longitude);
    }

    /// <summary>The same with any number of bits, 17 or 12.</summary>
    internal static bool TryDecodeGlobal(
        (int Y, int X) even, (int Y, int X) odd, CprFormat newest, int bits, out double latitude, out double longitude)
    {
        latitude = longitude = 0;
        var (evenLatitude, oddLatitude) = GlobalLatitudes(even.Y, odd.Y, bits, 360);
        if (evenLatitude >= 270)
            evenLatitude -= 360;
        if (oddLatitude >= 270)
            oddLatitude -= 360;

        var zones = LongitudeZones.At(evenLatitude);
        if (Math.Abs(evenLatitude) > 90 || Math.Abs(oddLatitude) > 90 || zones != LongitudeZones.At(oddLatitude))
            return false;

        latitude = newest == CprFormat.Even ? evenLatitude : oddLatitude;
        longitude = FoldLongitude(GlobalLongitude(even.X, odd.X, newest, zones, bits, 360));
        return true;
    }

    /// <summary>
    /// The position of an even and an odd surface message of the same aircraft, at most 25 s apart (50 s when slower than 25 kt).
    /// Of the eight candidates, 90 degrees apart, the one nearest to the reference is taken. False as for airborne pairs.
    /// </summary>
    /// <param name="even">The even message.</param>
    /// <param name="odd">The odd message.</param>
    /// <param name="newest">Which of them came last; its position is the answer.</param>
    /// <param name="referenceLatitude">Degrees: the receiver, or where the aircraft was last.</param>
    /// <param name="referenceLongitude">Degrees, as above.</param>
    /// <param name="latitude">Degrees, -90 to 90.</param>
    /// <param name="longitude">Degrees, -180 up to but not 180.</param>
    public static bool TryDecodeGlobalSurface(
        CprPosition even, CprPosition odd, CprFormat newest,
        double referenceLatitude, double referenceLongitude, out double latitude, out double longitude)
    {
        latitude = longitude = 0;
        if (even.Format != CprFormat.Even || odd.Format != CprFormat.Odd)
            return false;

        var (evenLatitude, oddLatitude) = GlobalLatitudes(even.Latitude17, odd.Latitude17, FineBits, 90);
        var shift = NearestBand(newest == CprFormat.Even ? evenLatitude : oddLatitude, referenceLatitude);
        evenLatitude += shift;
        oddLatitude += shift;
        var zones = LongitudeZones.At(evenLatitude);
        if (Math.Abs(evenLatitude) > 90 || Math.Abs(oddLatitude) > 90 || zones != LongitudeZones.At(oddLatitude))
            return false;

        latitude = newest == CprFormat.Even ? evenLatitude : oddLatitude;
        var quadrant = GlobalLongitude(even.Longitude17, odd.Longitude17, newest, zones, FineBits, 90);
        longitude = FoldLongitude(quadrant + 90 * Math.Round((referenceLongitude - quadrant) / 90));
        return true;
    }

    /// <summary>Latitudes of both messages, 0 up to the span of degrees that 60 even zones cover.</summary>
    private static (double Even, double Odd) GlobalLatitudes(int even, int odd, int bits, int span)
    {
        var zone = (59 * even - 60 * odd + (1 << (bits - 1))) >> bits; // an arithmetic shift is a floor
        return (Degrees(Modulo(zone, 60), even, bits, span, 60), Degrees(Modulo(zone, 59), odd, bits, span, 59));
    }

    private static double GlobalLongitude(int even, int odd, CprFormat newest, int zones, int bits, int span)
    {
        var zone = (even * (zones - 1) - odd * zones + (1 << (bits - 1))) >> bits;
        var count = Math.Max(zones - (int)newest, 1);
        return Degrees(Modulo(zone, count), newest == CprFormat.Even ? even : odd, bits, span, count);
    }

    /// <summary>span / count * (zone + fraction / 2^bits), with the product exact before the one division.</summary>
    private static double Degrees(int zone, int fraction, int bits, int span, int count) =>
        (((long)zone << bits) + fraction) * span / ((double)count * (1 << bits));

    /// <summary>0 or -90, or 90 for the pole itself: what brings a surface latitude of 0 to 90 nearest to the reference.</summary>
    private static int NearestBand(double latitude, double reference)
    {
        if (reference > 45 && latitude == 0)
            return 90;
        return Math.Abs(latitude - 90 - reference) < Math.Abs(latitude - reference) ? -90 : 0;
    }
}
