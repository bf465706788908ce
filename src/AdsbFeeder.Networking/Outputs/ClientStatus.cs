using System.Net;

namespace AdsbFeeder.Networking;

/// <summary>One client of an output as it stands now.</summary>
/// <param name="Output">Name of the format.</param>
/// <param name="Remote">The client's end of the connection.</param>
/// <param name="Since">When it connected.</param>
/// <param name="Bytes">Bytes that its socket took.</param>
/// <param name="Frames">Frames in those bytes.</param>
/// <param name="DroppedFrames">Frames that it missed because it read too slowly.</param>
/// <param name="QueuedBlocks">Blocks that wait for it.</param>
/// <param name="Settings">The letters of the settings it sent, in order, the last few; empty for most.</param>
public sealed record ClientStatus(
    string Output, EndPoint Remote, DateTimeOffset Since, long Bytes, long Frames, long DroppedFrames, int QueuedBlocks, string Settings);
