namespace AdsbFeeder.Tracking;

/// <summary>What an aircraft's data mainly are: the best source of the last seconds. Order and meaning are those of the JSON key <c>type</c> and of binCraft.</summary>
public enum TrackKind : byte
{
    /// <summary>ADS-B of a transponder.</summary>
    AdsbIcao,

    /// <summary>ADS-B of a non-transponder device with an ICAO address.</summary>
    AdsbIcaoNonTransponder,

    /// <summary>ADS-R with an ICAO address.</summary>
    AdsrIcao,

    /// <summary>TIS-B with an ICAO address.</summary>
    TisbIcao,

    /// <summary>ADS-C: reports over satellites.</summary>
    Adsc,

    /// <summary>Multilateration.</summary>
    Mlat,

    /// <summary>Anything else.</summary>
    Other,

    /// <summary>Mode S without ADS-B.</summary>
    ModeS,

    /// <summary>ADS-B with an anonymous, vehicle or obstacle address.</summary>
    AdsbOther,

    /// <summary>ADS-R with such an address.</summary>
    AdsrOther,

    /// <summary>TIS-B with a Mode A code and a track file number for an address.</summary>
    TisbTrackFile,

    /// <summary>TIS-B with another non-ICAO address.</summary>
    TisbOther,

    /// <summary>Mode A/C.</summary>
    ModeAc,
}
