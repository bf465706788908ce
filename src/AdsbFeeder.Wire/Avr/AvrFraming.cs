using System.Buffers;
using System.Buffers.Binary;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Reads AVR text, as sent on port 30002.</summary>
/// <remarks><code>
///   *  or :   2, 7 or 14 bytes                                ;     *8D4840D6202CC371C32CE0576098;
///   @  or %   6-byte 12 MHz counter | bytes                   ;     @0123456789AB8D4840D6202CC371C32CE0576098;
///   &lt;         6-byte 12 MHz counter | signal | bytes          ;
///   hexadecimal digits of either case; white space between lines; Aerobits puts (signal, quality, time) behind the semicolon
/// </code></remarks>
public static class AvrFraming
{
    private const int CounterDigits = 12;
    private const int MaxDigits = CounterDigits + 2 + 2 * Frame.LongLength;

    // Longer than any "(signal,quality,time)" seen.
    private const int MaxSuffix = 64;

    private static readonly SearchValues<byte> Starts = SearchValues.Create("*:@%<"u8);

    // Where garbage may end: at a line, or at something that the next call steps over, wherever a segment happens to end.
    private static readonly SearchValues<byte> Boundaries = SearchValues.Create("*:@%<( \t\r\n"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <summary>Reads the next line.</summary>
    /// <returns><see cref="OperationStatus.Done"/> with the input behind the semicolon;
    /// <see cref="OperationStatus.NeedMoreData"/> with the input at the start of an incomplete line (or at its end);
    /// <see cref="OperationStatus.InvalidData"/> with the input behind something that is no line, so that the caller can count it and call again;
    /// white space before it goes with it.</returns>
    public static OperationStatus TryRead(ref SequenceReader<byte> input, out AvrFrame frame)
    {
        frame = default;
        if (input.UnreadSpan is [(byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t', ..])
            input.AdvancePastAny((byte)'\r', (byte)'\n', (byte)' ', (byte)'\t');
        if (!input.TryPeek(out var start))
            return OperationStatus.NeedMoreData;
        if (start == '(')
            return SkipSuffix(ref input, out frame);
        if (!Starts.Contains(start))
        {
            SkipToBoundary(ref input);
            return OperationStatus.InvalidData;
        }

        Span<byte> copy = stackalloc byte[1 + MaxDigits + 1];
        var line = Window(in input, copy);
        var digits = line[1..].IndexOfAnyExcept(Digits);
        if (digits < 0 && line.Length < copy.Length)
            return OperationStatus.NeedMoreData;
        if (digits < 0 || line[1 + digits] != ';')
        {
            input.Advance(digits < 0 ? line.Length : 1 + digits);
            return OperationStatus.InvalidData;
        }

        input.Advance(1 + digits + 1);
        return TryParse((char)start, line.Slice(1, digits), out frame) ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private static bool TryParse(char start, ReadOnlySpan<byte> hex, out AvrFrame frame)
    {
        frame = default;
        Span<byte> bytes = stackalloc byte[MaxDigits / 2];
        if (hex.Length % 2 != 0 || hex.Length > MaxDigits
            || Convert.FromHexString(hex, bytes, out _, out var length) != OperationStatus.Done)
        {
            return false;
        }

        var header = start switch { '@' or '%' => 6, '<' => 7, _ => 0 };
        if (length - header is not (Frame.ModeAcLength or Frame.ShortLength or Frame.LongLength))
            return false;

        frame = new AvrFrame(
            new Frame(bytes[header..length]),
            header == 0 ? null : (long)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]),
            header == 7 ? bytes[6] : null);
        return true;
    }

    // The next bytes in one piece, without a copy where they are.
    private static ReadOnlySpan<byte> Window(in SequenceReader<byte> input, Span<byte> copy)
    {
        var ahead = input.UnreadSpan;
        if (ahead.Length >= copy.Length)
            return ahead[..copy.Length];
        if (ahead.Length == input.Remaining)
            return ahead;
        var window = input.UnreadSequence.Slice(0, Math.Min(copy.Length, input.Remaining));
        window.CopyTo(copy);
        return copy[..(int)window.Length];
    }

    private static void SkipToBoundary(ref SequenceReader<byte> input)
    {
        while (!input.End)
        {
            var ahead = input.UnreadSpan;
            var garbage = ahead.IndexOfAny(Boundaries);
            input.Advance(garbage < 0 ? ahead.Length : garbage);
            if (garbage >= 0)
                return;
        }
    }

    private static OperationStatus SkipSuffix(ref SequenceReader<byte> input, out AvrFrame frame)
    {
        var probe = input;
        for (var length = 0; length < MaxSuffix; length++)
        {
            if (!probe.TryRead(out var character))
            {
                frame = default;
                return OperationStatus.NeedMoreData;
            }

            if (character == ')')
            {
                input = probe;
                return TryRead(ref input, out frame);
            }

            if (character is (byte)'\n' || Starts.Contains(character))
                break;
        }

        frame = default;
        input.Advance(1);
        SkipToBoundary(ref input);
        return OperationStatus.InvalidData;
    }
}
