using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

internal sealed class SbsFormat : WireFormat
{
    public override string Name => "sbs";

    public override int MaxLength => SbsWriter.MaxLength;

    public override ReadOnlyMemory<byte> Heartbeat { get; } = SbsWriter.Heartbeat.ToArray();

    public override int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination) =>
        SbsWriter.Write(update, nowUnixMilliseconds, destination);
}
