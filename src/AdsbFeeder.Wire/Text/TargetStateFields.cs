using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of target state and status, of both versions.</summary>
internal static class TargetStateFields
{
    public static void Describe(in TargetState state, IFieldWriter to)
    {
        to.Number(
            state.AltitudeSource switch
            {
                SelectedAltitudeSource.FlightManagementSystem => "nav_altitude_fms",
                SelectedAltitudeSource.Holding => "nav_altitude_holding",
                _ => "nav_altitude_mcp",
            },
            "Selected altitude",
            state.SelectedAltitudeFeet,
            "ft");
        to.Text("nav_altitude_source", "Altitude selected by", state.AltitudeSource switch
        {
            SelectedAltitudeSource.ControlPanel => "mcp",
            SelectedAltitudeSource.FlightManagementSystem => "fms",
            SelectedAltitudeSource.Holding => "holding",
            _ => null,
        });
        to.Number("nav_qnh", "Altimeter setting", state.BarometricSettingHectopascals, "hPa", 1);
        to.Number("nav_heading", "Selected heading", state.SelectedHeadingDegrees, "deg", 2);
        to.Words("nav_modes", "Modes", ModesOf(state));
        to.Flag("tcas", "TCAS operational", state.TcasOperational);
        QualityFields.NacP(state.NacP, to);
        to.Bit("nic_baro", "NICbaro", state.NicBaro);
        QualityFields.Sil(state.Sil, to);
        if (state.Subtype == 1)
            QualityFields.SilType(state.SilSupplement, to);
        else
            DescribeVersion1(state, to);
    }

    private static void DescribeVersion1(in TargetState state, IFieldWriter to)
    {
        to.Flag("nav_altitude_msl", "Altitude above sea level", state.AltitudeIsMsl);
        to.Number("nav_altitude_capability", "Altitude capability", state.AltitudeCapability, meaning: state.AltitudeCapability switch
        {
            0 => "holding altitude",
            1 => "and panel",
            2 => "and FMS",
            _ => "reserved",
        });
        to.Text("nav_vertical_mode", "Vertical mode", NameOfMode(state.VerticalMode));
        to.Text("nav_horizontal_mode", "Horizontal mode", NameOfMode(state.HorizontalMode));
        to.Text("nav_heading_source", "Heading selected by", state.HeadingSource switch
        {
            1 => "mcp",
            2 => "holding",
            3 => "fms",
            _ => null,
        });
        to.Flag("nav_heading_is_track", "Heading is a track", state.HeadingIsTrack);
        to.Flag("ra", "Resolution advisory", state.ResolutionAdvisoryActive);
        to.Text("emergency", "Emergency", state.Emergency is { } emergency ? NameOf(emergency) : null);
    }

    public static string NameOf(Emergency emergency) => (int)emergency switch
    {
        0 => "none",
        1 => "general",
        2 => "lifeguard",
        3 => "minfuel",
        4 => "nordo",
        5 => "unlawful",
        6 => "downed",
        _ => "reserved",
    };

    private static string? NameOfMode(int mode) => mode switch
    {
        1 => "acquiring",
        2 => "capturing or holding",
        3 => "reserved",
        _ => null,
    };

    // Names and order as in readsb's nav_modes.
    private static string[]? ModesOf(in TargetState state)
    {
        if (state.Autopilot is null)
            return null;
        (bool? On, string Name)[] modes =
        [
            (state.Autopilot, "autopilot"), (state.VNav, "vnav"), (state.AltitudeHold, "althold"),
            (state.Approach, "approach"), (state.LNav, "lnav"), (state.TcasOperational, "tcas"),
        ];
        return [.. modes.Where(x => x.On == true).Select(x => x.Name)];
    }
}
