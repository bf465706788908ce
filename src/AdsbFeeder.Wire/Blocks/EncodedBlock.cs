namespace AdsbFeeder.Wire;

/// <summary>Whole frames in one format, encoded once and shared by all who send them. Nobody changes the bytes.</summary>
/// <param name="Bytes">The encoded frames.</param>
/// <param name="Frames">How many frames there are; 0 for a heartbeat.</param>
/// <param name="Sources">How many of them came from where.</param>
public sealed record EncodedBlock(ReadOnlyMemory<byte> Bytes, int Frames, SourceCounts Sources = default)
{
    /// <summary>When the earliest of its frames of our own antenna was in the air, UTC, milliseconds since 1970; 0 when there is none.</summary>
    public long HeardUnixMilliseconds { get; init; }
}
