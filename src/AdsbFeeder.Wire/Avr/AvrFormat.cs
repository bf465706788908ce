using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

internal sealed class AvrFormat : WireFormat
{
    public override string Name => "avr";

    public override int MaxLength => AvrWriter.MaxLength;

    public override ReadOnlyMemory<byte> Heartbeat { get; } = AvrWriter.Heartbeat.ToArray();

    public override int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination) =>
        AvrWriter.Write(update.Received, destination);
}

internal sealed class AvrWithTimeFormat : WireFormat
{
    public override string Name => "avr-mlat";

    public override int MaxLength => AvrWriter.MaxLength;

    public override ReadOnlyMemory<byte> Heartbeat { get; } = AvrWriter.Heartbeat.ToArray();

    public override int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination) =>
        AvrWriter.WriteWithTime(update.Received, destination);
}
