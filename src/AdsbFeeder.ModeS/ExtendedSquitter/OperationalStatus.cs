namespace AdsbFeeder.ModeS;

/// <summary>Aircraft operational status, type code 31: the version of the equipment and how good its data are (register 6,5, DO-260B
/// 2.2.3.2.7.2).</summary>
/// <remarks><code>
///   ME bits  1-5 TC 31 | 6-8 subtype (0 airborne, 1 surface) | 9-24 capability | 25-40 operational mode | 41-43 version | 44-56 quality
///     capability, valid when 9-10 are 0
///       airborne   11 TCAS (version 0, 1: *not* TCAS) | 12 version 0, 1 CDTI, 2 1090ES in | 15 ARV | 16 TS | 17-18 TC | 19 UAT in (2)
///       surface    11 POA | 12 as above | 15 B2 low | 16 UAT in (2) | 17-19 NACv (2) | 20 NIC-C (2) | 21-24 length and width
///     mode, valid when 25-26 are 0
///       27 RA | 28 IDENT | 29 ATC (1) | 30 single antenna (2) | 31-32 SDA (2) | surface 33-40 antenna offset (2)
///     quality, from version 1
///       44 NIC-A | 45-48 NACp | airborne 49-50 BAQ (1), GVA (2) | 51-52 SIL | 53 airborne NICbaro, surface TAH | 54 HRD
///       55 SIL supplement (2) | 56 IMF of TIS-B and ADS-R
///   Versions 3 to 7 are read as 2.
///   8C4CA7B1F9115506835932F8DE3C   surface, version 2, NACv 2, NIC-C 1, L/W 5, antenna 83, NACp 9, SIL 3
///   8D4CA7B1F8180000000000C556E6   airborne, version 0
/// </code></remarks>
public readonly partial record struct OperationalStatus
{
    /// <summary>0 airborne, 1 surface; others are reserved and carry nothing.</summary>
    public int Subtype { get; init; }

    /// <summary>0 DO-260, 1 DO-260A, 2 DO-260B, 3 DO-260C; above reserved.</summary>
    public int Version { get; init; }

    /// <summary>ME 9-10; the capability fields are null unless it is 0.</summary>
    public int CapabilityFormat { get; init; }

    /// <summary>ME 25-26; the mode fields are null unless it is 0.</summary>
    public int ModeFormat { get; init; }

    /// <summary>True for the surface layout.</summary>
    public bool IsSurface => Subtype == 1;

    /// <summary>Airborne: ACAS is fitted and works.</summary>
    public bool? TcasOperational { get; init; }

    /// <summary>Version 0 and 1: a display of traffic works.</summary>
    public bool? TrafficDisplay { get; init; }

    /// <summary>Version 2: receives 1090 MHz extended squitters.</summary>
    public bool? ReceivesExtendedSquitter { get; init; }

    /// <summary>Version 2: receives UAT.</summary>
    public bool? ReceivesUat { get; init; }

    /// <summary>Airborne, from version 1: can send velocity through the air.</summary>
    public bool? AirReferencedVelocity { get; init; }

    /// <summary>Airborne, from version 1: can send target state.</summary>
    public bool? ReportsTargetState { get; init; }

    /// <summary>Airborne, from version 1: target change reports, 0 none, 1 one, 2 several.</summary>
    public int? TargetChangeReports { get; init; }

    /// <summary>Surface, from version 1: the position sent is that of the reference point, not of the antenna.</summary>
    public bool? PositionOffsetApplied { get; init; }

    /// <summary>Surface, from version 1: a class B2 set of less than 70 W.</summary>
    public bool? LowPower { get; init; }

    /// <summary>Surface, version 2: accuracy of velocity.</summary>
    public int? NacV { get; init; }

    /// <summary>Surface, version 2: NIC supplement C.</summary>
    public bool? NicSupplementC { get; init; }

    /// <summary>Surface, from version 1: length and width code, 0 to 15, see <see cref="AircraftSize"/>.</summary>
    public int? LengthWidthCode { get; init; }

    /// <summary>A resolution advisory is on (from version 1).</summary>
    public bool? ResolutionAdvisoryActive { get; init; }

    /// <summary>The pilot presses IDENT (from version 1).</summary>
    public bool? IdentActive { get; init; }

    /// <summary>Version 1: receives ATC services.</summary>
    public bool? ReceivingAtcServices { get; init; }

    /// <summary>Version 2: transmits from one antenna.</summary>
    public bool? SingleAntenna { get; init; }

    /// <summary>Version 2: system design assurance, 0 none, 1 level D, 2 C, 3 B.</summary>
    public int? Sda { get; init; }

    /// <summary>Surface, version 2: where the antenna sits, 3 bits sideways and 5 lengthwise.</summary>
    public int? AntennaOffset { get; init; }

    /// <summary>NIC supplement A (from version 1).</summary>
    public bool? NicSupplementA { get; init; }

    /// <summary>Accuracy of position, 0 to 11 (from version 1).</summary>
    public int? NacP { get; init; }

    /// <summary>Airborne, version 1: barometric altitude quality.</summary>
    public int? Baq { get; init; }

    /// <summary>Airborne, version 2: accuracy of geometric altitude, 1 up to 150 m, 2 up to 45 m.</summary>
    public int? Gva { get; init; }

    /// <summary>Source integrity level, 0 to 3 (from version 1).</summary>
    public int? Sil { get; init; }

    /// <summary>Version 2: the probability of SIL is per sample (true) or per hour.</summary>
    public bool? SilSupplement { get; init; }

    /// <summary>Airborne, from version 1: the barometric altitude has been cross-checked.</summary>
    public bool? NicBaro { get; init; }

    /// <summary>Surface, from version 1 (TAH): the direction in surface positions is the heading, not the track.</summary>
    public bool? TrackIsHeading { get; init; }

    /// <summary>What headings refer to (HRD, from version 1).</summary>
    public HorizontalReference? HorizontalReference { get; init; }

    /// <summary>Length and width that the aircraft does not exceed, metres; null when not told.</summary>
    public (double Length, double Width)? SizeMetres => LengthWidthCode is { } code ? AircraftSize.Metres(code, Version) : null;
}

/// <summary>North that headings refer to.</summary>
public enum HorizontalReference : byte
{
    /// <summary>True north.</summary>
    TrueNorth = 0,

    /// <summary>Magnetic north.</summary>
    MagneticNorth = 1,
}
