using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>The words that readsb uses for our enumerations.</summary>
public static class JsonNames
{
    /// <summary>The kind of an aircraft's data.</summary>
    public static ReadOnlySpan<byte> Of(TrackKind kind) => kind switch
    {
        TrackKind.AdsbIcao => "adsb_icao"u8,
        TrackKind.AdsbIcaoNonTransponder => "adsb_icao_nt"u8,
        TrackKind.AdsrIcao => "adsr_icao"u8,
        TrackKind.TisbIcao => "tisb_icao"u8,
        TrackKind.Adsc => "adsc"u8,
        TrackKind.Mlat => "mlat"u8,
        TrackKind.ModeS => "mode_s"u8,
        TrackKind.AdsbOther => "adsb_other"u8,
        TrackKind.AdsrOther => "adsr_other"u8,
        TrackKind.TisbTrackFile => "tisb_trackfile"u8,
        TrackKind.TisbOther => "tisb_other"u8,
        TrackKind.ModeAc => "mode_ac"u8,
        _ => "other"u8,
    };

    /// <summary>An emergency or priority status.</summary>
    public static ReadOnlySpan<byte> Of(Emergency emergency) => emergency switch
    {
        Emergency.None => "none"u8,
        Emergency.General => "general"u8,
        Emergency.Medical => "lifeguard"u8,
        Emergency.MinimumFuel => "minfuel"u8,
        Emergency.NoCommunications => "nordo"u8,
        Emergency.UnlawfulInterference => "unlawful"u8,
        Emergency.DownedAircraft => "downed"u8,
        _ => "reserved"u8,
    };

    /// <summary>What a source integrity level is counted per.</summary>
    public static ReadOnlySpan<byte> Of(SilType type) => type switch
    {
        SilType.PerHour => "perhour"u8,
        SilType.PerSample => "persample"u8,
        _ => "unknown"u8,
    };

    /// <summary>One mode of the autopilot.</summary>
    public static ReadOnlySpan<byte> Of(NavigationModes single) => single switch
    {
        NavigationModes.Autopilot => "autopilot"u8,
        NavigationModes.VerticalNavigation => "vnav"u8,
        NavigationModes.AltitudeHold => "althold"u8,
        NavigationModes.Approach => "approach"u8,
        NavigationModes.LateralNavigation => "lnav"u8,
        _ => "tcas"u8,
    };
}
