using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>A feed as it stands now.</summary>
/// <param name="Name">The owner's name for it.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Target">Where it goes: host and port, or a URL.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Since">Since when.</param>
/// <param name="Bytes">Bytes sent since the service started.</param>
/// <param name="Frames">Frames in them, by where they came from.</param>
/// <param name="DroppedFrames">Frames that the network was too slow for.</param>
/// <param name="Connections">Links that were established.</param>
/// <param name="Failures">Tries that led to no link.</param>
/// <param name="Pings">Pings of the network that were answered.</param>
/// <param name="SlowDowns">Times that the network asked to slow down.</param>
/// <param name="Penalty">The figure of merit of the link: 0 is without reproach, above 4000 it is held back.</param>
public sealed record FeedStatus(
    string Name, FeedProtocol Protocol, string Target, FeedState State, DateTimeOffset Since, long Bytes, SourceCounts Frames, long DroppedFrames,
    long Connections, long Failures, long Pings, long SlowDowns, double Penalty)
{
    /// <summary>Blocks of frames that wait for the network.</summary>
    public int QueuedBlocks { get; init; }

    /// <summary>The other end of the link; absent while there is none.</summary>
    public string? Remote { get; init; }

    /// <summary>How long a byte takes there and its acknowledgement back; absent while unknown.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>When it is tried again; absent while it is up or being tried.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Why it went down, or could not be established, the last time; absent if that never happened.</summary>
    public string? LastError { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }
}
