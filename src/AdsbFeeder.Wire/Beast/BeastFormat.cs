using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

internal class BeastFormat : WireFormat
{
    public override string Name => "beast";

    public override int MaxLength => BeastWriter.MaxLength;

    public override ReadOnlyMemory<byte> Heartbeat { get; } = BeastWriter.Heartbeat.ToArray();

    // As readsb does at accept: five heartbeats tell clients that commands are understood, and VRS that this is Beast.
    public override ReadOnlyMemory<byte> Greeting { get; } = Enumerable.Repeat(BeastWriter.Heartbeat.ToArray(), 5).SelectMany(x => x).ToArray();

    public override bool HasCommands => true;

    public override int WriteReceiverId(ulong receiverId, Span<byte> destination) => BeastWriter.WriteReceiverId(receiverId, destination);

    public override int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination) =>
        BeastWriter.Write(update.Received, destination);
}

internal sealed class BeastWithoutHeartbeatFormat : BeastFormat
{
    public override string Name => "beast-frames";

    public override ReadOnlyMemory<byte> Heartbeat => default;

    public override ReadOnlyMemory<byte> Greeting => default;

    public override bool HasCommands => false;
}
