namespace AdsbFeeder.ModeS;

/// <summary>The envelope of an extended squitter: DF17, DF18 and DF19 (Annex 10 vol. IV, 3.1.2.8.6 to 3.1.2.8.8, DO-260B
/// 2.2.3.2).</summary>
/// <remarks><code>
///   bits  1-5 DF | 6-8 CA (17), CF (18), AF (19) | 9-32 AA | 33-88 ME | 89-112 PI, residue 0
///   DF18 CF  0 ADS-B, ICAO AA   1 ADS-B, other AA   2 fine TIS-B   3 coarse TIS-B   4 management   5 fine TIS-B, other AA   6 ADS-R
///   IMF = 1 turns an AA of CF 2, 3 (track file) and 6 (other) into no ICAO address; its place depends on the message:
///        airborne position ME 8 | surface 21 | velocity 9 | TC28 56 | TC29 51 | TC31 56 | coarse 1
///   8D4840D6202CC371C32CE0576098   DF17, CA 5, 4840D6, identification
///   9212345659C3813880C350444882   DF18, CF 2, IMF 1: ~123456
///   9812345658C3813880C350EB475E   DF19, AF 0: ADS-B
/// </code></remarks>
/// <param name="Address">AA, and whether ICAO gave it.</param>
/// <param name="Kind">Who speaks, which decides how to read ME.</param>
/// <param name="Format">DF17, 18 or 19.</param>
/// <param name="ControlField">CA, CF or AF: 0 to 7.</param>
/// <param name="Me">The message.</param>
public readonly record struct ExtendedSquitter(Address Address, SquitterKind Kind, DownlinkFormat Format, int ControlField, MessageField Me)
{
    private const int NoTypeCode = -1;

    /// <summary>ME 1-5, 0 to 31; -1 for coarse TIS-B, management and reserved messages, which have none.</summary>
    public int TypeCode => Kind.HasTypeCode() ? (int)Me[1..5] : NoTypeCode;

    /// <summary>ME 6-8, which tells the variants of type codes 19, 23, 24, 28 and 31 apart (29 has ME 6-7 alone).</summary>
    public int Subtype => (int)Me[6..8];

    /// <summary>What the message is, and so which type decodes it.</summary>
    public SquitterContent Content => Kind switch
    {
        SquitterKind.TisBCoarse => SquitterContent.CoarsePosition,
        SquitterKind.TisBFine => SquitterContents.Of(TypeCode, Me) switch
        {
            SquitterContent.Velocity => SquitterContent.TisBVelocity,
            var content => content,
        },
        _ => SquitterContents.Of(TypeCode, Me),
    };

    /// <summary>CA of DF17; null for the others.</summary>
    public Capability? Capability => Format == DownlinkFormat.ExtendedSquitter ? (Capability)ControlField : null;

    /// <summary>Reads a frame with DF = 17, 18 or 19. False when it has another format or length, or its parity is wrong.</summary>
    public static bool TryDecode(in Frame frame, out ExtendedSquitter squitter)
    {
        squitter = default;
        if (frame.Length != Frame.LongLength
            || frame.Format is < DownlinkFormat.ExtendedSquitter or > DownlinkFormat.MilitaryExtendedSquitter
            || Parity.Residue(frame) != 0)
        {
            return false;
        }

        var header = FrameHeader.Of(frame);
        var control = (int)header[6..8];
        var me = frame.Message;
        var kind = SquitterKinds.Of(frame.Format, control);
        var address = IsIcao(frame.Format, control, kind, me) ? Address.Icao(header[9..32]) : Address.NonIcao(header[9..32]);
        squitter = new ExtendedSquitter(address, kind, frame.Format, control, me);
        return true;
    }

    /// <summary>An ADS-B message of a transponder (DF17).</summary>
    public static ExtendedSquitter OfTransponder(Address address, Capability capability, MessageField me) =>
        new(address, SquitterKind.Adsb, DownlinkFormat.ExtendedSquitter, (int)capability, me);

    /// <summary>A DF18 message with control field 0 to 7. The address stands as given: the ME decides whether it reads back as
    /// ICAO's.</summary>
    public static ExtendedSquitter OfNonTransponder(Address address, int controlField, MessageField me)
    {
        const DownlinkFormat Format = DownlinkFormat.ExtendedSquitterNonTransponder;
        return new ExtendedSquitter(address, SquitterKinds.Of(Format, controlField), Format, controlField, me);
    }

    /// <summary>The frame.</summary>
    public Frame Encode() => FrameHeader.For(Format).With(6..8, (uint)ControlField).With(9..32, Address.Bits).ToLongFrame(Me, 0);

    private static bool IsIcao(DownlinkFormat format, int control, SquitterKind kind, MessageField me) => format switch
    {
        DownlinkFormat.ExtendedSquitterNonTransponder => control switch
        {
            0 => true,
            2 or 6 => !SquitterContents.IcaoModeFlag(me),
            3 => !me.Bit(1),
            _ => false,
        },
        _ => kind == SquitterKind.Adsb,
    };
}
