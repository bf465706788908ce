using AdsbFeeder.ModeS;

namespace AdsbFeeder.Networking;

/// <summary>Which sources of frames may leave through an output.</summary>
[Flags]
public enum Provenance
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What our own antenna heard.</summary>
    Radio = 1 << FrameSource.Radio,

    /// <summary>What other receivers sent us.</summary>
    Network = 1 << FrameSource.Network,

    /// <summary>Positions computed by multilateration. Networks ban those who send these back as their own reception.</summary>
    Mlat = 1 << FrameSource.Mlat,

    /// <summary>The simulator's traffic.</summary>
    Simulation = 1 << FrameSource.Simulation,

    /// <summary>Frames made of SBS lines, which nobody received.</summary>
    Sbs = 1 << FrameSource.Sbs,

    /// <summary>What a listener gives unless told otherwise: all but MLAT results and what was made of SBS lines.</summary>
    Listener = Radio | Network | Simulation,

    /// <summary>What a connection to somebody else gives unless told otherwise: our own reception and nothing else.</summary>
    Feed = Radio,
}
