namespace AdsbFeeder.Networking;

/// <summary>What an input reads.</summary>
public enum InputFormat
{
    /// <summary>Beast or AVR, whichever comes.</summary>
    Auto,

    /// <summary>Beast binary.</summary>
    Beast,

    /// <summary>AVR text.</summary>
    Avr,

    /// <summary>SBS/BaseStation lines.</summary>
    Sbs,

    /// <summary>SBS lines of ADS-C reports, as JAERO sends them.</summary>
    SbsJaero,

    /// <summary>Beast binary whose frames are all results of multilateration, whatever their time stamps say.</summary>
    BeastMlat,
}
