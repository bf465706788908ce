namespace AdsbFeeder.Radio;

/// <summary>What a radio is doing.</summary>
public enum RadioState
{
    /// <summary>It is looked for, or tried again; <see cref="RadioStatus.Fault"/> tells why.</summary>
    Waiting,

    /// <summary>It was found and is being set up.</summary>
    Starting,

    /// <summary>Samples come.</summary>
    Receiving,
}

/// <summary>Why a radio does not receive. Each has another cure.</summary>
public enum RadioFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>It is not plugged in.</summary>
    Absent,

    /// <summary>It was pulled out while it received.</summary>
    Unplugged,

    /// <summary>This user may not open it.</summary>
    AccessDenied,

    /// <summary>Another program or driver holds it.</summary>
    Busy,

    /// <summary>It is there and sends nothing.</summary>
    Silent,

    /// <summary>Its transfers or settings fail.</summary>
    Failed,

    /// <summary>The library that it needs is not installed.</summary>
    NoLibrary,

    /// <summary>The computer that it is on cannot be reached, or ended the connection.</summary>
    Unreachable,
}

/// <summary>A radio at one moment.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Fault">Why it does not receive; none while it does.</param>
/// <param name="Message">The same for its owner, with the cure; empty until something happened.</param>
public sealed record RadioStatus(RadioState State, RadioFault Fault, string Message)
{
    /// <summary>Tuner gain in force, dB; null while unknown or chosen by the tuner.</summary>
    public double? GainDecibels { get; init; }

    /// <summary>How often it received again after it had received before.</summary>
    public long Reconnects { get; init; }

    /// <summary>Complex samples that USB or the network lost while it received; the time in which it was away is not among them.</summary>
    public long LostSamples { get; init; }

    /// <summary>Complex samples that would have come while it was away.</summary>
    public long AwaySamples { get; init; }

    /// <summary>Complex samples dropped because the program took them too slowly.</summary>
    public long DroppedSamples { get; init; }
}
