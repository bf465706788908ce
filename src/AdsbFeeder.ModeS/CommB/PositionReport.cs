namespace AdsbFeeder.ModeS;

/// <summary>Register 5,1: position report, coarse (Doc 9871 table A-2-81).</summary>
/// <remarks><code>
///   MB bits  1 valid | 2-21 latitude 360/2^20 deg | 22-41 longitude 360/2^20 deg | 42-56 pressure altitude 8 ft     two's complement
/// </code></remarks>
/// <param name="IsValid">The status bit, for all three.</param>
/// <param name="LatitudeDegrees">Latitude.</param>
/// <param name="LongitudeDegrees">Longitude, -180 to 180.</param>
/// <param name="AltitudeFeet">Pressure altitude.</param>
public readonly record struct CoarsePositionReport(bool IsValid, double LatitudeDegrees, double LongitudeDegrees, int AltitudeFeet)
{
    private const double Step = 360.0 / (1 << 20);
    private const int AltitudeStep = 8;
    private const int Half = 1 << 19;

    /// <summary>Whether a field can be this register: valid, on Earth, no higher than aircraft go.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bit(1) && Decode(mb) is { LatitudeDegrees: >= -90 and <= 90, AltitudeFeet: >= -1000 and <= 60_000 };

    /// <summary>Reads an MB that holds this register.</summary>
    public static CoarsePositionReport Decode(MessageField mb) => new(
        mb.Bit(1), mb.Signed(2, 21) * Step, mb.Signed(22, 41) * Step, mb.Signed(42, 56) * AltitudeStep);

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithBit(1, IsValid)
        .With(2, 21, (uint)(StatusFields.Steps(LatitudeDegrees, Step, -Half, Half - 1) ?? 0))
        .With(22, 41, (uint)(StatusFields.Steps(LongitudeDegrees, Step, -Half, Half - 1) ?? 0))
        .With(42, 56, (uint)(StatusFields.Steps(AltitudeFeet, AltitudeStep, -(1 << 14), (1 << 14) - 1) ?? 0));
}

/// <summary>Register 5,2: position report, fine: the same place modulo 180/128 degrees, eight times finer in each half (Doc 9871 table
/// A-2-82).</summary>
/// <remarks><code>
///   MB bits  1 valid | 2-5 figure of merit | 6-23 latitude 90/2^24 deg | 24-41 longitude 90/2^24 deg | 42-56 altitude 8 ft, signed
/// </code></remarks>
/// <param name="IsValid">The status bit, for all.</param>
/// <param name="FigureOfMerit">0 more than 10 NM or unknown, 1 to 10 NM, 2 to 4, 3 to 2, 4 to 1, 5 to 0.5, 6 to 0.3, 7 to 0.1, 8 to
/// 0.05.</param>
/// <param name="LatitudeFraction">Latitude modulo 180/128 degrees.</param>
/// <param name="LongitudeFraction">Longitude modulo 180/128 degrees.</param>
/// <param name="AltitudeFeet">Pressure altitude or GNSS height.</param>
public readonly record struct FinePositionReport(
    bool IsValid, int FigureOfMerit, double LatitudeFraction, double LongitudeFraction, int AltitudeFeet)
{
    private const double Step = 90.0 / (1 << 24);
    private const double Span = Step * (1 << 18);
    private const int AltitudeStep = 8;

    /// <summary>Whether a field can be this register.</summary>
    public static bool Fits(MessageField mb) => mb.Bit(1) && mb[2..5] <= 8 && Decode(mb).AltitudeFeet is >= -1000 and <= 60_000;

    /// <summary>Reads an MB that holds this register.</summary>
    public static FinePositionReport Decode(MessageField mb) => new(
        mb.Bit(1), (int)mb[2..5], mb[6..23] * Step, mb[24..41] * Step, mb.Signed(42, 56) * AltitudeStep);

    /// <summary>The place that has these fractions and lies nearest to a coarse report.</summary>
    public (double Latitude, double Longitude) Resolve(CoarsePositionReport coarse) =>
        (Nearest(LatitudeFraction, coarse.LatitudeDegrees), Nearest(LongitudeFraction, coarse.LongitudeDegrees));

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithBit(1, IsValid)
        .With(2, 5, (uint)FigureOfMerit)
        .With(6, 23, (uint)(StatusFields.Steps(LatitudeFraction, Step, 0, (1 << 18) - 1) ?? 0))
        .With(24, 41, (uint)(StatusFields.Steps(LongitudeFraction, Step, 0, (1 << 18) - 1) ?? 0))
        .With(42, 56, (uint)(StatusFields.Steps(AltitudeFeet, AltitudeStep, -(1 << 14), (1 << 14) - 1) ?? 0));

    private static double Nearest(double fraction, double coarse) => fraction + Math.Round((coarse - fraction) / Span) * Span;
}
