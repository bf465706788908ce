namespace AdsbFeeder.ModeS;

/// <summary>Airborne position, type codes 9-18 and 20-22, and 0 for none (DO-260B 2.2.3.2.3, register 0,5).</summary>
/// <remarks><code>
///   ME bits  1-5 TC | 6-7 SS | 8 NIC-B | 9-20 AC12 | 21 T | 22 F | 23-39 CPR lat | 40-56 CPR lon
///   TC 9-18 barometric altitude, TC 20-22 height above the ellipsoid (the same code, in feet), TC 0 altitude without position
///   8D40621D58C382D690C8AC2863A7   TC 11, 38000 ft, even, 93000, 51372
///   8D4CA7B1A0C3813880C3505B5A7A   TC 20, 38000 ft geometric        8D4070E50053C0000000004F7C40   TC 0, 15700 ft
/// </code></remarks>
/// <param name="TypeCode">0, 9-18, 20-22: with the version and the NIC supplements it tells the accuracy.</param>
/// <param name="SurveillanceStatus">The field SS.</param>
/// <param name="SupplementB">ME 8: NIC supplement B in version 2, single antenna before; in TIS-B and ADS-R it is IMF instead.</param>
/// <param name="AltitudeFeet">Altitude; null when not available or no legal code.</param>
/// <param name="IsGeometric">True when the altitude is above the ellipsoid, false when it is pressure altitude.</param>
/// <param name="TimeSynchronised">Bit T: the position is valid at an exact 0.2 s UTC epoch.</param>
/// <param name="Cpr">The encoded position. Meaningless unless <see cref="HasPosition"/>.</param>
public readonly record struct AirbornePosition(
    int TypeCode,
    SurveillanceStatus SurveillanceStatus,
    bool SupplementB,
    int? AltitudeFeet,
    bool IsGeometric,
    bool TimeSynchronised,
    CprPosition Cpr)
{
    /// <summary>A position of version 2 equipment without status or supplements.</summary>
    public AirbornePosition(int typeCode, int? altitudeFeet, CprPosition cpr)
        : this(typeCode, SurveillanceStatus.None, false, altitudeFeet, GeometricTypeCode(typeCode), false, cpr)
    {
    }

    /// <summary>
    /// False for TC 0, and for the pattern of a known transponder failure: TC 15 (and its kin) with no altitude, no longitude and
    /// the low 12 bits of latitude zero.
    /// </summary>
    public bool HasPosition =>
        TypeCode != 0 && !(AltitudeFeet is null && Cpr.Longitude17 == 0 && (Cpr.Latitude17 & 0xFFF) == 0);

    /// <summary>Reads an ME with type code 0, 9-18 or 20-22.</summary>
    public static AirbornePosition Decode(MessageField me)
    {
        var typeCode = (int)me[1..5];
        return new AirbornePosition(
            typeCode,
            (SurveillanceStatus)me[6..7],
            me.Bit(8),
            AltitudeCode.FromAc12(me[9..20]),
            GeometricTypeCode(typeCode),
            me.Bit(21),
            new CprPosition((int)me[23..39], (int)me[40..56], me.Bit(22) ? CprFormat.Odd : CprFormat.Even));
    }

    /// <summary>The ME.</summary>
    public MessageField Encode() => default(MessageField)
        .With(1, 5, (uint)TypeCode)
        .With(6, 7, (uint)SurveillanceStatus)
        .WithBit(8, SupplementB)
        .With(9, 20, AltitudeCode.ToAc12(AltitudeFeet))
        .WithBit(21, TimeSynchronised)
        .WithBit(22, Cpr.Format == CprFormat.Odd)
        .With(23, 39, (uint)Cpr.Latitude17)
        .With(40, 56, (uint)Cpr.Longitude17);

    private static bool GeometricTypeCode(int typeCode) => typeCode is >= 20 and <= 22;
}

/// <summary>The field SS of airborne positions (DO-260B 2.2.3.2.3.2). An alert hides SPI.</summary>
public enum SurveillanceStatus : byte
{
    /// <summary>Nothing to tell.</summary>
    None = 0,

    /// <summary>An emergency squawk is set.</summary>
    PermanentAlert = 1,

    /// <summary>The squawk has just changed.</summary>
    TemporaryAlert = 2,

    /// <summary>The pilot presses IDENT.</summary>
    Spi = 3,
}
