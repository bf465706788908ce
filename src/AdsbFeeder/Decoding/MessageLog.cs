using System.Buffers;
using System.IO.Pipelines;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Decoding;

/// <summary>The kinds of message logs that <c>decode</c> reads besides samples.</summary>
internal enum LogFormat
{
    Beast,
    Avr,
    Json,
}

/// <summary>Reads frames that another program (or <c>decode</c> itself) wrote down.</summary>
/// <remarks>What cannot be read is counted and skipped; the log goes on at the next frame.</remarks>
internal sealed class MessageLog(Stream stream, LogFormat format)
{
    private const double TicksPerMillisecond = 12e3;

    /// <summary>Pieces that were no frames.</summary>
    internal long Garbage { get; private set; }

    /// <summary>Bytes of a frame that the log ends in the middle of.</summary>
    internal long Unfinished { get; private set; }

    /// <summary>Bytes read.</summary>
    internal long Position { get; private set; }

    /// <summary>What the first bytes of a log say it is; null when they are no log's.</summary>
    internal static LogFormat? Recognise(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart(" \t\r\n"u8);
        return start switch
        {
            [0x1A, (byte)'1' or (byte)'2' or (byte)'3' or (byte)'4' or (byte)'5' or 0xE3 or 0xE4 or 0xE8, ..] => LogFormat.Beast,
            _ when text is [(byte)'{', ..] => LogFormat.Json,
            _ when text is [(byte)'*' or (byte)':' or (byte)'@' or (byte)'%' or (byte)'<', var digit, ..] && char.IsAsciiHexDigit((char)digit) => LogFormat.Avr,
            _ => null,
        };
    }

    /// <summary>Reads all frames in order.</summary>
    /// <param name="take">Gets each frame.</param>
    /// <param name="startUnixMilliseconds">UTC of the first frame; later ones follow their 12 MHz counter where they have one.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    internal async Task ReadAsync(Action<ReceivedFrame> take, long startUnixMilliseconds, CancellationToken cancellation)
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

    private ReadOnlySequence<byte> Take(ReadOnlySequence<byte> buffer, bool last, LogClock clock, Action<ReceivedFrame> take)
    {
        var input = new SequenceReader<byte>(buffer);
        while (true)
        {
            var status = Next(ref input, last, clock, out var frame);
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
                take(received);
            }
        }
    }

    private OperationStatus Next(ref SequenceReader<byte> input, bool last, LogClock clock, out ReceivedFrame? received)
    {
        received = null;
        OperationStatus status;
        switch (format)
        {
            case LogFormat.Beast:
                status = BeastFraming.TryRead(ref input, out var beast);
                if (status == OperationStatus.Done && beast is { Kind: BeastFrameKind.Message, IsHeartbeat: false })
                {
                    received = beast.ToReceived(clock.At(beast.Ticks12MHz));
                }

                return status;
            case LogFormat.Avr:
                status = AvrFraming.TryRead(ref input, out var avr);
                if (status == OperationStatus.Done && avr.Frame.Bytes.ContainsAnyExcept((byte)0))
                {
                    received = avr.ToReceived(clock.At(avr.Ticks12MHz));
                }

                return status;
            default:
                if (!input.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
                {
                    if (!last || input.End)
                    {
                        return OperationStatus.NeedMoreData;
                    }

                    line = input.UnreadSequence;
                    input.AdvanceToEnd();
                }

                var known = MessageJsonReader.TryRead(line, out var json);
                received = known ? json : null;
                return known || line.IsEmpty ? OperationStatus.Done : OperationStatus.InvalidData;
        }
    }

    /// <summary>Times of a log that only has a counter: the first frame is at the start, later ones as far from it as their ticks.</summary>
    private sealed class LogClock(long start)
    {
        private long? _first;
        private long _elapsed;

        internal long At(long? ticks)
        {
            // Named timestamps (such as MLAT) are beyond any real counter; frames with one are as late as the frame before.
            if (ticks is not { } counter || counter is 0 || counter >= 0xFF00_0000_0000)
            {
                return start + _elapsed;
            }

            _first ??= counter;
            _elapsed = Math.Max(_elapsed, (long)((counter - _first.Value) / TicksPerMillisecond));
            return start + _elapsed;
        }
    }
}
