namespace AdsbFeeder.ModeS;

/// <summary>Register 5,3: air-referenced state vector (Doc 9871 table A-2-83).</summary>
/// <remarks><code>
///   MB bits  1, 2-12 magnetic heading 90/512 deg | 13, 14-23 indicated airspeed 1 kt | 24, 25-33 Mach 0.008
///            34, 35-46 true airspeed 0.5 kt | 47, 48-56 altitude rate 64 ft/min, two's complement
/// </code></remarks>
public readonly record struct AirReferencedState
{
    private const double HeadingStep = 90.0 / 512;
    private const int RateStep = 64;

    /// <summary>Magnetic heading in degrees, 0 to 360.</summary>
    public double? MagneticHeadingDegrees { get; init; }

    /// <summary>Indicated airspeed in knots.</summary>
    public int? IndicatedAirspeedKnots { get; init; }

    /// <summary>Mach number, in steps of 0.008.</summary>
    public double? Mach { get; init; }

    /// <summary>True airspeed in knots.</summary>
    public double? TrueAirspeedKnots { get; init; }

    /// <summary>Rate of climb in ft/min.</summary>
    public int? VerticalRateFpm { get; init; }

    /// <summary>Whether a field can be this register: values obey their status bits, and it is not empty.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bits != 0 && mb.Obeys(1, 2, 12) && mb.Obeys(13, 14, 23) && mb.Obeys(24, 25, 33) && mb.Obeys(34, 35, 46) && mb.Obeys(47, 48, 56);

    /// <summary>Reads an MB that holds this register.</summary>
    public static AirReferencedState Decode(MessageField mb) => new()
    {
        MagneticHeadingDegrees = mb.Guarded(1, 2, 12) * HeadingStep,
        IndicatedAirspeedKnots = mb.Guarded(13, 14, 23),
        Mach = mb.Guarded(24, 25, 33) * 8 / 1000.0,
        TrueAirspeedKnots = mb.Guarded(34, 35, 46) / 2.0,
        VerticalRateFpm = mb.GuardedSigned(47, 48, 56) * RateStep,
    };

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(1, 2, 12, MagneticHeadingDegrees is null ? null : (int)Angles.Steps(MagneticHeadingDegrees, HeadingStep))
        .WithGuarded(13, 14, 23, StatusFields.Steps(IndicatedAirspeedKnots, 1, 0, 1023))
        .WithGuarded(24, 25, 33, StatusFields.Steps(Mach, 0.008, 0, 511))
        .WithGuarded(34, 35, 46, StatusFields.Steps(TrueAirspeedKnots, 0.5, 0, 4095))
        .WithGuarded(47, 48, 56, StatusFields.Steps(VerticalRateFpm, RateStep, -256, 255));
}
