namespace AdsbFeeder.Simulation.Fleet;

internal enum LegKind
{
    /// <summary>Fly to the point, climbing or descending to the altitude on the way.</summary>
    Fly,

    /// <summary>Fly the glide path of the airport until touchdown.</summary>
    FinalApproach,

    /// <summary>Brake on the runway down to the speed.</summary>
    RollOut,

    /// <summary>Roll to the point on the ground.</summary>
    Taxi,

    /// <summary>Stand still for the time.</summary>
    Hold,

    /// <summary>Accelerate along the runway until the aircraft flies.</summary>
    TakeOff,
}

/// <summary>One piece of a flight plan.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="To">Where it ends, when it ends at a place.</param>
/// <param name="AltitudeFeet">Altitude to be at, from as early as possible when climbing and as late as possible when descending.</param>
/// <param name="SpeedKnots">Calibrated airspeed limit, or the speed on the ground.</param>
/// <param name="Seconds">How long a hold lasts.</param>
internal readonly record struct Leg(LegKind Kind, GeoPoint To, double AltitudeFeet, double SpeedKnots, double Seconds)
{
    public static Leg Fly(GeoPoint to, double altitudeFeet, double speedKnots = 400) => new(LegKind.Fly, to, altitudeFeet, speedKnots, 0);

    public static Leg FinalApproach(Airport airport) => new(LegKind.FinalApproach, airport.Threshold, Airport.ElevationFeet, 180, 0);

    public static Leg RollOut(double speedKnots) => new(LegKind.RollOut, default, 0, speedKnots, 0);

    public static Leg Taxi(GeoPoint to, double speedKnots) => new(LegKind.Taxi, to, 0, speedKnots, 0);

    public static Leg Hold(double seconds) => new(LegKind.Hold, default, 0, 0, seconds);

    public static Leg TakeOff(Airport airport) => new(LegKind.TakeOff, airport.At(Airport.RunwayMetres, 0), 0, 0, 0);
}
