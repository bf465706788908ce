using System.Net;

namespace AdsbFeeder.Networking;

/// <summary>One connection of an input as it stands now.</summary>
/// <param name="Input">The key of the configuration that opened the port.</param>
/// <param name="Remote">The sender's end of the connection.</param>
/// <param name="Since">When it connected.</param>
/// <param name="Format">What it sends; <see cref="InputFormat.Auto"/> while that is not known.</param>
/// <param name="Bytes">Bytes read.</param>
/// <param name="Frames">Frames in them, without heartbeats.</param>
/// <param name="GarbageBytes">Bytes that belong to no frame.</param>
public sealed record InputStatus(string Input, EndPoint Remote, DateTimeOffset Since, InputFormat Format, long Bytes, long Frames, long GarbageBytes);
