using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp;

/// <summary>How much work the demodulator does for a frame.</summary>
public enum DemodulatorMode
{
    /// <summary>For the smallest machines.</summary>
    Fast,

    /// <summary>The default: nearly everything there is to hear, on a fraction of one core.</summary>
    Balanced,

    /// <summary>Everything, at several times the work.</summary>
    Max,
}

/// <summary>What a demodulator must know about its samples.</summary>
public sealed record DemodulatorOptions
{
    /// <summary>Samples per second, one of <see cref="SampleRates.Supported"/>.</summary>
    public int SampleRate { get; init; } = 2_400_000;

    /// <summary>Format of the samples.</summary>
    public SampleFormat Format { get; init; }

    /// <summary>How much work to do.</summary>
    public DemodulatorMode Mode { get; init; } = DemodulatorMode.Balanced;

    /// <summary>Whether bits may be changed to satisfy the parity.</summary>
    public bool Repair { get; init; } = true;

    /// <summary>Whether Mode A/C replies are looked for.</summary>
    public bool ModeAc { get; init; }

    /// <summary>What the frames say about their origin.</summary>
    public FrameSource Source { get; init; } = FrameSource.Radio;

    /// <summary>UTC time of the first sample, milliseconds since 1970.</summary>
    public long StartUnixMilliseconds { get; init; }

    /// <summary>Value of the 12 MHz counter at the first sample.</summary>
    public long StartTicks { get; init; }
}
