namespace AdsbFeeder.ModeS;

/// <summary>Register 6,0: heading and speed report (Doc 9871 table A-2-96).</summary>
/// <remarks><code>
///   MB bits  1, 2-12 magnetic heading 90/512 deg | 13, 14-23 indicated airspeed 1 kt | 24, 25-34 Mach 2.048/512
///            35, 36-45 barometric rate 32 ft/min | 46, 47-56 inertial rate 32 ft/min       signs belong to two's complement numbers
///   A0001838C00A1D2FBFFFFF8123FC   heading 180, IAS 270 kt, Mach 0.76, both rates -32 ft/min
/// </code></remarks>
public readonly record struct HeadingAndSpeed
{
    private const double HeadingStep = 90.0 / 512;
    private const int RateStep = 32;

    /// <summary>Magnetic heading in degrees, 0 to 360.</summary>
    public double? MagneticHeadingDegrees { get; init; }

    /// <summary>Indicated airspeed in knots.</summary>
    public int? IndicatedAirspeedKnots { get; init; }

    /// <summary>Mach number, in steps of 0.004.</summary>
    public double? Mach { get; init; }

    /// <summary>Vertical rate by pressure, ft/min.</summary>
    public int? BarometricRateFpm { get; init; }

    /// <summary>Vertical rate by inertial navigation, ft/min.</summary>
    public int? InertialRateFpm { get; init; }

    /// <summary>Whether a field can be this register: values obey their status bits, and it is not empty.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bits != 0 && mb.Obeys(1, 2, 12) && mb.Obeys(13, 14, 23) && mb.Obeys(24, 25, 34) && mb.Obeys(35, 36, 45) && mb.Obeys(46, 47, 56);

    /// <summary>Reads an MB that holds this register.</summary>
    public static HeadingAndSpeed Decode(MessageField mb) => new()
    {
        MagneticHeadingDegrees = mb.Guarded(1, 2, 12) * HeadingStep,
        IndicatedAirspeedKnots = mb.Guarded(13, 14, 23),
        Mach = mb.Guarded(24, 25, 34) * 4 / 1000.0,
        BarometricRateFpm = mb.GuardedSigned(35, 36, 45) * RateStep,
        InertialRateFpm = mb.GuardedSigned(46, 47, 56) * RateStep,
    };

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(1, 2, 12, MagneticHeadingDegrees is null ? null : (int)Angles.Steps(MagneticHeadingDegrees, HeadingStep))
        .WithGuarded(13, 14, 23, StatusFields.Steps(IndicatedAirspeedKnots, 1, 0, 1023))
        .WithGuarded(24, 25, 34, StatusFields.Steps(Mach, 0.004, 0, 1023))
        .WithGuarded(35, 36, 45, StatusFields.Steps(BarometricRateFpm, RateStep, -512, 511))
        .WithGuarded(46, 47, 56, StatusFields.Steps(InertialRateFpm, RateStep, -512, 511));
}
