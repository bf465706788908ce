namespace AdsbFeeder.ModeS;

/// <summary>An ACAS resolution advisory: register 3,0, the field MV of DF16, and type code 28 subtype 2 (Annex 10 vol. IV,
/// 4.3.8.4.2.2).</summary>
/// <remarks><code>
///   bits  1-8 30h (MB, MV) or TC and subtype, E2h (ME) | 9-22 ARA | 23-26 RAC | 27 RAT | 28 MTE | 29-30 TTI | 31-56 TID
///     TTI 1   31-54 address of the threat
///     TTI 2   31-43 altitude AC13 | 44-50 range (n - 1) / 10 NM, 127 more | 51-56 bearing, middle of 6 deg, n 1 to 60
///   A000183830C20204F191103F722A   ARA 3080, "no below", threat 3C6444
///   A000183830A2012987054D6E6AE9   threat at 18800 ft, 2.0 NM, bearing 75
///   80E18C3830DA01200000007D2E44   DF16: 29-56 are always zero
/// </code></remarks>
/// <param name="ActiveAdvisories">ARA, 14 bits.</param>
/// <param name="Complements">RAC, 4 bits: do not pass below, above, turn left, turn right.</param>
/// <param name="IsTerminated">RAT: the advisory ended within the last 18 s.</param>
/// <param name="MultipleThreats">MTE: more than one threat.</param>
/// <param name="ThreatType">TTI: 0 none, 1 address, 2 place, 3 reserved.</param>
/// <param name="ThreatData">TID, 26 bits.</param>
public readonly partial record struct ResolutionAdvisory(
    int ActiveAdvisories, int Complements, bool IsTerminated, bool MultipleThreats, int ThreatType, int ThreatData)
{
    private const uint Number = 0x30;
    private const int FarthestRange = 127;
    private const int LastSector = 60;

    /// <summary>Whether there is an advisory at all. A register of zeros behind its number says that there is none.</summary>
    public bool IsActive => ActiveAdvisories != 0 || MultipleThreats;

    /// <summary>The address of the threat; null unless <see cref="ThreatType"/> is 1.</summary>
    public Address? ThreatAddress => ThreatType == 1 ? Address.Icao((uint)ThreatData >> 2) : null;

    /// <summary>Altitude of the threat in feet; null unless <see cref="ThreatType"/> is 2 and it is known.</summary>
    public int? ThreatAltitudeFeet => ThreatType == 2 ? AltitudeCode.FromAc13((uint)ThreatData >> 13) : null;

    /// <summary>Range of the threat in nautical miles, at most 12.6 which means more than 12.55; null when unknown.</summary>
    public double? ThreatRangeNauticalMiles =>
        ThreatType == 2 && (ThreatData >> 6 & FarthestRange) is > 0 and var code ? (code - 1) / 10.0 : null;

    /// <summary>Bearing of the threat from the nose in degrees, to 3 either way; null when unknown.</summary>
    public double? ThreatBearingDegrees =>
        ThreatType == 2 && (ThreatData & 63) is > 0 and <= LastSector and var sector ? sector * 6 - 3 : null;

    /// <summary>Whether an MB or MV can be this register: its number comes first, and the threat type is not reserved.</summary>
    public static bool Fits(MessageField field) => field[1..8] == Number && field[29..30] != 3;

    /// <summary>Reads bits 9 to 56, which mean the same in all three carriers.</summary>
    public static ResolutionAdvisory Decode(MessageField field) => new(
        (int)field[9..22], (int)field[23..26], field.Bit(27), field.Bit(28), (int)field[29..30], (int)field[31..56]);

    /// <summary>The MB or MV.</summary>
    public MessageField Encode() => WithNumber(Number);

    /// <summary>The ME of type code 28, subtype 2.</summary>
    public MessageField EncodeSquitter() => WithNumber(28 << 3 | 2);

    private MessageField WithNumber(uint number) => default(MessageField)
        .With(1, 8, number)
        .With(9, 22, (uint)ActiveAdvisories)
        .With(23, 26, (uint)Complements)
        .WithBit(27, IsTerminated)
        .WithBit(28, MultipleThreats)
        .With(29, 30, (uint)ThreatType)
        .With(31, 56, (uint)ThreatData);
}
