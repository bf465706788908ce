using System.Buffers;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>Turns the bytes of one sender into frames and counts the rest.</summary>
/// <param name="format">What the sender speaks, or may speak.</param>
/// <param name="connectionId">Who it is among receivers, until it names others itself.</param>
public sealed class InputParser(InputFormat format, ulong connectionId = 0)
{
    // A Beast sender shows 1A within its longest frame; one that did not by then is text.
    private const int UndecidedBytes = 128;

    private const byte BeastEscape = 0x1A;

    private readonly bool _auto = format == InputFormat.Auto;
    private ulong? _receiverId;

    /// <summary>What the sender speaks, once known.</summary>
    public InputFormat Format { get; private set; } = format;

    /// <summary>Frames read, without heartbeats.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes that belong to no frame.</summary>
    public long GarbageBytes { get; private set; }

    /// <summary>Garbage since the last frame, heartbeat or other well-formed unit.</summary>
    public long GarbageInARow { get; private set; }

    /// <summary>Reads frames into <paramref name="frames"/> until it is full or the buffer holds no whole frame any more.</summary>
    /// <param name="buffer">The bytes; afterwards, those that are still to be read.</param>
    /// <param name="frames">Where the frames go.</param>
    /// <param name="unixMilliseconds">When the bytes came.</param>
    /// <returns>The number of frames; less than there is room for when more bytes are needed.</returns>
    public int Read(ref ReadOnlySequence<byte> buffer, Span<ReceivedFrame> frames, long unixMilliseconds)
    {
        if (_auto && Format != InputFormat.Beast && !Decide(buffer))
            return 0;
        var input = new SequenceReader<byte>(buffer);
        var count = 0;
        while (count < frames.Length)
        {
            var before = input.Consumed;
            var status = TryRead(ref input, unixMilliseconds, out var received, out var isMessage);
            if (status == OperationStatus.NeedMoreData)
                break;
            Count(status, input.Consumed - before);
            if (isMessage)
                frames[count++] = received;
        }

        Frames += count;
        buffer = buffer.Slice(input.Position);
        return count;
    }

    /// <summary>The stream ended, and with it what was not a whole frame.</summary>
    public void End(in ReadOnlySequence<byte> rest) => GarbageBytes += rest.Length;

    private OperationStatus TryRead(ref SequenceReader<byte> input, long unixMilliseconds, out ReceivedFrame received, out bool isMessage)
    {
        OperationStatus status;
        received = default;
        if (Format == InputFormat.Beast)
        {
            status = BeastFraming.TryRead(ref input, out var frame);
            isMessage = status == OperationStatus.Done && frame.Kind == BeastFrameKind.Message && !frame.IsHeartbeat;
            if (isMessage)
                received = frame.ToReceived(unixMilliseconds, _receiverId ?? connectionId);
            else if (status == OperationStatus.Done && frame.Kind == BeastFrameKind.ReceiverId)
                _receiverId = frame.Value == 0 ? null : frame.Value;
        }
        else
        {
            status = AvrFraming.TryRead(ref input, out var frame);
            isMessage = status == OperationStatus.Done && !frame.IsHeartbeat;
            if (isMessage)
                received = frame.ToReceived(unixMilliseconds, _receiverId ?? connectionId);
        }

        return status;
    }

    private void Count(OperationStatus status, long bytes)
    {
        if (status == OperationStatus.Done)
        {
            GarbageInARow = 0;
            return;
        }

        GarbageBytes += bytes;
        GarbageInARow += bytes;
    }

    // 1A never occurs in AVR text and always in Beast, so text can still turn out to have been the tail of a Beast frame.
    private bool Decide(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.PositionOf(BeastEscape) is not null)
            Format = InputFormat.Beast;
        else if (Format == InputFormat.Auto && (buffer.Length >= UndecidedBytes || buffer.PositionOf((byte)';') is not null))
            Format = InputFormat.Avr;
        return Format != InputFormat.Auto;
    }
}
