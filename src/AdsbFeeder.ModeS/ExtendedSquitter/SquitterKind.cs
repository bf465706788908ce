namespace AdsbFeeder.ModeS;

/// <summary>Who speaks in an extended squitter.</summary>
public enum SquitterKind : byte
{
    /// <summary>ADS-B of a transponder: DF17, or DF19 with AF 0.</summary>
    Adsb,

    /// <summary>ADS-B of a device without transponder: DF18, CF 0 or 1.</summary>
    AdsbNonTransponder,

    /// <summary>TIS-B of a ground station, same layout as ADS-B but for velocity: CF 2 or 5.</summary>
    TisBFine,

    /// <summary>TIS-B with its own coarse layout and no type code: CF 3.</summary>
    TisBCoarse,

    /// <summary>TIS-B and ADS-R management between ground stations: CF 4.</summary>
    Management,

    /// <summary>ADS-B that a ground station heard on another link and repeats: CF 6.</summary>
    AdsR,

    /// <summary>Reserved (CF 7), or military with AF other than 0: the content is not public.</summary>
    Other,
}

internal static class SquitterKinds
{
    public static SquitterKind Of(DownlinkFormat format, int control) => format switch
    {
        DownlinkFormat.ExtendedSquitter => SquitterKind.Adsb,
        DownlinkFormat.MilitaryExtendedSquitter => control == 0 ? SquitterKind.Adsb : SquitterKind.Other,
        _ => control switch
        {
            0 or 1 => SquitterKind.AdsbNonTransponder,
            2 or 5 => SquitterKind.TisBFine,
            3 => SquitterKind.TisBCoarse,
            4 => SquitterKind.Management,
            6 => SquitterKind.AdsR,
            _ => SquitterKind.Other,
        },
    };

    public static bool HasTypeCode(this SquitterKind kind) =>
        kind is SquitterKind.Adsb or SquitterKind.AdsbNonTransponder or SquitterKind.TisBFine or SquitterKind.AdsR;
}
