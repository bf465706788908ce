using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>A line of JSON for every position: what is known of its aircraft then, with the keys of aircraft.json. Port 30047.</summary>
/// <param name="toldReceiver">The receiver's place as far as it may be told; null leaves out distance and direction.</param>
public sealed class JsonLinesFormat(Func<GeoPosition?> toldReceiver) : WireFormat
{
    // All keys with their longest values make some 1,700 bytes.
    private const int LongestLine = 4096;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _line;

    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override int MaxLength => LongestLine;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Heartbeat { get; } = "\n"u8.ToArray();

    /// <inheritdoc/>
    public override int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination)
    {
        if (update.Position is null || !update.HasState)
            return 0;
        var line = _line ??= new ArrayBufferWriter<byte>(32 * 1024);
        line.ResetWrittenCount();
        AircraftJson.WriteLine(line, update.State, update.Received.UnixMilliseconds, toldReceiver());
        if (line.WrittenCount > LongestLine)
            return 0;
        line.WrittenSpan.CopyTo(destination);
        return line.WrittenCount;
    }
}
