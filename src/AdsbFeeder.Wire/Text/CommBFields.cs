using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of MB and MV. A register does not say which one it is; it is named when exactly one of those we know fits.</summary>
internal static class CommBFields
{
    /// <summary>The callsign of register 2,0; absent in every other register.</summary>
    public static Callsign? Callsign(MessageField mb) => IdentificationRegister.Fits(mb) ? IdentificationRegister.Decode(mb).Callsign : null;

    public static void Describe(MessageField mb, IFieldWriter to)
    {
        to.Text("mb", "MB", MessageFields.Hex(mb));
        if (Register(mb) is not { } register)
            return;
        to.Text("bds", "Register", register.ToString());
        switch (register.Value)
        {
            case 0x20:
                to.Text("flight", "Callsign", Callsign(mb)?.ToString());
                break;
            case 0x30:
                Describe(ResolutionAdvisory.Decode(mb), to);
                break;
            case 0x40:
                Describe(SelectedVerticalIntention.Decode(mb), to);
                break;
            case 0x50:
                Describe(TrackAndTurn.Decode(mb), to);
                break;
            case 0x60:
                Describe(HeadingAndSpeed.Decode(mb), to);
                break;
        }
    }

    /// <summary>DF16: an advisory when its first byte says so, else any register.</summary>
    public static void DescribeMv(MessageField? mv, IFieldWriter to)
    {
        if (mv is not { } field)
            return;
        to.Text("mv", "MV", MessageFields.Hex(field));
        if (ResolutionAdvisory.Fits(field))
            Describe(ResolutionAdvisory.Decode(field), to);
    }

    public static void Describe(in ResolutionAdvisory advisory, IFieldWriter to)
    {
        to.Flag("ra", "Resolution advisory", advisory.IsActive);
        to.Number("ara", "ARA bits", advisory.ActiveAdvisories);
        to.Number("rac", "RAC bits", advisory.Complements);
        to.Flag("rat", "Terminated", advisory.IsTerminated);
        to.Flag("mte", "Several threats", advisory.MultipleThreats);
        to.Number("tti", "Threat type", advisory.ThreatType);
        to.Text("threat", "Threat", advisory.ThreatAddress?.ToString());
        to.Number("threat_alt", "Threat altitude", advisory.ThreatAltitudeFeet, "ft");
        to.Number("threat_range", "Threat range", advisory.ThreatRangeNauticalMiles, "nmi", 2);
        to.Number("threat_bearing", "Threat bearing", advisory.ThreatBearingDegrees, "deg");
    }

    private static void Describe(in SelectedVerticalIntention intention, IFieldWriter to)
    {
        to.Number("nav_altitude_mcp", "Panel altitude", intention.PanelAltitudeFeet, "ft");
        to.Number("nav_altitude_fms", "FMS altitude", intention.FmsAltitudeFeet, "ft");
        to.Number("nav_qnh", "Altimeter setting", intention.BarometricSettingHectopascals, "hPa", 1);
    }

    private static void Describe(in TrackAndTurn report, IFieldWriter to)
    {
        to.Number("roll", "Roll", report.RollDegrees, "deg", 2);
        to.Number("track", "Track", report.TrueTrackDegrees, "deg", 2);
        to.Number("gs", "Ground speed", report.GroundSpeedKnots, "kt");
        to.Number("track_rate", "Turn", report.TrackRateDegreesPerSecond, "deg/s", 2);
        to.Number("tas", "True airspeed", report.TrueAirspeedKnots, "kt");
    }

    private static void Describe(in HeadingAndSpeed report, IFieldWriter to)
    {
        to.Number("mag_heading", "Magnetic heading", report.MagneticHeadingDegrees, "deg", 2);
        to.Number("ias", "Indicated airspeed", report.IndicatedAirspeedKnots, "kt");
        to.Number("mach", "Mach", report.Mach, "", 3);
        to.Number("baro_rate", "Vertical rate", report.BarometricRateFpm, "ft/min");
        to.Number("inertial_rate", "Inertial vertical rate", report.InertialRateFpm, "ft/min");
    }

    private static BdsCode? Register(MessageField mb)
    {
        (bool Fits, byte Code)[] registers =
        [
            (DataLinkCapability.Fits(mb), 0x10), (CommonUsageCapability.Fits(mb), 0x17), (IdentificationRegister.Fits(mb), 0x20),
            (ResolutionAdvisory.Fits(mb), 0x30), (SelectedVerticalIntention.Fits(mb), 0x40), (TrackAndTurn.Fits(mb), 0x50), (HeadingAndSpeed.Fits(mb), 0x60),
        ];
        var fitting = registers.Where(x => x.Fits).Take(2).ToArray();
        return fitting.Length == 1 ? new BdsCode(fitting[0].Code) : null;
    }
}
