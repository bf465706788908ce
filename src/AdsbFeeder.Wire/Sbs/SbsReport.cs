using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>What one SBS line says of an aircraft; everything but the address may be absent.</summary>
/// <param name="Address">Who it is.</param>
/// <param name="IsMlat">True when the line begins with MLAT: a position computed by multilateration.</param>
public readonly record struct SbsReport(Address Address, bool IsMlat)
{
    /// <summary>Call sign or registration.</summary>
    public Callsign? Callsign { get; init; }

    /// <summary>Pressure altitude, feet.</summary>
    public int? AltitudeFeet { get; init; }

    /// <summary>Ground speed, knots.</summary>
    public double? GroundSpeedKnots { get; init; }

    /// <summary>Track over ground, degrees.</summary>
    public double? TrackDegrees { get; init; }

    /// <summary>Where it is.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>Rate of climb, feet per minute.</summary>
    public int? VerticalRateFpm { get; init; }

    /// <summary>Mode A code.</summary>
    public Squawk? Squawk { get; init; }

    /// <summary>Whether it stands on the ground.</summary>
    public bool? OnGround { get; init; }
}
