namespace AdsbFeeder.Tracking;

/// <summary>How a value reached us, in ascending priority: a lower source replaces a higher one only when that is stale.</summary>
/// <remarks>The order is readsb's (wire-formats.md 4.2): what the aircraft broadcasts under its own parity beats what others say about it.</remarks>
public enum FieldSource : byte
{
    /// <summary>No value.</summary>
    None,

    /// <summary>Told by another program in lines of SBS.</summary>
    Sbs,

    /// <summary>Computed by a multilateration server.</summary>
    Mlat,

    /// <summary>A reply whose address is only implied by its parity (DF 0, 4, 5, 16, 20, 21).</summary>
    ModeS,

    /// <summary>A report over a satellite (ADS-C), told by another program.</summary>
    AdsC,

    /// <summary>A reply with its address in clear (DF 11).</summary>
    ModeSChecked,

    /// <summary>A ground station that tells about radar targets.</summary>
    TisB,

    /// <summary>A ground station that repeats ADS-B of another link.</summary>
    AdsR,

    /// <summary>ADS-B of a device that is no transponder (DF 18).</summary>
    AdsbNonTransponder,

    /// <summary>ADS-B of a transponder (DF 17).</summary>
    Adsb,
}
