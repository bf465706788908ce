namespace AdsbFeeder.ModeS;

/// <summary>Emergency and squawk, type code 28 subtype 1 (DO-260B 2.2.3.2.7.8.1, register 6,1).</summary>
/// <remarks><code>
///   ME bits  1-5 TC 28 | 6-8 subtype 1 | 9-11 emergency | 12-24 squawk, as the field ID | 25-55 reserved | 56 IMF
///   8D4CA7B1E1AA8A000000002BD4A1   unlawful interference, squawk 7600 (the two may disagree)
///   8DAB2760E10A8900000000C506F3   no emergency, squawk 7204
/// </code></remarks>
/// <param name="Emergency">The emergency state.</param>
/// <param name="Squawk">The Mode A code; null when its bits are all zero, as older equipment sends them.</param>
public readonly record struct AircraftStatus(Emergency Emergency, Squawk? Squawk)
{
    /// <summary>Reads an ME with type code 28 and subtype 1.</summary>
    public static AircraftStatus Decode(MessageField me) => new(
        (Emergency)me[9..11],
        ModeS.Squawk.FromId13(me[12..24]) is { Code: not 0 } squawk ? squawk : null);

    /// <summary>The ME.</summary>
    public MessageField Encode() => default(MessageField)
        .With(1, 5, 28)
        .With(6, 8, 1)
        .With(9, 11, (uint)Emergency)
        .With(12, 24, Squawk?.ToId13() ?? 0);
}

/// <summary>Emergency states (DO-260B table 2-78).</summary>
public enum Emergency : byte
{
    /// <summary>No emergency.</summary>
    None = 0,

    /// <summary>General emergency.</summary>
    General = 1,

    /// <summary>Medical flight.</summary>
    Medical = 2,

    /// <summary>Minimum fuel.</summary>
    MinimumFuel = 3,

    /// <summary>No communications.</summary>
    NoCommunications = 4,

    /// <summary>Unlawful interference.</summary>
    UnlawfulInterference = 5,

    /// <summary>Downed aircraft.</summary>
    DownedAircraft = 6,

    /// <summary>Reserved.</summary>
    Reserved = 7,
}
