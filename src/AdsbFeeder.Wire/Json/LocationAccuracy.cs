using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>How much of the receiver's place the JSON tells. Everything in it that depends on that place is computed from the told one.</summary>
public enum LocationAccuracy
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Two decimals of a degree: about a kilometre.</summary>
    Approximate,

    /// <summary>All.</summary>
    Exact,
}

/// <summary>Rounding of the receiver's place.</summary>
public static class LocationAccuracyRounding
{
    /// <summary>The place that may be told; null when there is none.</summary>
    public static GeoPosition? Apply(this LocationAccuracy accuracy, GeoPosition? location) => (accuracy, location) switch
    {
        (LocationAccuracy.Exact, _) => location,
        (LocationAccuracy.Approximate, { } exact) => new GeoPosition(Math.Round(exact.Latitude, 2), Math.Round(exact.Longitude, 2)),
        _ => null,
    };
}
