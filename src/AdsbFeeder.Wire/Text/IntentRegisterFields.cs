using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of the registers about intent: 4,0 to 4,3, 4,8, 5,4 to 5,6 and 5,F.</summary>
internal static class IntentRegisterFields
{
    public static void Describe(BdsCode register, MessageField mb, IFieldWriter to)
    {
        switch (register.Value)
        {
            case 0x40:
                Describe(SelectedVerticalIntention.Decode(mb), to);
                break;
            case 0x41:
                to.Text("waypoint", "Waypoint", NextWaypointName.Decode(mb).Text);
                break;
            case 0x42:
                var place = NextWaypointPosition.Decode(mb);
                to.Number("waypoint_lat", "Waypoint latitude", place.LatitudeDegrees, "deg", 5);
                to.Number("waypoint_lon", "Waypoint longitude", place.LongitudeDegrees, "deg", 5);
                to.Number("waypoint_alt", "Waypoint altitude", place.CrossingAltitudeFeet, "ft");
                break;
            case 0x43:
                var way = NextWaypointDetails.Decode(mb);
                to.Number("waypoint_bearing", "Waypoint bearing", way.BearingDegrees, "deg", 2);
                to.Number("waypoint_time", "Time to waypoint", way.MinutesToGo, "min", 1);
                to.Number("waypoint_distance", "Distance to waypoint", way.NauticalMilesToGo, "nmi", 1);
                break;
            case 0x48:
                Describe(VhfChannelReport.Decode(mb), to);
                break;
            case >= 0x54 and <= 0x56:
                Describe(WaypointReport.Decode(mb), to);
                break;
            case 0x5F:
                Describe(QuasiStaticMonitoring.Decode(mb), to);
                break;
        }
    }

    private static void Describe(in SelectedVerticalIntention intention, IFieldWriter to)
    {
        to.Number("nav_altitude_mcp", "Panel altitude", intention.PanelAltitudeFeet, "ft");
        to.Number("nav_altitude_fms", "FMS altitude", intention.FmsAltitudeFeet, "ft");
        to.Number("nav_qnh", "Altimeter setting", intention.BarometricSettingHectopascals, "hPa", 1);
        if (intention.VNav is not null)
        {
            (bool? On, string Name)[] modes =
                [(intention.VNav, "vnav"), (intention.AltitudeHold, "althold"), (intention.Approach, "approach")];
            to.Words("nav_modes", "Modes", [.. modes.Where(x => x.On == true).Select(x => x.Name)]);
        }

        to.Text("nav_altitude_source", "Altitude selected by", intention.TargetSource switch
        {
            0 => "unknown",
            1 => "aircraft",
            2 => "mcp",
            3 => "fms",
            _ => null,
        });
    }

    private static void Describe(in VhfChannelReport report, IFieldWriter to)
    {
        Describe("vhf1", "VHF 1", report.First, report.FirstAudio, to);
        Describe("vhf2", "VHF 2", report.Second, report.SecondAudio, to);
        Describe("vhf3", "VHF 3", report.Third, report.ThirdAudio, to);
        to.Text("vhf_emergency_audio", "121.5 MHz audio", NameOf(report.EmergencyAudio));
    }

    private static void Describe(string key, string label, VhfChannel? channel, VhfAudio audio, IFieldWriter to)
    {
        to.Number(key, label, channel?.Code, meaning: channel switch { { IsDigital: true } => "VDL", { IsNarrow: true } => "8.33 kHz", null => null, _ => "25 kHz" });
        to.Number(key + "_mhz", label + " frequency", channel?.Megahertz, "MHz", 4);
        to.Text(key + "_audio", label + " audio", NameOf(audio));
    }

    private static void Describe(in WaypointReport report, IFieldWriter to)
    {
        if (!report.IsValid)
            return;
        to.Text("waypoint", "Waypoint", report.Text);
        to.Number("waypoint_time", "Time to waypoint", report.MinutesToArrival, "min", 1);
        to.Number("waypoint_fl", "Waypoint flight level", report.FlightLevel, "hundred ft");
        to.Number("waypoint_direct_time", "Time direct", report.MinutesDirect, "min", 1);
    }

    private static void Describe(in QuasiStaticMonitoring counters, IFieldWriter to)
    {
        to.Number("changes_mcp", "Changes, panel altitude", counters.PanelAltitude);
        to.Number("changes_waypoint", "Changes, waypoint", counters.NextWaypoint);
        to.Number("changes_fms_mode", "Changes, FMS mode", counters.VerticalMode);
        to.Number("changes_vhf", "Changes, VHF", counters.VhfChannel);
        to.Number("changes_hazard", "Changes, hazards", counters.Hazards);
        to.Number("changes_fms", "Changes, FMS altitude", counters.FmsAltitude);
        to.Number("changes_qnh", "Changes, setting", counters.PressureSetting);
    }

    private static string? NameOf(VhfAudio audio) => audio switch
    {
        VhfAudio.Nobody => "nobody",
        VhfAudio.Headphones => "headphones",
        VhfAudio.Loudspeaker => "loudspeaker",
        _ => null,
    };
}
