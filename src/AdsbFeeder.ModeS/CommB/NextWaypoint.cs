namespace AdsbFeeder.ModeS;

/// <summary>Register 4,1: name of the next waypoint (Doc 9871 table A-2-65).</summary>
/// <remarks><code>
///   MB bits  1 valid | 2-55 nine characters of six bits | 56 reserved
/// </code></remarks>
/// <param name="Name">Nine characters of six bits; null when not available.</param>
public readonly record struct NextWaypointName(ulong? Name)
{
    private const int Characters = 9;

    /// <summary>The name without spaces at its end; null when not available.</summary>
    public string? Text => Name is { } bits ? SixBitText.ToString(bits, Characters) : null;

    /// <summary>Whether a field can be this register.</summary>
    public static bool Fits(MessageField mb) => mb.Bit(1) && !mb.Bit(56) && SixBitText.IsText(Bits(mb), Characters);

    /// <summary>Reads an MB that holds this register.</summary>
    public static NextWaypointName Decode(MessageField mb) => new(mb.Bit(1) ? Bits(mb) : null);

    /// <summary>The MB.</summary>
    public MessageField Encode() => new MessageField((Name ?? 0) << 1).WithBit(1, Name is not null);

    private static ulong Bits(MessageField mb) => mb.Bits >> 1 & ((1UL << 54) - 1);
}

/// <summary>Register 4,2: position of the next waypoint (Doc 9871 table A-2-66).</summary>
/// <remarks><code>
///   MB bits  1, 2-20 latitude 90/131072 deg | 21, 22-40 longitude 90/131072 deg | 41, 42-56 crossing altitude 8 ft      two's complement
/// </code>
/// Laid out as in Annex 10 vol. III table 2-66; no frame with this register is known to us.</remarks>
/// <param name="LatitudeDegrees">Latitude; null when not available.</param>
/// <param name="LongitudeDegrees">Longitude, -180 to 180; null when not available.</param>
/// <param name="CrossingAltitudeFeet">Altitude to cross it at; null when not available.</param>
public readonly record struct NextWaypointPosition(double? LatitudeDegrees, double? LongitudeDegrees, int? CrossingAltitudeFeet)
{
    private const double Step = 90.0 / 131_072;
    private const int AltitudeStep = 8;

    /// <summary>Whether a field can be this register: values obey their status bits, and the place is on Earth.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bits != 0 && mb.Obeys(1, 2, 20) && mb.Obeys(21, 22, 40) && mb.Obeys(41, 42, 56)
        && Decode(mb) is { LatitudeDegrees: null or (>= -90 and <= 90), CrossingAltitudeFeet: null or (>= -1000 and <= 60_000) };

    /// <summary>Reads an MB that holds this register.</summary>
    public static NextWaypointPosition Decode(MessageField mb) => new(
        mb.GuardedSigned(1, 2, 20) * Step, mb.GuardedSigned(21, 22, 40) * Step, mb.GuardedSigned(41, 42, 56) * AltitudeStep);

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(1, 2, 20, StatusFields.Steps(LatitudeDegrees, Step, -(1 << 18), (1 << 18) - 1))
        .WithGuarded(21, 22, 40, StatusFields.Steps(LongitudeDegrees, Step, -(1 << 18), (1 << 18) - 1))
        .WithGuarded(41, 42, 56, StatusFields.Steps(CrossingAltitudeFeet, AltitudeStep, -(1 << 14), (1 << 14) - 1));
}

/// <summary>Register 4,3: way to the next waypoint (Doc 9871 table A-2-67).</summary>
/// <remarks><code>
///   MB bits  1, 2-12 bearing 360/2048 deg | 13, 14-25 time to go 0.1 min | 26, 27-42 distance to go 0.1 NM | 43-56 reserved
/// </code></remarks>
/// <param name="BearingDegrees">Bearing, 0 to 360; null when not available.</param>
/// <param name="MinutesToGo">Time to go; null when not available.</param>
/// <param name="NauticalMilesToGo">Distance to go; null when not available.</param>
public readonly record struct NextWaypointDetails(double? BearingDegrees, double? MinutesToGo, double? NauticalMilesToGo)
{
    private const double BearingStep = 360.0 / 2048;

    /// <summary>Whether a field can be this register.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bits != 0 && mb.Obeys(1, 2, 12) && mb.Obeys(13, 14, 25) && mb.Obeys(26, 27, 42) && mb.IsZero(43, 56);

    /// <summary>Reads an MB that holds this register.</summary>
    public static NextWaypointDetails Decode(MessageField mb) =>
        new(mb.Guarded(1, 2, 12) * BearingStep, mb.Guarded(13, 14, 25) / 10.0, mb.Guarded(26, 27, 42) / 10.0);

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(1, 2, 12, BearingDegrees is null ? null : (int)Angles.Steps(BearingDegrees, BearingStep))
        .WithGuarded(13, 14, 25, StatusFields.Steps(MinutesToGo, 0.1, 0, 4095))
        .WithGuarded(26, 27, 42, StatusFields.Steps(NauticalMilesToGo, 0.1, 0, 65535));
}
