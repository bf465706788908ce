using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

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

    /// <summary>What a listener gives unless told otherwise: all but MLAT results.</summary>
    Listener = Radio | Network | Simulation,

    /// <summary>What a connection to somebody else gives unless told otherwise: our own reception and nothing else.</summary>
    Feed = Radio,
}

/// <summary>Which frames an output carries.</summary>
/// <param name="Sources">Where they may come from.</param>
/// <param name="ModeAc">True to include Mode A/C replies, which most clients cannot use.</param>
public readonly record struct OutputRule(Provenance Sources, bool ModeAc = false)
{
    /// <summary>True when the frame may leave. A frame whose sender forbade to forward it never does.</summary>
    public bool Allows(in ReceivedFrame received) =>
        (Sources & (Provenance)(1 << (int)received.Source)) != 0
        && (ModeAc || !received.Frame.IsModeAc)
        && received is not { Source: FrameSource.Network, Ticks12MHz: BeastTimestamp.NoForward };
}
