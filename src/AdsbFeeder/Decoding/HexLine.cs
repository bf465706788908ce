using System.Buffers.Text;
using System.Text;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Decoding;

/// <summary>A line of text with the digits of a frame in it, as people paste them and tables hold them.</summary>
/// <remarks><code>
///   8D4840D6202CC371C32CE0576098
///   1457996400.25,8D406B9058B975870B738754F480        a time: seconds since 1970 UTC
///   1495353600,"4D010D","A00015B7C26E1370AA00005DD34A"
/// </code>
/// Columns end with a comma, a semicolon or white space; quotes and AVR's <c>*</c> do not matter. The frame is the first column of 28
/// hexadecimal digits, else of 14, else a line of 4 alone (Mode A/C). What begins with <c>#</c> is a comment.</remarks>
internal static class HexLine
{
    private const int MaxColumns = 16;
    private const double EarliestTime = 1e8;   // 1973; smaller numbers are no times
    private const double LatestTime = 1e11;

    /// <summary>Reads a line; false when no column is a frame. The time is null when no column is one.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> line, out Frame frame, out double? unixSeconds)
    {
        frame = default;
        unixSeconds = null;
        line = line.TrimStart(Encoding.UTF8.Preamble);
        if (IsComment(line))
        {
            return false;
        }

        var columns = 0;
        var best = 0;
        foreach (var range in line.SplitAny(" ,;\t\r"u8))
        {
            var column = line[range].Trim("\"'*"u8);
            if (column.IsEmpty)
            {
                continue;
            }

            if (++columns > MaxColumns)
            {
                break;
            }

            unixSeconds ??= TimeOf(column);
            if (TryFrame(column, out var candidate) && Rank(column) > best)
            {
                (frame, best) = (candidate, Rank(column));
            }
        }

        return best > 0 && (!frame.IsModeAc || columns == 1);
    }

    /// <summary>True for an empty line or a comment: nothing is missing there.</summary>
    internal static bool IsComment(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8) is [] or [(byte)'#', ..];

    /// <summary>Longer is better; among columns of one length one with letters, for fourteen decimal digits may be a date and time.</summary>
    private static int Rank(ReadOnlySpan<byte> column) => (2 * column.Length) + (column.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? 1 : 0);

    private static bool TryFrame(ReadOnlySpan<byte> column, out Frame frame)
    {
        frame = default;
        Span<char> digits = stackalloc char[2 * Frame.LongLength];
        return column.Length <= digits.Length
            && Encoding.ASCII.TryGetChars(column, digits, out var length)
            && Frame.TryParse(digits[..length], out frame);
    }

    private static double? TimeOf(ReadOnlySpan<byte> column) =>
        column.Length <= 20 && Utf8Parser.TryParse(column, out double number, out var used) && used == column.Length && number is >= EarliestTime and < LatestTime
            ? number : null;
}
