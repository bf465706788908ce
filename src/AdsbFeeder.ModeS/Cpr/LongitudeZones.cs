namespace AdsbFeeder.ModeS;

/// <summary>NL: how many longitude zones of the even grid fit on a parallel, 59 at the equator down to 1 beyond 87 degrees (Doc 9871
/// C.2.6.2).</summary>
/// <remarks>
/// The formula turned round: NL is at least n up to the latitude acos sqrt((1 - cos(pi / 30)) / (1 - cos(2 pi / n))).
/// For n = 2 that is exactly 87, where NL is still 2; tables that say "less than 87" reject good pairs there.
/// </remarks>
internal static class LongitudeZones
{
    /// <summary>Entry n is the highest latitude with n zones, for n = 2 to 59.</summary>
    private static readonly double[] HighestLatitude = CreateLatitudes();

    /// <summary>NL at each whole degree; a look-up starts here and walks at most two zones.</summary>
    private static readonly byte[] AtWholeDegree = CreateWholeDegrees();

    /// <summary>NL of a latitude in degrees, of either sign.</summary>
    public static int At(double latitude)
    {
        var distance = Math.Abs(latitude);
        if (!(distance <= 87))
            return 1;

        int zones = AtWholeDegree[(int)distance];
        while (distance > HighestLatitude[zones])
            zones--;
        return zones;
    }

    private static double[] CreateLatitudes()
    {
        var latitudes = new double[60];
        for (var n = 3; n < latitudes.Length; n++)
            latitudes[n] = 180 / Math.PI * Math.Acos(Math.Sqrt((1 - Math.Cos(Math.PI / 30)) / (1 - Math.Cos(2 * Math.PI / n))));
        latitudes[2] = 87;
        latitudes[1] = latitudes[0] = 90;
        return latitudes;
    }

    private static byte[] CreateWholeDegrees()
    {
        var zones = new byte[88];
        byte n = 59;
        for (var degree = 0; degree < zones.Length; degree++)
        {
            while (degree > HighestLatitude[n])
                n--;
            zones[degree] = n;
        }

        return zones;
    }
}
