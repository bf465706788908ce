using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of an extended squitter.</summary>
internal static class SquitterFields
{
    public static void Describe(in ExtendedSquitter squitter, IFieldWriter to)
    {
        if (squitter.Capability is { } capability)
            MessageFields.DescribeCapability(capability, to);
        else
            to.Number("cf", "Control field", squitter.ControlField);
        to.Text("kind", "Sender", NameOf(squitter.Kind));
        if (squitter.TypeCode >= 0)
            to.Number("tc", "Type code", squitter.TypeCode);
        to.Text("content", "Content", NameOf(squitter.Content));
        switch (squitter.Content)
        {
            case SquitterContent.Identification:
                Describe(AircraftIdentification.Decode(squitter.Me), to);
                break;
            case SquitterContent.AirbornePosition or SquitterContent.NoPosition:
                Describe(AirbornePosition.Decode(squitter.Me), to);
                break;
            case SquitterContent.SurfacePosition:
                Describe(SurfacePosition.Decode(squitter.Me), to);
                break;
            case SquitterContent.Velocity:
                Describe(AirborneVelocity.Decode(squitter.Me), to);
                break;
            case SquitterContent.TisBVelocity:
                Describe(TisBVelocity.Decode(squitter.Me), to);
                break;
            case SquitterContent.CoarsePosition:
                Describe(CoarsePosition.Decode(squitter.Me), to);
                break;
            case SquitterContent.TestSquawk:
                to.Text("squawk", "Squawk", TestSquawk.Decode(squitter.Me).Squawk.ToString());
                break;
            case SquitterContent.ResolutionAdvisory:
                CommBFields.Describe(ResolutionAdvisory.Decode(squitter.Me), to);
                break;
            case SquitterContent.TargetState:
                StatusFields.Describe(TargetState.Decode(squitter.Me), to);
                break;
            case SquitterContent.OperationalStatus:
                StatusFields.Describe(OperationalStatus.Decode(squitter.Me), to);
                break;
            case SquitterContent.Emergency:
                Describe(AircraftStatus.Decode(squitter.Me), to);
                break;
            default:
                to.Text("me", "ME", MessageFields.Hex(squitter.Me));
                break;
        }
    }

    private static void Describe(in AircraftIdentification identification, IFieldWriter to)
    {
        if (identification.Category.IsKnown)
            to.Text("category", "Category", identification.Category.ToString());
        to.Text("flight", "Callsign", identification.Callsign?.ToString());
    }

    private static void Describe(in AirbornePosition position, IFieldWriter to)
    {
        to.Number(position.IsGeometric ? "alt_geom" : "alt_baro", position.IsGeometric ? "Height (GNSS)" : "Altitude", position.AltitudeFeet, "ft");
        to.Bit("alert", "Alert", position.SurveillanceStatus is SurveillanceStatus.PermanentAlert or SurveillanceStatus.TemporaryAlert);
        to.Bit("spi", "Ident", position.SurveillanceStatus == SurveillanceStatus.Spi);
        to.Flag("nic_b", "NIC supplement B", position.SupplementB);
        to.Flag("time_synchronised", "Time synchronised", position.TimeSynchronised);
        if (position.HasPosition)
            Describe(position.Cpr, to);
    }

    private static void Describe(in SurfacePosition position, IFieldWriter to)
    {
        to.Number("gs", "Ground speed", position.GroundSpeedKnots, "kt", 3);
        to.Number("track", "Track", position.TrackDegrees, "deg", 2);
        to.Flag("time_synchronised", "Time synchronised", position.TimeSynchronised);
        Describe(position.Cpr, to);
    }

    private static void Describe(in CprPosition cpr, IFieldWriter to)
    {
        to.Text("cpr", "CPR format", cpr.Format == CprFormat.Odd ? "odd" : "even");
        to.Number("cpr_lat", "CPR latitude", cpr.Latitude17, "of 131072");
        to.Number("cpr_lon", "CPR longitude", cpr.Longitude17, "of 131072");
    }

    private static void Describe(in AirborneVelocity velocity, IFieldWriter to)
    {
        DescribeMotion(velocity, to);
        to.Number("geom_minus_baro", "Height above altitude", velocity.GeometricMinusBarometricFeet, "ft");
        to.Number("nac_v", "NACv", velocity.NacV);
    }

    private static void Describe(in TisBVelocity velocity, IFieldWriter to)
    {
        DescribeMotion(velocity.Motion, to);
        to.Number("nac_p", "NACp", velocity.NacP);
        to.Number("nac_v", "NACv", velocity.NacV);
        to.Number("sil", "SIL", velocity.Sil);
        to.Flag("nic_supplement", "NIC supplement", velocity.NicSupplement);
    }

    private static void DescribeMotion(in AirborneVelocity velocity, IFieldWriter to)
    {
        to.Number("subtype", "Subtype", velocity.Subtype);
        to.Number("gs", "Ground speed", velocity.GroundSpeedKnots, "kt", 1);
        to.Number("track", "Track", velocity.TrackDegrees, "deg", 2);
        to.Number(velocity.AirspeedIsTrue ? "tas" : "ias", velocity.AirspeedIsTrue ? "True airspeed" : "Indicated airspeed", velocity.AirspeedKnots, "kt");
        // Magnetic unless an operational status, which is not in this frame, says otherwise.
        to.Number("mag_heading", "Heading", velocity.HeadingDegrees, "deg", 2);
        var barometric = velocity.VerticalRateIsBarometric;
        to.Number(barometric ? "baro_rate" : "geom_rate", barometric ? "Vertical rate" : "Vertical rate (GNSS)", velocity.VerticalRateFpm, "ft/min");
    }

    private static void Describe(in CoarsePosition position, IFieldWriter to)
    {
        to.Number("service_volume", "Service volume", position.ServiceVolume);
        to.Number("alt_baro", "Altitude", position.AltitudeFeet, "ft");
        to.Number("gs", "Ground speed, at least", position.SlowestGroundSpeedKnots, "kt");
        to.Number("track", "Track", position.TrackDegrees, "deg", 2);
        to.Text("cpr", "CPR format", position.Format == CprFormat.Odd ? "odd" : "even");
        to.Number("cpr_lat", "CPR latitude", position.Latitude12, "of 4096");
        to.Number("cpr_lon", "CPR longitude", position.Longitude12, "of 4096");
    }

    private static void Describe(in AircraftStatus status, IFieldWriter to)
    {
        to.Text("emergency", "Emergency", StatusFields.NameOf(status.Emergency));
        to.Text("squawk", "Squawk", status.Squawk?.ToString());
    }

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
        SquitterContent.TestSquawk => "test message",
        SquitterContent.Emergency => "emergency",
        SquitterContent.ResolutionAdvisory => "resolution advisory",
        SquitterContent.TargetState => "target state",
        SquitterContent.OperationalStatus => "operational status",
        SquitterContent.CoarsePosition => "coarse position",
        _ => "reserved",
    };
}
