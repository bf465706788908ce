using System.Buffers.Text;
using System.Text.Unicode;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>The table of readsb and tar1090, <c>aircraft.csv</c>.</summary>
/// <remarks><code>
///   484163;PH-BXA;B738;00;BOEING 737-800;1998;KLM;
///   |      |      |    |  |              |    owner
///   |      |      |    |  words          year
///   |      |      |    flags, a digit each: military, interesting, privacy address, limited display
///   |      |      ICAO type
///   address, 6 hexadecimal digits
/// </code>
/// A row ends with a line feed; fields from the fifth on may be missing. A backslash takes the next character as it is. Empty rows and those
/// that begin with # are skipped.</remarks>
internal static class AircraftCsv
{
    private const int LongestRow = 4096;
    private const int LeastFields = 4;
    private const int MostFields = 7;

    public static void Read(CountedStream input, AircraftDatabaseBuilder builder)
    {
        var buffer = new byte[1 << 16];
        var fields = new Range[MostFields];
        var (filled, row) = (0, 0);
        while (true)
        {
            var read = input.Read(buffer.AsSpan(filled));
            filled += read;
            var start = 0;
            for (int length; (length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
                Row(buffer.AsSpan(start, length), ++row, fields, builder);
            if (read == 0)
            {
                if (start < filled) Row(buffer.AsSpan(start, filled - start), ++row, fields, builder);
                return;
            }

            if (filled - start > LongestRow) throw Fault(row + 1, $"a row must not be longer than {LongestRow} bytes");
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
    }

    private static void Row(Span<byte> row, int number, Range[] fields, AircraftDatabaseBuilder builder)
    {
        if (row.EndsWith("\r"u8)) row = row[..^1];
        if (row.IsEmpty || row[0] == '#') return;
        if (row.Length > LongestRow) throw Fault(number, $"a row must not be longer than {LongestRow} bytes");
        if (!Utf8.IsValid(row)) throw Fault(number, "it must be UTF-8");
        var count = Split(row, fields);
        if (count < LeastFields) throw Fault(number, $"it must have {LeastFields} fields or more with ; between them: address;registration;type;flags;description;year;owner");
        if (!TryAddress(row[fields[0]], out var address)) throw Fault(number, "its first field must be an address of 6 hexadecimal digits");
        if (!TryFlags(row[fields[3]], out var flags)) throw Fault(number, "its fourth field must be flags, a 0 or 1 each");

        builder.Add(address, new AircraftRecord
        {
            Registration = row[fields[1]],
            TypeCode = row[fields[2]],
            Flags = flags,
            Description = Field(row, fields, count, 4),
            Year = Utf8Parser.TryParse(Field(row, fields, count, 5), out int year, out _) && year is > 1900 and < 2200 ? year : 0,
            Owner = Field(row, fields, count, 6),
        });
    }

    private static ReadOnlySpan<byte> Field(Span<byte> row, Range[] fields, int count, int index) => index < count ? row[fields[index]] : [];

    /// <summary>Finds the fields, and takes the backslashes out of them; returns how many there are, further ones than known not counted.</summary>
    private static int Split(Span<byte> row, Range[] fields)
    {
        var (count, start, written) = (0, 0, 0);
        for (var i = 0; i < row.Length && count < MostFields; i++)
        {
            if (row[i] == '\\' && i + 1 < row.Length)
            {
                row[written++] = row[++i];
            }
            else if (row[i] == ';')
            {
                fields[count++] = start..written;
                start = written;
            }
            else
            {
                row[written++] = row[i];
            }
        }

        if (count < MostFields) fields[count++] = start..written;
        return count;
    }

    internal static bool TryAddress(ReadOnlySpan<byte> text, out Address address)
    {
        var known = Utf8Parser.TryParse(text, out uint bits, out var used, 'x') && used == 6 && text.Length == 6;
        address = known ? Address.Icao(bits) : default;
        return known;
    }

    internal static bool TryFlags(ReadOnlySpan<byte> text, out RegistryMarks flags)
    {
        flags = RegistryMarks.None;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ((byte)'0' or (byte)'1')) return false;
            if (text[i] == '1' && i < 4) flags |= (RegistryMarks)(1 << i);
        }

        return true;
    }

    private static InvalidDataException Fault(int row, string rule) => new($"row {row}: {rule}");
}
