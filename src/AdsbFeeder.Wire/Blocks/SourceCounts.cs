using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>How many frames came from where.</summary>
/// <param name="Radio">From our own antenna.</param>
/// <param name="Network">From network inputs.</param>
/// <param name="Mlat">Results of multilateration.</param>
/// <param name="Simulation">From the simulator.</param>
/// <param name="Sbs">Made of SBS lines.</param>
public readonly record struct SourceCounts(long Radio, long Network, long Mlat, long Simulation, long Sbs = 0)
{
    /// <summary>Those of one source.</summary>
    public long this[FrameSource source] => source switch
    {
        FrameSource.Radio => Radio,
        FrameSource.Network => Network,
        FrameSource.Mlat => Mlat,
        FrameSource.Simulation => Simulation,
        _ => Sbs,
    };

    /// <summary>All together.</summary>
    public long Total => Radio + Network + Mlat + Simulation + Sbs;

    /// <summary>One more from this source.</summary>
    public SourceCounts Plus(FrameSource source) => source switch
    {
        FrameSource.Radio => this with { Radio = Radio + 1 },
        FrameSource.Network => this with { Network = Network + 1 },
        FrameSource.Mlat => this with { Mlat = Mlat + 1 },
        FrameSource.Simulation => this with { Simulation = Simulation + 1 },
        _ => this with { Sbs = Sbs + 1 },
    };

    /// <summary>Both together.</summary>
    public static SourceCounts operator +(SourceCounts a, SourceCounts b) =>
        new(a.Radio + b.Radio, a.Network + b.Network, a.Mlat + b.Mlat, a.Simulation + b.Simulation, a.Sbs + b.Sbs);
}
