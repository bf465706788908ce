namespace AdsbFeeder.ModeS;

/// <summary>Registers 5,4 to 5,6: waypoints 1 to 3 of the route (Doc 9871 tables A-2-84 to A-2-86).</summary>
/// <remarks><code>
///   MB bits  1 valid | 2-31 five characters of six bits | 32-40 arrival 60/512 min | 41-46 flight level 10 | 47-55 direct time 60/512 min | 56 reserved
/// </code></remarks>
/// <param name="IsValid">The status bit, for all.</param>
/// <param name="Name">Five characters of six bits.</param>
/// <param name="MinutesToArrival">Estimated time to it by the route.</param>
/// <param name="FlightLevel">Estimated flight level there.</param>
/// <param name="MinutesDirect">Time to it on the direct way.</param>
public readonly record struct WaypointReport(bool IsValid, uint Name, double MinutesToArrival, int FlightLevel, double MinutesDirect)
{
    private const int Characters = 5;
    private const double MinuteStep = 60.0 / 512;

    /// <summary>The name without spaces at its end.</summary>
    public string Text => SixBitText.ToString(Name, Characters);

    /// <summary>Whether a field can be one of these registers.</summary>
    public static bool Fits(MessageField mb) => mb.Bit(1) && !mb.Bit(56) && SixBitText.IsText(mb[2..31], Characters);

    /// <summary>Reads an MB that holds one of these registers.</summary>
    public static WaypointReport Decode(MessageField mb) =>
        new(mb.Bit(1), mb[2..31], mb[32..40] * MinuteStep, (int)mb[41..46] * 10, mb[47..55] * MinuteStep);

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithBit(1, IsValid)
        .With(2, 31, Name)
        .With(32, 40, (uint)(StatusFields.Steps(MinutesToArrival, MinuteStep, 0, 511) ?? 0))
        .With(41, 46, (uint)(StatusFields.Steps(FlightLevel, 10, 0, 63) ?? 0))
        .With(47, 55, (uint)(StatusFields.Steps(MinutesDirect, MinuteStep, 0, 511) ?? 0));
}
