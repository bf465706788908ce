using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>A format in which accepted frames leave, one after the other.</summary>
public abstract class WireFormat
{
    /// <summary>Beast binary, port 30005.</summary>
    public static WireFormat Beast { get; } = new BeastFormat();

    /// <summary>Beast binary for those who have a sign of life of their own and take the heartbeat for a Mode A/C reply.</summary>
    public static WireFormat BeastWithoutHeartbeat { get; } = new BeastWithoutHeartbeatFormat();

    /// <summary>AVR text, port 30002.</summary>
    public static WireFormat Avr { get; } = new AvrFormat();

    /// <summary>AVR text with the 12 MHz counter.</summary>
    public static WireFormat AvrWithTime { get; } = new AvrWithTimeFormat();

    /// <summary>SBS/BaseStation lines, port 30003.</summary>
    public static WireFormat Sbs { get; } = new SbsFormat();

    /// <summary>Virtual Radar Server's aircraft list.</summary>
    public static WireFormat Vrs { get; } = new VrsFormat();

    /// <summary>The most bytes that <see cref="WriteReceiverId"/> takes.</summary>
    public const int MaxReceiverIdLength = 18;

    /// <summary>The name in logs, metrics and the configuration.</summary>
    public abstract string Name { get; }

    /// <summary>The most bytes that one frame takes.</summary>
    public abstract int MaxLength { get; }

    /// <summary>What is sent into silence.</summary>
    public abstract ReadOnlyMemory<byte> Heartbeat { get; }

    /// <summary>What a client gets before anything else; mostly nothing.</summary>
    public virtual ReadOnlyMemory<byte> Greeting => default;

    /// <summary>True when the client may send Beast commands.</summary>
    public virtual bool HasCommands => false;

    /// <summary>Writes who heard the frames that follow and returns the length; 0 for a format that has no words for it.</summary>
    /// <param name="receiverId">The receiver's number.</param>
    /// <param name="destination">At least <see cref="MaxReceiverIdLength"/> bytes.</param>
    public virtual int WriteReceiverId(ulong receiverId, Span<byte> destination) => 0;

    /// <summary>Writes one frame and returns the length; 0 when this format has nothing to say about it.</summary>
    /// <param name="update">The frame and what the tracker made of it.</param>
    /// <param name="nowUnixMilliseconds">The time of sending.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    public abstract int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
