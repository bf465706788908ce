namespace AdsbFeeder.ModeS;

/// <summary>The downlink formats of Mode S (ICAO Annex 10 vol. IV, 3.1.2.3.2.1.2); the value is the field DF.</summary>
public enum DownlinkFormat : byte
{
    /// <summary>Short air-air surveillance (ACAS).</summary>
    ShortAirAir = 0,

    /// <summary>Surveillance, altitude reply.</summary>
    SurveillanceAltitude = 4,

    /// <summary>Surveillance, identity reply.</summary>
    SurveillanceIdentity = 5,

    /// <summary>All-call reply.</summary>
    AllCall = 11,

    /// <summary>Long air-air surveillance (ACAS).</summary>
    LongAirAir = 16,

    /// <summary>Extended squitter of a Mode S transponder.</summary>
    ExtendedSquitter = 17,

    /// <summary>Extended squitter of a non-transponder device: ADS-B, TIS-B, ADS-R.</summary>
    ExtendedSquitterNonTransponder = 18,

    /// <summary>Military extended squitter.</summary>
    MilitaryExtendedSquitter = 19,

    /// <summary>Comm-B, altitude reply.</summary>
    CommBAltitude = 20,

    /// <summary>Comm-B, identity reply.</summary>
    CommBIdentity = 21,

    /// <summary>Comm-D, extended length message. DF 24 to 31 are all this format: only its first two bits name it.</summary>
    CommD = 24,
}
