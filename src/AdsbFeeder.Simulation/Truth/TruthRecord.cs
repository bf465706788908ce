using AdsbFeeder.ModeS;

namespace AdsbFeeder.Simulation;

/// <summary>What really was on the air: one frame, how it arrived and where its aircraft was.</summary>
/// <remarks>All bursts are listed, also those that nobody could decode.</remarks>
public readonly record struct TruthRecord
{
    /// <summary>The bits.</summary>
    public Frame Frame { get; init; }

    /// <summary>Address of the sender, also of one that cannot send it; absent for equipment without Mode S.</summary>
    public Address? Address { get; init; }

    /// <summary>When the first pulse reaches half its amplitude at the receiver, seconds after the first sample.</summary>
    public double Seconds { get; init; }

    /// <summary>
    /// The same for the instant that Beast counters mark: end of bit 56 (start of the preamble + 64 µs), or F2 of a Mode A/C reply
    /// (F1 + 20.3 µs), in periods of 12 MHz, to the nearest.
    /// </summary>
    public long Ticks12MHz { get; init; }

    /// <summary>Pulse power over noise power in the sampled band, dB. Pulse power is that of the pulse's flat top before the receiver's filter.</summary>
    public double SnrDecibels { get; init; }

    /// <summary>Pulse power relative to full scale; above 0 it clips.</summary>
    public double LevelDbfs { get; init; }

    /// <summary>Carrier less the receiver's centre.</summary>
    public double CarrierOffsetHz { get; init; }

    /// <summary>False when each pulse has a phase of its own.</summary>
    public bool IsCoherent { get; init; }

    /// <summary>How long other bursts were on the air at the same time, each counted for itself.</summary>
    public double OverlapSeconds { get; init; }

    /// <summary>Power of the strongest of them over that of this one, dB; absent when it was alone.</summary>
    public double? StrongestInterfererDecibels { get; init; }

    /// <summary>Where the aircraft was, degrees.</summary>
    public double Latitude { get; init; }

    /// <inheritdoc cref="Latitude"/>
    public double Longitude { get; init; }

    /// <summary>Its pressure altitude.</summary>
    public double AltitudeFeet { get; init; }

    /// <summary>True while it rolls or stands.</summary>
    public bool OnGround { get; init; }
}
