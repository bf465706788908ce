namespace AdsbFeeder.Tracking;

/// <summary>Distances and bearings on a sphere of the mean Earth radius; within 0.5 % of the ellipsoid, which is enough for plausibility and range.</summary>
public static class GreatCircle
{
    /// <summary>A nautical mile in metres, by definition.</summary>
    public const double MetresPerNauticalMile = 1852;

    /// <summary>A knot in metres per second.</summary>
    public const double MetresPerSecondPerKnot = MetresPerNauticalMile / 3600;

    private const double EarthRadiusMetres = 6_371_008.8;   // mean radius R1 of the GRS 80 ellipsoid
    private const double RadiansPerDegree = Math.PI / 180;

    /// <summary>The shortest way over the ground, metres (haversine, which stays exact for close points).</summary>
    public static double DistanceMetres(GeoPosition from, GeoPosition to)
    {
        var sinLatitude = Math.Sin((to.Latitude - from.Latitude) * RadiansPerDegree / 2);
        var sinLongitude = Math.Sin((to.Longitude - from.Longitude) * RadiansPerDegree / 2);
        var a = sinLatitude * sinLatitude
            + Math.Cos(from.Latitude * RadiansPerDegree) * Math.Cos(to.Latitude * RadiansPerDegree) * sinLongitude * sinLongitude;
        return 2 * EarthRadiusMetres * Math.Asin(Math.Sqrt(Math.Min(1, a)));
    }

    /// <summary>The true bearing at the start of that way, degrees from 0 up to 360.</summary>
    public static double BearingDegrees(GeoPosition from, GeoPosition to)
    {
        var east = (to.Longitude - from.Longitude) * RadiansPerDegree;
        var (sinFrom, cosFrom) = Math.SinCos(from.Latitude * RadiansPerDegree);
        var (sinTo, cosTo) = Math.SinCos(to.Latitude * RadiansPerDegree);
        var bearing = Math.Atan2(Math.Sin(east) * cosTo, cosFrom * sinTo - sinFrom * cosTo * Math.Cos(east)) / RadiansPerDegree;
        return bearing < 0 ? bearing + 360 : bearing;
    }
}
