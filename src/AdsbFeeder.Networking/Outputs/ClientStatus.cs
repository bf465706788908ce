using System.Net;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>One client of an output as it stands now.</summary>
/// <param name="Setting">The key of the configuration that opened the port.</param>
/// <param name="Output">Name of the format.</param>
/// <param name="Local">Our end of the connection.</param>
/// <param name="Remote">The client's end of the connection.</param>
/// <param name="Since">When it connected.</param>
/// <param name="Bytes">Bytes that its socket took.</param>
/// <param name="Frames">Frames in those bytes, by where they came from.</param>
/// <param name="DroppedFrames">Frames that it missed because it read too slowly.</param>
/// <param name="QueuedBlocks">Blocks that wait for it.</param>
/// <param name="Settings">The letters of the settings it sent, in order, the last few; empty for most.</param>
public sealed record ClientStatus(
    string Setting, string Output, EndPoint Local, EndPoint Remote, DateTimeOffset Since, long Bytes, SourceCounts Frames, long DroppedFrames, int QueuedBlocks, string Settings);
