using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>What one unit of a Beast stream is.</summary>
public enum BeastFrameKind : byte
{
    /// <summary>A transmission: Mode A/C reply, short or long Mode S frame; see <see cref="BeastFrame.Frame"/>.</summary>
    Message,

    /// <summary>A setting, <c>1A '1' c</c>; the letter is <see cref="BeastFrame.Value"/>.</summary>
    Command,

    /// <summary>A ping or its echo, <c>1A 'P'</c> and 24 bits of milliseconds in <see cref="BeastFrame.Value"/>.</summary>
    Ping,

    /// <summary>A wish, <c>1A 'W' c</c>: 'O' enables pings, 'S' slows down; the letter is <see cref="BeastFrame.Value"/>.</summary>
    Wish,

    /// <summary>The identity of the receiver of the messages that follow, 64 bits in <see cref="BeastFrame.Value"/>.</summary>
    ReceiverId,

    /// <summary>A well-formed unit that carries no transmission for us: status, position, UUID, time, UAT.</summary>
    Other,
}

/// <summary>One unit of a Beast stream, a value that points into no buffer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Frame">The transmission; empty unless <see cref="BeastFrameKind.Message"/>.</param>
/// <param name="Ticks12MHz">The 48-bit counter of a message as sent; some values are names, see <see cref="BeastTimestamp"/>.</param>
/// <param name="Signal">Level byte of a message, 0 (unknown) to 255; see <see cref="BeastSignal"/>.</param>
/// <param name="Value">The letter, time or identity of the other kinds.</param>
public readonly record struct BeastFrame(BeastFrameKind Kind, Frame Frame, long Ticks12MHz, byte Signal, ulong Value)
{
    /// <summary>True for the Mode A/C reply of zeros at time zero, which says only that the sender lives.</summary>
    public bool IsHeartbeat =>
        Kind == BeastFrameKind.Message && Frame.IsModeAc && Ticks12MHz == 0 && !Frame.Bytes.ContainsAnyExcept((byte)0);

    /// <summary>The message as a frame received from the network at the given time, or as an MLAT result when its timestamp says so.</summary>
    /// <param name="unixMilliseconds">When it came.</param>
    /// <param name="receiverId">Who heard it, where known.</param>
    public ReceivedFrame ToReceived(long unixMilliseconds, ulong receiverId = 0) =>
        new(Frame, Ticks12MHz, unixMilliseconds, Ticks12MHz == BeastTimestamp.Mlat ? FrameSource.Mlat : FrameSource.Network)
        {
            SignalPower = BeastSignal.ToPower(Signal),
            ReceiverId = receiverId,
        };

    internal static BeastFrame Message(ReadOnlySpan<byte> body)
    {
        long ticks = 0;
        foreach (var octet in body[..6])
        {
            ticks = ticks << 8 | octet;
        }

        return new BeastFrame(BeastFrameKind.Message, new Frame(body[7..]), ticks, body[6], 0);
    }
}
