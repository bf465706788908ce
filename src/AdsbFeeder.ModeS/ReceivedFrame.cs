namespace AdsbFeeder.ModeS;

/// <summary>Where a frame came from; it travels with the frame to every output.</summary>
public enum FrameSource : byte
{
    /// <summary>Our own antenna.</summary>
    Radio,

    /// <summary>A network input.</summary>
    Network,

    /// <summary>A position computed by a multilateration server.</summary>
    Mlat,

    /// <summary>The simulator.</summary>
    Simulation,

    /// <summary>Lines of an SBS input, of which frames were made again: nobody received these bits.</summary>
    Sbs,
}

/// <summary>A frame and how it was received.</summary>
/// <param name="Frame">The bits.</param>
/// <param name="Ticks12MHz">Counter of a 12 MHz clock at the end of bit 56 of the frame (F2 for Mode A/C), 48 bits.</param>
/// <param name="UnixMilliseconds">UTC time of reception, milliseconds since 1970.</param>
/// <param name="Source">Where it came from.</param>
public readonly record struct ReceivedFrame(Frame Frame, long Ticks12MHz, long UnixMilliseconds, FrameSource Source)
{
    /// <summary>True when a satellite relayed it (ADS-C): from anywhere in the world, and minutes apart.</summary>
    /// <remarks>It stands here because there is room behind the source: frames are copied often.</remarks>
    public bool IsBySatellite { get; init; }

    /// <summary>Pulse power relative to full scale, 0 to 1; 0 when unknown.</summary>
    public float SignalPower { get; init; }

    /// <summary>Pulse power over noise power in the sampled band, dB; absent for network frames.</summary>
    public float? SnrDecibels { get; init; }

    /// <summary>The same instant as <see cref="Ticks12MHz"/> in nanoseconds of the sample clock, with its full resolution; absent for network frames.</summary>
    public double? TimeOfArrivalNanoseconds { get; init; }

    /// <summary>How many bits the decoder changed to satisfy the parity.</summary>
    public byte RepairedBits { get; init; }

    /// <summary>The bits before any was changed; empty when none was.</summary>
    public Frame Unrepaired { get; init; }

    /// <summary>Who heard it: a number that each receiver chose for itself; 0 for this one, or unknown.</summary>
    public ulong ReceiverId { get; init; }

    /// <summary>The bits as they came off the air, wrong ones included.</summary>
    public Frame AsHeard => Unrepaired.Length == 0 ? Frame : Unrepaired;
}
