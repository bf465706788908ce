using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of an extended squitter.</summary>
internal static class SquitterFields
{
    public static void Describe(in ExtendedSquitter squitter, IFieldWriter to)
    {
        var content = squitter.Content;
        AddressFields.Describe(squitter.Address, AddressFields.TypeOf(squitter), to);
        AddressFields.DescribeTrackFile(squitter, to);
        to.Flag("ground", "On the ground", content == SquitterContent.SurfacePosition ? true : null);
        if (squitter.Capability is { } capability)
            ReplyFields.DescribeCapability(capability, to);
        else if (squitter.Format == DownlinkFormat.MilitaryExtendedSquitter)
            to.Number("af", "Application field", squitter.ControlField);
        else
            to.Number("cf", "Control field", squitter.ControlField);
        to.Text("kind", "Sender", NameOf(squitter.Kind));
        to.Text("me", "ME", MessageFields.Hex(squitter.Me));
        var isRepeated = squitter.Kind is SquitterKind.TisBFine or SquitterKind.TisBCoarse or SquitterKind.AdsR;
        if (isRepeated && squitter.ControlField != 5 && HasFlag(content))
            to.Flag("imf", "IMF", !squitter.Address.IsIcao);
        DescribeContent(squitter, to);
    }

    /// <summary>The content of a squitter, or of a register that holds one.</summary>
    public static void DescribeContent(in ExtendedSquitter squitter, IFieldWriter to)
    {
        var (content, me) = (squitter.Content, squitter.Me);
        if (squitter.TypeCode >= 0)
            to.Number("tc", "Type code", squitter.TypeCode);
        if (squitter.TypeCode is 19 or >= 23)
            to.Number("subtype", "Subtype", squitter.TypeCode == 29 ? squitter.Subtype >> 1 : squitter.Subtype);
        to.Text("content", "Content", NameOf(content));
        var isRepeated = squitter.Kind is SquitterKind.TisBFine or SquitterKind.AdsR;
        switch (content)
        {
            case SquitterContent.Identification:
                Describe(AircraftIdentification.Decode(me), me, squitter.Address, to);
                break;
            case SquitterContent.AirbornePosition or SquitterContent.NoPosition:
                PositionFields.Describe(AirbornePosition.Decode(me), isRepeated, to);
                break;
            case SquitterContent.SurfacePosition:
                PositionFields.Describe(SurfacePosition.Decode(me), isRepeated, to);
                break;
            case SquitterContent.CoarsePosition:
                PositionFields.Describe(CoarsePosition.Decode(me), to);
                break;
            case SquitterContent.Velocity:
                VelocityFields.Describe(AirborneVelocity.Decode(me), isRepeated, to);
                break;
            case SquitterContent.TisBVelocity:
                VelocityFields.Describe(TisBVelocity.Decode(me), to);
                break;
            case SquitterContent.TestSquawk:
                Describe(TestSquawk.Decode(me).Squawk, to);
                break;
            case SquitterContent.ResolutionAdvisory:
                AdvisoryFields.Describe(ResolutionAdvisory.Decode(me), to);
                break;
            case SquitterContent.TargetState:
                TargetStateFields.Describe(TargetState.Decode(me), to);
                break;
            case SquitterContent.OperationalStatus:
                OperationalStatusFields.Describe(OperationalStatus.Decode(me), to);
                break;
            case SquitterContent.Emergency:
                var status = AircraftStatus.Decode(me);
                to.Text("emergency", "Emergency", TargetStateFields.NameOf(status.Emergency));
                Describe(status.Squawk, to);
                break;
            case SquitterContent.OperationalCoordination:
                var coordination = OperationalCoordination.Decode(me);
                to.Text("partner", "Partner, if version 0", coordination.Partner?.ToString());
                to.Text("data", "Rest", coordination.Rest.ToString("X6", CultureInfo.InvariantCulture));
                break;
            case SquitterContent.Test or SquitterContent.SurfaceSystemStatus or SquitterContent.Reserved when squitter.TypeCode >= 0:
                to.Text("data", "Data", UnspecifiedMessage.Decode(me).Data.ToString("X12", CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void Describe(in AircraftIdentification identification, MessageField me, Address address, IFieldWriter to)
    {
        to.Text("category", "Category", identification.Category.ToString(), ReplyWords.Of(identification.Category));
        DescribeCallsign(identification.Callsign, me, address, to);
    }

    /// <summary>The callsign; its bits where nobody may send such characters.</summary>
    public static void DescribeCallsign(Callsign? callsign, MessageField field, Address address, IFieldWriter to)
    {
        const ulong Characters = (1UL << 48) - 1;
        to.Text("flight", "Callsign", callsign?.ToString());
        var raw = field.Bits & Characters;
        if (callsign is null && raw != 0)
            to.Text("flight_raw", "Callsign, not legal", raw.ToString("X12", CultureInfo.InvariantCulture));
        if (callsign is { } known && PrivacyAddress.IsLikely(address, known))
            to.Flag("pia", "Privacy address", true);
    }

    private static void Describe(Squawk? squawk, IFieldWriter to) => to.Text("squawk", "Squawk", squawk?.ToString(), ReplyWords.Of(squawk));

    private static bool HasFlag(SquitterContent content) => content is not
        (SquitterContent.Identification or SquitterContent.Reserved or SquitterContent.Test or SquitterContent.TestSquawk
        or SquitterContent.SurfaceSystemStatus or SquitterContent.OperationalCoordination);

    private static string NameOf(SquitterKind kind) => kind switch
    {
        SquitterKind.Adsb => "ADS-B",
        SquitterKind.AdsbNonTransponder => "ADS-B, no transponder",
        SquitterKind.TisBFine => "TIS-B",
        SquitterKind.TisBCoarse => "TIS-B, coarse",
        SquitterKind.Management => "TIS-B management",
        SquitterKind.AdsR => "ADS-R",
        _ => "reserved",
    };

    private static string NameOf(SquitterContent content) => content switch
    {
        SquitterContent.NoPosition => "no position",
        SquitterContent.Identification => "identification",
        SquitterContent.SurfacePosition => "surface position",
        SquitterContent.AirbornePosition => "airborne position",
        SquitterContent.Velocity or SquitterContent.TisBVelocity => "velocity",
        SquitterContent.Test or SquitterContent.TestSquawk => "test message",
        SquitterContent.SurfaceSystemStatus => "surface system status",
        SquitterContent.OperationalCoordination => "operational coordination",
        SquitterContent.Emergency => "emergency",
        SquitterContent.ResolutionAdvisory => "resolution advisory",
        SquitterContent.TargetState => "target state",
        SquitterContent.OperationalStatus => "operational status",
        SquitterContent.CoarsePosition => "coarse position",
        _ => "reserved",
    };
}
