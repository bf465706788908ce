using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of target state and operational status.</summary>
internal static class StatusFields
{
    public static void Describe(in TargetState state, IFieldWriter to)
    {
        to.Number("subtype", "Subtype", state.Subtype);
        var key = state.AltitudeSource == SelectedAltitudeSource.FlightManagementSystem ? "nav_altitude_fms" : "nav_altitude_mcp";
        to.Number(key, "Selected altitude", state.SelectedAltitudeFeet, "ft");
        to.Number("nav_qnh", "Altimeter setting", state.BarometricSettingHectopascals, "hPa", 1);
        to.Number("nav_heading", "Selected heading", state.SelectedHeadingDegrees, "deg", 2);
        to.Words("nav_modes", "Modes", ModesOf(state));
        to.Number("nac_p", "NACp", state.NacP);
        to.Bit("nic_baro", "NICbaro", state.NicBaro);
        to.Number("sil", "SIL", state.Sil);
        if (state.Subtype == 1)
            to.Text("sil_type", "SIL per", SilType(state.SilSupplement));
        to.Text("emergency", "Emergency", state.Emergency is { } emergency ? NameOf(emergency) : null);
    }

    public static void Describe(in OperationalStatus status, IFieldWriter to)
    {
        to.Number("subtype", "Subtype", status.Subtype);
        to.Number("version", "Version", status.Version);
        to.Flag("surface", "Surface layout", status.IsSurface);
        to.Bit("nic_a", "NIC supplement A", status.NicSupplementA);
        to.Bit("nic_c", "NIC supplement C", status.NicSupplementC);
        to.Number("nac_p", "NACp", status.NacP);
        to.Number("nac_v", "NACv", status.NacV);
        to.Number("gva", "GVA", status.Gva);
        to.Number("baq", "BAQ", status.Baq);
        to.Number("sil", "SIL", status.Sil);
        to.Text("sil_type", "SIL per", status.SilSupplement is { } supplement ? SilType(supplement) : null);
        to.Number("sda", "SDA", status.Sda);
        to.Bit("nic_baro", "NICbaro", status.NicBaro);
        to.Flag("tcas", "TCAS operational", status.TcasOperational);
        to.Flag("ra", "Resolution advisory", status.ResolutionAdvisoryActive);
        to.Bit("spi", "Ident", status.IdentActive);
        to.Flag("single_antenna", "Single antenna", status.SingleAntenna);
        to.Flag("es_in", "Receives 1090ES", status.ReceivesExtendedSquitter);
        to.Flag("uat_in", "Receives UAT", status.ReceivesUat);
        to.Flag("track_is_heading", "Track is heading", status.TrackIsHeading);
        to.Text("heading_reference", "Heading reference", status.HorizontalReference switch
        {
            HorizontalReference.TrueNorth => "true",
            HorizontalReference.MagneticNorth => "magnetic",
            _ => null,
        });
        to.Number("length", "Length, at most", status.SizeMetres?.Length, "m", 1);
        to.Number("width", "Width, at most", status.SizeMetres?.Width, "m", 1);
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

    private static string SilType(bool supplement) => supplement ? "persample" : "perhour";

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
