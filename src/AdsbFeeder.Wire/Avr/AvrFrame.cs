using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>One line of AVR text.</summary>
/// <param name="Frame">The transmission.</param>
/// <param name="Ticks12MHz">The 48-bit counter, where the line has one.</param>
/// <param name="Signal">Level byte, where the line has one; see <see cref="BeastSignal"/>.</param>
public readonly record struct AvrFrame(Frame Frame, long? Ticks12MHz, byte? Signal)
{
    /// <summary>True for <c>*0000;</c>, which says only that the sender lives.</summary>
    public bool IsHeartbeat => Frame.IsModeAc && Ticks12MHz is null or 0 && !Frame.Bytes.ContainsAnyExcept((byte)0);

    /// <summary>The message as a frame received from the network at the given time; without a counter its ticks are 0, which means unknown.</summary>
    /// <param name="unixMilliseconds">When it came.</param>
    /// <param name="receiverId">Who heard it, where known.</param>
    public ReceivedFrame ToReceived(long unixMilliseconds, ulong receiverId = 0) =>
        new(Frame, Ticks12MHz ?? 0, unixMilliseconds, Ticks12MHz == BeastTimestamp.Mlat ? FrameSource.Mlat : FrameSource.Network)
        {
            SignalPower = BeastSignal.ToPower(Signal ?? 0),
            ReceiverId = receiverId,
        };
}
