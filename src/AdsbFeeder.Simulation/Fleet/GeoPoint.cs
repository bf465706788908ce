namespace AdsbFeeder.Simulation.Fleet;

/// <summary>A place on a spherical Earth of 6,371,008.8 m mean radius; degrees, north and east positive.</summary>
internal readonly record struct GeoPoint(double Latitude, double Longitude)
{
    public const double EarthRadiusMetres = 6_371_008.8;

    private const double Radian = Math.PI / 180;

    /// <summary>Great-circle distance in metres.</summary>
    public double DistanceTo(GeoPoint other)
    {
        var halfLatitude = Math.Sin((other.Latitude - Latitude) * Radian / 2);
        var halfLongitude = Math.Sin((other.Longitude - Longitude) * Radian / 2);
        var a = (halfLatitude * halfLatitude)
            + (Math.Cos(Latitude * Radian) * Math.Cos(other.Latitude * Radian) * halfLongitude * halfLongitude);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    /// <summary>Initial bearing towards another point, 0 to 360 degrees from true north.</summary>
    public double BearingTo(GeoPoint other)
    {
        var deltaLongitude = (other.Longitude - Longitude) * Radian;
        var (sinHere, cosHere) = Math.SinCos(Latitude * Radian);
        var (sinThere, cosThere) = Math.SinCos(other.Latitude * Radian);
        var east = Math.Sin(deltaLongitude) * cosThere;
        var north = (cosHere * sinThere) - (sinHere * cosThere * Math.Cos(deltaLongitude));
        return Angles.Full(Math.Atan2(east, north) / Radian);
    }

    /// <summary>The point at a distance along a bearing.</summary>
    public GeoPoint Toward(double bearingDegrees, double metres)
    {
        var angle = metres / EarthRadiusMetres;
        var (sinHere, cosHere) = Math.SinCos(Latitude * Radian);
        var (sinAngle, cosAngle) = Math.SinCos(angle);
        var sinThere = (sinHere * cosAngle) + (cosHere * sinAngle * Math.Cos(bearingDegrees * Radian));
        var longitude = Longitude
            + (Math.Atan2(Math.Sin(bearingDegrees * Radian) * sinAngle * cosHere, cosAngle - (sinHere * sinThere)) / Radian);
        return new GeoPoint(Math.Asin(Math.Clamp(sinThere, -1, 1)) / Radian, Angles.Half(longitude));
    }

    /// <summary>Straight-line distance in metres between two points at heights in feet.</summary>
    public double SlantRangeTo(GeoPoint other, double heightFeet, double otherHeightFeet)
    {
        var angle = DistanceTo(other) / EarthRadiusMetres;
        var here = EarthRadiusMetres + (heightFeet * Units.MetresPerFoot);
        var there = EarthRadiusMetres + (otherHeightFeet * Units.MetresPerFoot);
        var half = Math.Sin(angle / 2);
        return Math.Sqrt(((here - there) * (here - there)) + (4 * here * there * half * half));
    }
}
