using System.Globalization;
using AdsbFeeder.Tracking;
using NetTopologySuite.Geometries;

namespace AdsbFeeder.Serving.Query;

/// <summary>A box of latitudes and longitudes, edges included. When the west edge is east of the east edge it spans the 180th meridian.</summary>
internal readonly record struct GeoBox(double South, double North, double West, double East)
{
    internal const string Rule = "four numbers south,north,west,east: latitudes from -90 to 90, south first, and longitudes from -180 to 180";

    /// <summary>Reads <c>S,N,W,E</c> in degrees, the order of readsb's API; false when it is something else.</summary>
    internal static bool TryParse(string text, out GeoBox box)
    {
        box = default;
        if (!Numbers.TryParse(text, 4, out var n) || n[0] < -90 || n[1] > 90 || n[0] > n[1] || Math.Abs(n[2]) > 180 || Math.Abs(n[3]) > 180)
        {
            return false;
        }

        box = new GeoBox(n[0], n[1], n[2], n[3]);
        return true;
    }

    internal bool Contains(GeoPosition place) =>
        place.Latitude >= South && place.Latitude <= North
        && (West <= East ? place.Longitude >= West && place.Longitude <= East : place.Longitude >= West || place.Longitude <= East);

    /// <summary>The same as one or two rectangles that do not span the 180th meridian.</summary>
    internal IEnumerable<Envelope> Envelopes()
    {
        if (West <= East)
        {
            yield return new Envelope(West, East, South, North);
            yield break;
        }

        yield return new Envelope(West, 180, South, North);
        yield return new Envelope(-180, East, South, North);
    }
}

/// <summary>Everything within a distance of a point.</summary>
internal readonly record struct GeoCircle(GeoPosition Centre, double RadiusNauticalMiles)
{
    internal const string Rule = "three numbers latitude,longitude,radius: degrees, and nautical miles above 0 up to 10800";

    private const double HalfCircumference = 10_800;   // nautical miles: half way round the Earth, 180 times 60 minutes of arc
    private const double MinutesPerDegree = 60;

    /// <summary>The sphere of the distances has 60.04 NM a degree; 1 % more covers that.</summary>
    private const double Slack = 1.01;

    internal static bool TryParse(string text, out GeoCircle circle)
    {
        circle = default;
        if (!Numbers.TryParse(text, 3, out var n) || Math.Abs(n[0]) > 90 || Math.Abs(n[1]) > 180 || !(n[2] > 0) || n[2] > HalfCircumference)
        {
            return false;
        }

        circle = new GeoCircle(new GeoPosition(n[0], n[1]), n[2]);
        return true;
    }

    /// <summary>A box around it; all longitudes when a pole is near.</summary>
    internal GeoBox Bounds()
    {
        var radius = RadiusNauticalMiles / MinutesPerDegree * Slack;
        var (south, north) = (Centre.Latitude - radius, Centre.Latitude + radius);
        if (south <= -90 || north >= 90)
        {
            return new GeoBox(Math.Max(-90, south), Math.Min(90, north), -180, 180);
        }

        // The circle's eastmost point is nearer to the pole than its centre: sin(dLon) = sin(r) / cos(lat).
        var sine = Math.Sin(radius * Math.PI / 180) / Math.Cos(Centre.Latitude * Math.PI / 180);
        var width = sine >= 1 ? 180 : Math.Asin(sine) * 180 / Math.PI;
        return width >= 180 ? new GeoBox(south, north, -180, 180) : new GeoBox(south, north, Wrap(Centre.Longitude - width), Wrap(Centre.Longitude + width));
    }

    private static double Wrap(double longitude) => longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude;
}

/// <summary>Lists of numbers in a query.</summary>
internal static class Numbers
{
    internal static bool TryParse(string text, int count, out double[] numbers)
    {
        var parts = text.Split(',');
        numbers = new double[count];
        if (parts.Length != count)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return false;
            }
        }

        return true;
    }
}
