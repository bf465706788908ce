using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>Which frames an output carries, and how.</summary>
/// <param name="Sources">Where they may come from.</param>
/// <param name="ModeAc">True to include Mode A/C replies, which most clients cannot use.</param>
public sealed record OutputRule(Provenance Sources, bool ModeAc = false)
{
    /// <summary>The bits as they came off the air, unrepaired, of frames that the tracker did not accept as well. Clients that correct errors themselves ask for it.</summary>
    public bool Verbatim { get; init; }

    /// <summary>Say of each frame which receiver heard it, and give every receiver's copy of a transmission: for a hub whose clients locate by arrival times.</summary>
    public bool ReceiverIds { get; init; }

    /// <summary>Only DF 17 and 18, the frames in which aircraft tell their own place.</summary>
    public bool ExtendedSquittersOnly { get; init; }

    /// <summary>Streams of positions: an aircraft's are at least so far apart.</summary>
    public TimeSpan PositionInterval { get; init; }

    /// <summary>What to leave out of a reduced stream; absent for a full one.</summary>
    public Reduction? Reduce { get; init; }

    /// <summary>True when a frame of this source may leave. One whose sender forbade to forward it never does.</summary>
    public bool Allows(in ReceivedFrame received) =>
        (Sources & (Provenance)(1 << (int)received.Source)) != 0
        && received is not { Source: FrameSource.Network, Ticks12MHz: BeastTimestamp.NoForward };

    /// <summary>True when it is one of the formats that the stream carries.</summary>
    internal bool Carries(in Frame frame) =>
        frame.IsModeAc ? ModeAc && !ExtendedSquittersOnly
        : !ExtendedSquittersOnly || frame.Format is DownlinkFormat.ExtendedSquitter or DownlinkFormat.ExtendedSquitterNonTransponder;

    /// <summary>True when the stream wants what the tracker made of a frame.</summary>
    internal bool Wants(TrackOutcome outcome) => outcome switch
    {
        TrackOutcome.Accepted => true,
        TrackOutcome.Duplicate => ReceiverIds,
        _ => Verbatim,
    };
}
