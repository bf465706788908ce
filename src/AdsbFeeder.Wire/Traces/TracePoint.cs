using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Where an aircraft was at one moment, small enough to keep hours of everybody.</summary>
/// <remarks>Altitudes in steps of 25 ft and speeds of 0.1 kt are what the aircraft sends; <see cref="Unknown"/> stands for "not known".</remarks>
public readonly record struct TracePoint
{
    /// <summary>No value.</summary>
    public const short Unknown = short.MinValue;

    private const double MicroDegrees = 1e6;
    private const int FeetPerStep = 25;
    private const double TenthsPerUnit = 10;

    private readonly int _latitude;
    private readonly int _longitude;
    private readonly short _altitude;
    private readonly short _geometricAltitude;
    private readonly short _speed;
    private readonly short _track;
    private readonly short _roll;

    /// <summary>What an aircraft's state says of its position; meaningless unless it has one.</summary>
    public TracePoint(in AircraftState aircraft, TraceMarks flags, TraceDetails? details)
    {
        UnixMs = aircraft.Position.UpdatedUnixMs;
        _latitude = (int)Math.Round(aircraft.Position.Value.Location.Latitude * MicroDegrees);
        _longitude = (int)Math.Round(aircraft.Position.Value.Location.Longitude * MicroDegrees);
        IsOnGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
        _altitude = Steps(aircraft.BarometricAltitudeFeet);
        _geometricAltitude = Steps(aircraft.GeometricAltitudeFeet);
        _speed = Tenths(aircraft.GroundSpeedKnots);
        _track = Tenths(IsOnGround && aircraft.TrueHeadingDegrees.IsPresent ? aircraft.TrueHeadingDegrees   // as readsb has it: where a standing aircraft points
            : aircraft.TrackDegrees.IsPresent ? aircraft.TrackDegrees : aircraft.CalculatedTrackDegrees);
        _roll = Tenths(aircraft.RollDegrees);
        BarometricRateFpm = Short(aircraft.BarometricRateFpm);
        GeometricRateFpm = Short(aircraft.GeometricRateFpm);
        IndicatedAirspeedKnots = Short(aircraft.IndicatedAirspeedKnots);
        Kind = aircraft.Kind;
        Details = details;
        Marks = flags
            | (BarometricRateFpm == Unknown && GeometricRateFpm != Unknown ? TraceMarks.RateIsGeometric : 0)
            | (_altitude == Unknown && _geometricAltitude != Unknown ? TraceMarks.AltitudeIsGeometric : 0);
    }

    /// <summary>A point as <see cref="TraceBlock"/> has it.</summary>
    internal TracePoint(long unixMs, int latitude, int longitude, ReadOnlySpan<short> values, TrackKind kind, TraceMarks marks, bool isOnGround, TraceDetails? details)
    {
        UnixMs = unixMs;
        _latitude = latitude;
        _longitude = longitude;
        (_altitude, _geometricAltitude, _speed, _track) = (values[0], values[1], values[2], values[3]);
        (_roll, BarometricRateFpm, GeometricRateFpm, IndicatedAirspeedKnots) = (values[4], values[5], values[6], values[7]);
        Kind = kind;
        Marks = marks;
        IsOnGround = isOnGround;
        Details = details;
    }

    /// <summary>How many numbers <see cref="CopyValues"/> gives.</summary>
    internal const int ValueCount = 8;

    /// <summary>When, UTC milliseconds since 1970.</summary>
    public long UnixMs { get; }

    /// <summary>Millionths of a degree.</summary>
    public int MicroLatitude => _latitude;

    /// <summary>Millionths of a degree.</summary>
    public int MicroLongitude => _longitude;

    /// <summary>Degrees.</summary>
    public double Latitude => _latitude / MicroDegrees;

    /// <summary>Degrees.</summary>
    public double Longitude => _longitude / MicroDegrees;

    /// <summary>It stands or rolls.</summary>
    public bool IsOnGround { get; }

    /// <summary>Pressure altitude in feet; null when unknown.</summary>
    public int? BarometricAltitudeFeet => _altitude == Unknown ? null : _altitude * FeetPerStep;

    /// <summary>Height above the ellipsoid in feet; null when unknown.</summary>
    public int? GeometricAltitudeFeet => _geometricAltitude == Unknown ? null : _geometricAltitude * FeetPerStep;

    /// <summary>Ground speed in knots; null when unknown.</summary>
    public double? GroundSpeedKnots => _speed == Unknown ? null : _speed / TenthsPerUnit;

    /// <summary>True track in degrees, on the ground the true heading where it is known; null when unknown.</summary>
    public double? TrackDegrees => _track == Unknown ? null : _track / TenthsPerUnit;

    /// <summary>Roll in degrees; null when unknown.</summary>
    public double? RollDegrees => _roll == Unknown ? null : _roll / TenthsPerUnit;

    /// <summary>Feet per minute, or <see cref="Unknown"/>.</summary>
    public short BarometricRateFpm { get; }

    /// <summary>Feet per minute, or <see cref="Unknown"/>.</summary>
    public short GeometricRateFpm { get; }

    /// <summary>Knots, or <see cref="Unknown"/>.</summary>
    public short IndicatedAirspeedKnots { get; }

    /// <summary>What most of the aircraft's data were.</summary>
    public TrackKind Kind { get; }

    /// <summary>What is special about the point.</summary>
    public TraceMarks Marks { get; }

    /// <summary>What changed for longer than this point; null at most points.</summary>
    public TraceDetails? Details { get; }

    /// <summary>The numbers beside the place, in the order that the constructor above takes them.</summary>
    internal void CopyValues(Span<short> values)
    {
        (values[0], values[1], values[2], values[3]) = (_altitude, _geometricAltitude, _speed, _track);
        (values[4], values[5], values[6], values[7]) = (_roll, BarometricRateFpm, GeometricRateFpm, IndicatedAirspeedKnots);
    }

    private static short Steps(in Dated<int> feet) => feet.IsPresent ? Clamp(Math.Round(feet.Value / (double)FeetPerStep)) : Unknown;

    private static short Tenths(in Dated<float> value) => value.IsPresent && float.IsFinite(value.Value) ? Clamp(Math.Round(value.Value * TenthsPerUnit)) : Unknown;

    private static short Short(in Dated<int> value) => value.IsPresent ? Clamp(value.Value) : Unknown;

    private static short Clamp(double value) => (short)Math.Clamp(value, short.MinValue + 1, short.MaxValue);
}

/// <summary>What an aircraft calls itself, and what it tells beside its way.</summary>
/// <param name="Callsign">Call sign.</param>
/// <param name="Squawk">Mode A code.</param>
/// <param name="Category">Emitter category.</param>
/// <param name="Extras">The rest; null in files of earlier versions.</param>
public sealed record TraceDetails(Callsign? Callsign, Squawk? Squawk, EmitterCategory? Category, TraceExtras? Extras = null)
{
    /// <summary>What a state says.</summary>
    public static TraceDetails Of(in AircraftState aircraft) =>
        new(aircraft.Callsign.ValueOrNull, aircraft.Squawk.ValueOrNull, aircraft.Category.ValueOrNull, TraceExtras.Of(aircraft));

    /// <summary>True when a state says the same of what stays for a while.</summary>
    public bool Describes(in AircraftState aircraft) =>
        Callsign == aircraft.Callsign.ValueOrNull && Squawk == aircraft.Squawk.ValueOrNull && Category == aircraft.Category.ValueOrNull && Extras?.Describes(aircraft) == true;
}

/// <summary>Marks of a point; the bits are those of the file.</summary>
[Flags]
public enum TraceMarks : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>No position was heard for 20 s before this one.</summary>
    AfterPause = 1,

    /// <summary>A new flight begins.</summary>
    NewLeg = 2,

    /// <summary>The vertical rate is geometric.</summary>
    RateIsGeometric = 4,

    /// <summary>The altitude is geometric.</summary>
    AltitudeIsGeometric = 8,
}
