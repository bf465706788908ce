namespace AdsbFeeder.ModeS;

/// <remarks><code>
///   ARA, with one threat or the same advice against all (bit 9 set)
///     9 set | 10 corrective | 11 down | 12 faster than 1500 ft/min | 13 sense reversed | 14 crosses the threat's altitude
///     15 climb or descend (else: keep the vertical speed out of a range) | 16-22 reserved for ACAS III
///   ARA, with several threats and advice between them (bit 9 not set, MTE set)
///     10 correct upwards | 11 climb | 12 correct downwards | 13 descend | 14 crossing | 15 reversed | 16-22 reserved
///   C20204 ...   bits 9-22 are 11 0000 1: corrective, up, positive: "Climb"
///   DA01   ...   11 0110 1: corrective, up, increased, reversed, positive: "Increase climb", after a reversal
/// </code></remarks>
public readonly partial record struct ResolutionAdvisory
{
    private static readonly string[] ComplementWords = ["do not pass below", "do not pass above", "do not turn left", "do not turn right"];

    /// <summary>One threat, or the same advice against all: <see cref="Sense"/> and the flags below are meant so.</summary>
    public bool IsSingleSense => Ara(9);

    /// <summary>Up, down, or both between several threats; null when there is no advisory.</summary>
    public AdvisorySense? Sense => (IsSingleSense, MultipleThreats) switch
    {
        (true, _) => Ara(11) ? AdvisorySense.Down : AdvisorySense.Up,
        (false, true) => (Ara(10) || Ara(11), Ara(12) || Ara(13)) switch
        {
            (true, true) => AdvisorySense.Both,
            (false, true) => AdvisorySense.Down,
            (true, false) => AdvisorySense.Up,
            _ => null,
        },
        _ => null,
    };

    /// <summary>The pilot must change the vertical speed; otherwise must only not change it wrongly.</summary>
    public bool IsCorrective => IsSingleSense ? Ara(10) : MultipleThreats && (Ara(10) || Ara(12));

    /// <summary>A climb or descent is asked for, not just a limit to the vertical speed.</summary>
    public bool IsPositive => IsSingleSense ? Ara(15) : MultipleThreats && (Ara(11) || Ara(13));

    /// <summary>Faster than the usual 1500 ft/min.</summary>
    public bool IsIncreased => IsSingleSense && Ara(12);

    /// <summary>The opposite of what was asked before.</summary>
    public bool IsReversal => IsSingleSense ? Ara(13) : MultipleThreats && Ara(15);

    /// <summary>Leads through the threat's altitude.</summary>
    public bool IsCrossing => (IsSingleSense || MultipleThreats) && Ara(14);

    /// <summary>The advisory as TCAS II announces it (DO-185B 2.2.5), such as <c>Climb</c>, <c>Increase descent</c>, <c>Level off</c>,
    /// <c>Clear of conflict</c>; null when there is none.</summary>
    public string? Announcement => IsTerminated ? "Clear of conflict" : Advice;

    /// <summary>What is, or before its end was, advised.</summary>
    private string? Advice
    {
        get
        {
            if (!IsActive)
                return null;
            if (!IsSingleSense)
                return Sense is null ? "Several threats" : "Several threats: " + BetweenThreats();
            return (IsCorrective, IsPositive) switch
            {
                (true, true) => Positive(Ara(11)),
                (false, true) => IsCrossing ? "Maintain vertical speed, crossing" : "Maintain vertical speed",
                (true, false) => "Level off",
                _ => "Monitor vertical speed",
            };
        }
    }

    /// <summary>The whole message in words: the announcement, what other ACAS asked for, and the threat.</summary>
    public string Describe()
    {
        var text = new System.Text.StringBuilder(Announcement ?? "No advisory");
        if (IsTerminated && Advice is { } ended)
            text.Append(" (was: ").Append(ended).Append(')');
        if (IsSingleSense && !IsTerminated && !IsPositive)
            text.Append(Ara(11) ? ", do not climb" : ", do not descend");
        if (MultipleThreats && IsSingleSense)
            text.Append(", several threats");
        for (var i = 0; i < ComplementWords.Length; i++)
        {
            if ((Complements & (8 >> i)) != 0)
                text.Append("; ").Append(ComplementWords[i]);
        }

        AppendThreat(text);
        return text.ToString();
    }

    private void AppendThreat(System.Text.StringBuilder text)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        if (ThreatAddress is { } address)
            text.Append(culture, $"; threat {address}");
        if (ThreatType != 2)
            return;
        text.Append("; threat");
        if (ThreatRangeNauticalMiles is { } range)
            text.Append(culture, $" {range:0.0} NM away");
        if (ThreatBearingDegrees is { } bearing)
            text.Append(culture, $" at {bearing:0} degrees from the nose");
        if (ThreatAltitudeFeet is { } feet)
            text.Append(culture, $" at {feet} ft");
    }

    private string Positive(bool isDown) => (IsIncreased, IsReversal, IsCrossing) switch
    {
        (true, _, _) => isDown ? "Increase descent" : "Increase climb",
        (_, true, _) => isDown ? "Descend now" : "Climb now",
        (_, _, true) => isDown ? "Descend, crossing" : "Climb, crossing",
        _ => isDown ? "Descend" : "Climb",
    };

    private string BetweenThreats()
    {
        var up = Ara(11) ? "climb" : Ara(10) ? "correct upwards" : null;
        var down = Ara(13) ? "descend" : Ara(12) ? "correct downwards" : null;
        return up is not null && down is not null ? up + " and " + down : up ?? down!;
    }

    /// <summary>A bit of ARA by its place in the field, 9 to 22.</summary>
    private bool Ara(int bit) => (ActiveAdvisories >> (22 - bit) & 1) != 0;
}

/// <summary>Which way an advisory leads.</summary>
public enum AdvisorySense : byte
{
    /// <summary>Above the threat.</summary>
    Up,

    /// <summary>Below the threat.</summary>
    Down,

    /// <summary>Between threats above and below.</summary>
    Both,
}
