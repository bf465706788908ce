namespace RtlSdr.Net;

/// <summary>The tuner chip of a dongle. The values are librtlsdr's.</summary>
public enum RtlSdrTuner
{
    /// <summary>None answered: such a dongle cannot be tuned.</summary>
    Unknown,

    /// <summary>Elonics E4000.</summary>
    E4000,

    /// <summary>Fitipower FC0012.</summary>
    FC0012,

    /// <summary>Fitipower FC0013.</summary>
    FC0013,

    /// <summary>FCI FC2580.</summary>
    FC2580,

    /// <summary>Rafael Micro R820T, R820T2 or R860: the usual one.</summary>
    R820T,

    /// <summary>Rafael Micro R828D, as in the RTL-SDR Blog V4.</summary>
    R828D,
}
