namespace AdsbFeeder.Tracking;

/// <summary>How far magnetic north lies east of true north: the World Magnetic Model 2025 (NOAA and BGS), good from 2025 to 2030.</summary>
/// <remarks>
/// The field is the gradient of a sum of spherical harmonics to degree 12:
/// <code>
///   X' = sum (a/r)^(n+2) (g cos m l + h sin m l) dP(n,m)/dt          north, at colatitude t and longitude l on the sphere
///   Y' = sum (a/r)^(n+2) m (g sin m l - h cos m l) P(n,m) / sin t    east
///   Z' = -sum (n+1) (a/r)^(n+2) (g cos m l + h sin m l) P(n,m)       down
///   g = g(2025) + years * dg, h likewise; P are Legendre functions in Schmidt's normalisation; a = 6371.2 km
///   X = X' cos(d) - Z' sin(d), d geocentric minus geodetic latitude     declination = atan2(Y', X)
/// </code>
/// Tests hold it to values that NOAA published with the coefficients. Before 2025 and after 2030 the change goes on as if it were steady,
/// five years more at most: a degree of error by then where it changes fast.</remarks>
internal static partial class WorldMagneticModel
{
    private const int Degree = 12;
    private const double Epoch = 2025;
    private const double ReferenceRadiusKm = 6371.2;
    private const double EquatorKm = 6378.137;                    // WGS 84
    private const double EccentricitySquared = 0.00669437999014;  // WGS 84
    private const double KmPerFoot = 0.0003048;
    private const double YearMs = 365.25 * 86_400_000;
    private const long EpochUnixMs = 1_735_689_600_000;           // 2025-01-01
    private const double Radians = Math.PI / 180;

    /// <summary>Closer to a pole than this, east has no direction.</summary>
    private const double NearestToPole = 1e-5;

    /// <summary>Declination in degrees, east positive, at a place and height and a time in UTC milliseconds since 1970.</summary>
    public static double DeclinationDegrees(GeoPosition place, double feet, long unixMs) =>
        InYear(place, feet * KmPerFoot, Epoch + (unixMs - EpochUnixMs) / YearMs);

    /// <summary>The same at a height in kilometres above the ellipsoid and a time in years.</summary>
    internal static double InYear(GeoPosition place, double kilometres, double year)
    {
        var years = Math.Clamp(year, Epoch - 5, Epoch + 10) - Epoch;
        var (sinGeodetic, cosGeodetic) = Math.SinCos(place.Latitude * Radians);
        var curvature = EquatorKm / Math.Sqrt(1 - EccentricitySquared * sinGeodetic * sinGeodetic);
        var equatorial = (curvature + kilometres) * cosGeodetic;
        var polar = (curvature * (1 - EccentricitySquared) + kilometres) * sinGeodetic;
        var radius = Math.Sqrt(equatorial * equatorial + polar * polar);

        var (x, y, z) = Field(polar / radius, Math.Max(equatorial / radius, NearestToPole), place.Longitude * Radians, ReferenceRadiusKm / radius, years);
        // The vertical of the ellipsoid leans from that of the sphere.
        var (sinLean, cosLean) = Math.SinCos(Math.Asin(polar / radius) - place.Latitude * Radians);
        return Math.Atan2(y, x * cosLean - z * sinLean) / Radians;
    }

    /// <summary>North, east and down on the sphere. Colatitude t has the given cosine and sine.</summary>
    private static (double X, double Y, double Z) Field(double cos, double sin, double longitude, double radiusRatio, double years)
    {
        Span<double> legendre = stackalloc double[(Degree + 1) * (Degree + 2) / 2];
        Span<double> slope = stackalloc double[legendre.Length];
        Legendre(cos, sin, legendre, slope);

        double x = 0, y = 0, z = 0;
        var coefficients = Coefficients;
        var power = radiusRatio * radiusRatio;
        for (var n = 1; n <= Degree; n++)
        {
            power *= radiusRatio;
            for (var m = 0; m <= n; m++)
            {
                var row = coefficients.Slice(4 * (Index(n, m) - 1), 4);
                var (g, h) = (row[0] + years * row[2], row[1] + years * row[3]);
                var (sinOrder, cosOrder) = Math.SinCos(m * longitude);
                var along = g * cosOrder + h * sinOrder;
                x += power * along * slope[Index(n, m)];
                y += power * m * (g * sinOrder - h * cosOrder) * legendre[Index(n, m)] / sin;
                z -= power * (n + 1) * along * legendre[Index(n, m)];
            }
        }

        return (x, y, z);
    }

    /// <remarks><code>
    ///   P(0,0) = 1,  P(1,1) = sin t
    ///   P(n,n) = sin t sqrt(1 - 1 / 2n) P(n-1,n-1)
    ///   P(n,m) = ((2n - 1) cos t P(n-1,m) - sqrt((n-1)^2 - m^2) P(n-2,m)) / sqrt(n^2 - m^2)      and their slopes by the product rule
    /// </code></remarks>
    private static void Legendre(double cos, double sin, Span<double> value, Span<double> slope)
    {
        (value[0], slope[0]) = (1, 0);
        for (var n = 1; n <= Degree; n++)
        {
            for (var m = 0; m <= n; m++)
            {
                if (m == n)
                {
                    var scale = n == 1 ? 1 : Math.Sqrt(1 - 0.5 / n);
                    var before = Index(n - 1, n - 1);
                    value[Index(n, n)] = scale * sin * value[before];
                    slope[Index(n, n)] = scale * (sin * slope[before] + cos * value[before]);
                    continue;
                }

                var root = Math.Sqrt(n * n - m * m);
                var last = Index(n - 1, m);
                value[Index(n, m)] = (2 * n - 1) * cos * value[last] / root;
                slope[Index(n, m)] = (2 * n - 1) * (cos * slope[last] - sin * value[last]) / root;
                if (m > n - 2) continue;
                var weight = Math.Sqrt((n - 1) * (n - 1) - m * m) / root;
                value[Index(n, m)] -= weight * value[Index(n - 2, m)];
                slope[Index(n, m)] -= weight * slope[Index(n - 2, m)];
            }
        }
    }

    private static int Index(int n, int m) => n * (n + 1) / 2 + m;
}
