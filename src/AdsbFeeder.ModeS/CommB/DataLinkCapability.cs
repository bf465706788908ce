namespace AdsbFeeder.ModeS;

/// <summary>Register 1,0: data link capability report (Doc 9871 table A-2-16).</summary>
/// <remarks><code>
///   MB bits  1-8 10h | 9 continued | 10-14 reserved | 15 overlay command | 16 ACAS works | 17-23 subnetwork version | 24 enhanced protocol
///            25 specific services | 26-28 uplink ELM | 29-32 downlink ELM | 33 identification | 34 squitter | 35 SI codes
///            36 1,7 changed | 37 hybrid surveillance | 38 ACAS gives RA | 39-40 ACAS version | 41-56 data terminals
///   A000183810030A80F580010C1AB4   terminals 8001
/// </code></remarks>
public readonly record struct DataLinkCapability
{
    private const uint Number = 0x10;

    /// <summary>Register 1,1 continues this one.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Can overlay the parity of a reply with the register number.</summary>
    public bool OverlayCommand { get; init; }

    /// <summary>ACAS is operational.</summary>
    public bool AcasOperational { get; init; }

    /// <summary>Mode S subnetwork version, 0 to 127.</summary>
    public int SubnetworkVersion { get; init; }

    /// <summary>Level 5: enhanced protocol.</summary>
    public bool EnhancedProtocol { get; init; }

    /// <summary>Mode S specific services: register 1,7 and others exist.</summary>
    public bool SpecificServices { get; init; }

    /// <summary>Uplink ELM throughput, 0 to 7.</summary>
    public int UplinkElm { get; init; }

    /// <summary>Downlink ELM throughput, 0 to 15.</summary>
    public int DownlinkElm { get; init; }

    /// <summary>Register 2,0 is there.</summary>
    public bool Identification { get; init; }

    /// <summary>Sends extended squitters with positions.</summary>
    public bool Squitter { get; init; }

    /// <summary>Understands surveillance identifier codes.</summary>
    public bool SurveillanceIdentifier { get; init; }

    /// <summary>Toggles whenever register 1,7 changes.</summary>
    public bool CommonUsageChanged { get; init; }

    /// <summary>ACAS uses hybrid surveillance.</summary>
    public bool HybridSurveillance { get; init; }

    /// <summary>ACAS gives resolution advisories, not traffic advisories alone.</summary>
    public bool ResolutionAdvisories { get; init; }

    /// <summary>0 DO-185, 1 DO-185A (TCAS 7.0), 2 DO-185B (7.1), 3 reserved.</summary>
    public int AcasVersion { get; init; }

    /// <summary>A bit per data terminal, terminal 15 in the lowest bit.</summary>
    public int DataTerminals { get; init; }

    /// <summary>Whether a field can be this register: its number comes first, and reserved bits are zero.</summary>
    public static bool Fits(MessageField mb) => mb[1..8] == Number && mb[10..14] == 0;

    /// <summary>Reads an MB that holds this register.</summary>
    public static DataLinkCapability Decode(MessageField mb) => new()
    {
        IsContinued = mb.Bit(9),
        OverlayCommand = mb.Bit(15),
        AcasOperational = mb.Bit(16),
        SubnetworkVersion = (int)mb[17..23],
        EnhancedProtocol = mb.Bit(24),
        SpecificServices = mb.Bit(25),
        UplinkElm = (int)mb[26..28],
        DownlinkElm = (int)mb[29..32],
        Identification = mb.Bit(33),
        Squitter = mb.Bit(34),
        SurveillanceIdentifier = mb.Bit(35),
        CommonUsageChanged = mb.Bit(36),
        HybridSurveillance = mb.Bit(37),
        ResolutionAdvisories = mb.Bit(38),
        AcasVersion = (int)mb[39..40],
        DataTerminals = (int)mb[41..56],
    };

    /// <summary>The MB.</summary>
    public MessageField Encode() => default(MessageField)
        .With(1, 8, Number)
        .WithBit(9, IsContinued)
        .WithBit(15, OverlayCommand)
        .WithBit(16, AcasOperational)
        .With(17, 23, (uint)SubnetworkVersion)
        .WithBit(24, EnhancedProtocol)
        .WithBit(25, SpecificServices)
        .With(26, 28, (uint)UplinkElm)
        .With(29, 32, (uint)DownlinkElm)
        .WithBit(33, Identification)
        .WithBit(34, Squitter)
        .WithBit(35, SurveillanceIdentifier)
        .WithBit(36, CommonUsageChanged)
        .WithBit(37, HybridSurveillance)
        .WithBit(38, ResolutionAdvisories)
        .With(39, 40, (uint)AcasVersion)
        .With(41, 56, (uint)DataTerminals);
}
