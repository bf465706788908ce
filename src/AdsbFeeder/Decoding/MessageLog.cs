using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Decoding;

/// <summary>The kinds of message logs that <c>decode</c> reads besides samples.</summary>
internal enum LogFormat
{
    Beast,
    Avr,
    Json,
    Hex,
}

/// <summary>Reads frames that another program (or <c>decode</c> itself) wrote down.</summary>
/// <remarks>What cannot be read is counted and skipped; the log goes on at the next frame.</remarks>
internal sealed class MessageLog(Stream stream, LogFormat format)
{
    private const double TicksPerMillisecond = 12e3;
    private const int LongestLine = 1024;

    // Of a line that does not end by then nothing is kept: it would be looked through again with each block that is read.
    private const int LongestWait = 64 * 1024;

    private bool _isInLongLine;

    /// <summary>Pieces that were no frames.</summary>
    internal long Garbage { get; private set; }

    /// <summary>Bytes of a frame that the log ends in the middle of.</summary>
    internal long Unfinished { get; private set; }

    /// <summary>Bytes read.</summary>
    internal long Position { get; private set; }

    /// <summary>As many bytes as it takes to recognise a log.</summary>
    internal const int RecognitionBytes = 512;

    /// <summary>What the first bytes of a log say it is; null when they are no log's.</summary>
    internal static LogFormat? Recognise(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart(" \t\r\n"u8);
        return start switch
        {
            [0x1A, (byte)'1' or (byte)'2' or (byte)'3' or (byte)'4' or (byte)'5' or 0xE3 or 0xE4 or 0xE8, ..] => LogFormat.Beast,
            _ when text is [(byte)'{', ..] && IsText(start) => LogFormat.Json,
            _ when text is [(byte)'*' or (byte)':' or (byte)'@' or (byte)'%' or (byte)'<', var a, var b, var c, var d, ..]
                && char.IsAsciiHexDigit((char)a) && char.IsAsciiHexDigit((char)b) && char.IsAsciiHexDigit((char)c) && char.IsAsciiHexDigit((char)d) => LogFormat.Avr,
            _ when IsText(start) && HasHexLine(text) => LogFormat.Hex,
            _ => null,
        };
    }

    /// <summary>Samples hold bytes that no text has, long before half a kilobyte.</summary>
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (var character in start.TrimStart(Encoding.UTF8.Preamble))
        {
            if (character is < (byte)' ' and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or > (byte)'~')
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasHexLine(ReadOnlySpan<byte> start)
    {
        foreach (var line in start.Split((byte)'\n'))
        {
            if (HexLine.TryRead(start[line], out _, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads all frames in order.</summary>
    /// <param name="take">Gets each frame, and whether the log tells when it was received.</param>
    /// <param name="startUnixMilliseconds">UTC of the first frame; later ones follow their 12 MHz counter where they have one.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    internal async Task ReadAsync(Action<ReceivedFrame, bool> take, long startUnixMilliseconds, CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        var clock = new LogClock(startUnixMilliseconds);
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var left = Take(read.Buffer, read.IsCompleted, clock, take);
            Position += read.Buffer.Slice(0, left.Start).Length;
            if (read.IsCompleted)
            {
                Unfinished = left.Length;
                await reader.CompleteAsync();
                return;
            }

            reader.AdvanceTo(left.Start, left.End);
        }
    }

    private ReadOnlySequence<byte> Take(ReadOnlySequence<byte> buffer, bool last, LogClock clock, Action<ReceivedFrame, bool> take)
    {
        var input = new SequenceReader<byte>(buffer);
        while (true)
        {
            var status = Next(ref input, last, clock, out var frame, out var isTimed);
            if (status == OperationStatus.NeedMoreData)
            {
                return input.UnreadSequence;
            }

            if (status == OperationStatus.InvalidData)
            {
                Garbage++;
            }
            else if (frame is { } received)
            {
                take(received, isTimed);
            }
        }
    }

    private OperationStatus Next(ref SequenceReader<byte> input, bool last, LogClock clock, out ReceivedFrame? received, out bool isTimed)
    {
        received = null;
        isTimed = false;
        OperationStatus status;
        switch (format)
        {
            case LogFormat.Beast:
                status = BeastFraming.TryRead(ref input, out var beast);
                if (status == OperationStatus.Done && beast is { Kind: BeastFrameKind.Message, IsHeartbeat: false })
                {
                    received = beast.ToReceived(clock.At(beast.Ticks12MHz, out isTimed));
                }

                return status;
            case LogFormat.Avr:
                status = AvrFraming.TryRead(ref input, out var avr);
                if (status == OperationStatus.Done && !avr.IsHeartbeat)
                {
                    received = avr.ToReceived(clock.At(avr.Ticks12MHz, out isTimed));
                }

                return status;
            case LogFormat.Json:
                if (!TryReadLine(ref input, last, out var text, out var isTooLong))
                {
                    return OperationStatus.NeedMoreData;
                }

                if (isTooLong)
                {
                    return OperationStatus.InvalidData;
                }

                var known = MessageJsonReader.TryRead(text, out var json);
                received = known ? json : null;
                isTimed = known && json.UnixMilliseconds != 0;
                return known || text.IsEmpty ? OperationStatus.Done : OperationStatus.InvalidData;
            default:
                return !TryReadLine(ref input, last, out var line, out var isLong) ? OperationStatus.NeedMoreData
                    : isLong ? OperationStatus.InvalidData : ReadHex(line, clock, out received, out isTimed);
        }
    }

    private static OperationStatus ReadHex(in ReadOnlySequence<byte> line, LogClock clock, out ReceivedFrame? received, out bool isTimed)
    {
        received = null;
        isTimed = false;
        if (line.Length > LongestLine)
        {
            return OperationStatus.InvalidData;
        }

        Span<byte> copy = stackalloc byte[(int)line.Length];
        line.CopyTo(copy);
        if (!HexLine.TryRead(copy, out var frame, out var seconds))
        {
            return HexLine.IsComment(copy) ? OperationStatus.Done : OperationStatus.InvalidData;
        }

        isTimed = seconds is not null;
        var milliseconds = seconds is { } told ? (long)Math.Round(told * 1000) : clock.At(null, out _);
        received = new ReceivedFrame(frame, 0, milliseconds, FrameSource.Network);
        return OperationStatus.Done;
    }

    /// <summary>The next line without its end; at the end of the log what is left counts as one. Of a line that is too long there is only its last piece.</summary>
    private bool TryReadLine(ref SequenceReader<byte> input, bool last, out ReadOnlySequence<byte> line, out bool isTooLong)
    {
        isTooLong = _isInLongLine;
        if (input.TryReadTo(out line, (byte)'\n'))
        {
            _isInLongLine = false;
            return true;
        }

        if (last && (!input.End || _isInLongLine))
        {
            line = input.UnreadSequence;
            input.AdvanceToEnd();
            _isInLongLine = false;
            return true;
        }

        if (input.Remaining > LongestWait)
        {
            input.AdvanceToEnd();
            _isInLongLine = true;
        }

        return false;
    }

    /// <summary>Times of a log that only has a counter: the first frame is at the start, later ones as far from it as their ticks.</summary>
    private sealed class LogClock(long start)
    {
        private long? _first;
        private long _elapsed;

        internal long At(long? ticks, out bool isTimed)
        {
            isTimed = false;
            // Named timestamps (such as MLAT) are beyond any real counter; frames with one are as late as the frame before.
            if (ticks is not { } counter || counter is 0 || counter >= 0xFF00_0000_0000)
            {
                return start + _elapsed;
            }

            isTimed = true;
            _first ??= counter;
            _elapsed = Math.Max(_elapsed, (long)((counter - _first.Value) / TicksPerMillisecond));
            return start + _elapsed;
        }
    }
}
