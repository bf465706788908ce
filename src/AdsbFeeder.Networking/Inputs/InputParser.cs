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
    private const int Forgiven = 16;

    /// <summary>Room that each unit of any format needs among the frames.</summary>
    public const int MostFramesOfUnit = SbsFrames.Most;

    private readonly bool _auto = format == InputFormat.Auto;
    private ulong? _receiverId;

    /// <summary>What the sender speaks, once known.</summary>
    public InputFormat Format { get; private set; } = format;

    /// <summary>Frames read, without heartbeats.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes that belong to no frame.</summary>
    public long GarbageBytes { get; private set; }

    /// <summary>How much more garbage came lately than a sender can be forgiven: each byte of a frame, heartbeat or other well-formed unit makes up for sixteen.</summary>
    /// <remarks>What looks like a frame comes every few kilobytes in noise.</remarks>
    public long GarbageBalance { get; private set; }

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
        while (count <= frames.Length - MostFramesOfUnit)
        {
            var before = input.Consumed;
            var status = TryRead(ref input, unixMilliseconds, frames[count..], out var made);
            if (status == OperationStatus.NeedMoreData)
                break;
            Count(status, input.Consumed - before);
            count += made;
        }

        Frames += count;
        buffer = buffer.Slice(input.Position);
        return count;
    }

    /// <summary>The stream ended, and with it what was not a whole frame.</summary>
    public void End(in ReadOnlySequence<byte> rest) => GarbageBytes += rest.Length;

    private OperationStatus TryRead(ref SequenceReader<byte> input, long unixMilliseconds, Span<ReceivedFrame> frames, out int made) => Format switch
    {
        InputFormat.Beast or InputFormat.BeastMlat => TryReadBeast(ref input, unixMilliseconds, out frames[0], out made),
        InputFormat.Sbs or InputFormat.SbsJaero => TryReadSbs(ref input, unixMilliseconds, frames, out made),
        _ => TryReadAvr(ref input, unixMilliseconds, out frames[0], out made),
    };

    private OperationStatus TryReadBeast(ref SequenceReader<byte> input, long unixMilliseconds, out ReceivedFrame received, out int made)
    {
        var status = BeastFraming.TryRead(ref input, out var frame);
        var isMessage = status == OperationStatus.Done && frame.Kind == BeastFrameKind.Message && !frame.IsHeartbeat;
        received = isMessage ? frame.ToReceived(unixMilliseconds, _receiverId ?? connectionId) : default;
        made = isMessage ? 1 : 0;
        if (isMessage && Format == InputFormat.BeastMlat)
            received = received with { Source = FrameSource.Mlat };
        else if (status == OperationStatus.Done && frame.Kind == BeastFrameKind.ReceiverId)
            _receiverId = frame.Value == 0 ? null : frame.Value;
        return status;
    }

    private OperationStatus TryReadAvr(ref SequenceReader<byte> input, long unixMilliseconds, out ReceivedFrame received, out int made)
    {
        var status = AvrFraming.TryRead(ref input, out var frame);
        var isMessage = status == OperationStatus.Done && !frame.IsHeartbeat;
        received = isMessage ? frame.ToReceived(unixMilliseconds, _receiverId ?? connectionId) : default;
        made = isMessage ? 1 : 0;
        return status;
    }

    private OperationStatus TryReadSbs(ref SequenceReader<byte> input, long unixMilliseconds, Span<ReceivedFrame> frames, out int made)
    {
        var status = SbsFraming.TryRead(ref input, out var report);
        made = report is { } said ? SbsFrames.Write(said, unixMilliseconds, frames) : 0;
        for (var i = 0; i < made && Format == InputFormat.SbsJaero; i++)
            frames[i] = frames[i] with { IsBySatellite = true };
        return status;
    }

    private void Count(OperationStatus status, long bytes)
    {
        if (status == OperationStatus.Done)
        {
            GarbageBalance = Math.Max(0, GarbageBalance - Forgiven * bytes);
            return;
        }

        GarbageBytes += bytes;
        GarbageBalance += bytes;
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
