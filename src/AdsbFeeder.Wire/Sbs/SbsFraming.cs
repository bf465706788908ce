using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Reads SBS/BaseStation lines; their fields stand at <see cref="SbsWriter"/>.</summary>
/// <remarks>Lines end with CR LF or LF. MSG and MLAT are read; SEL, ID, AIR, STA and CLK tell about the program that sends them and are stepped over,
/// as are empty lines. A line with too few fields, a wrong address or an impossible number is no line.</remarks>
public static class SbsFraming
{
    private const int LongestLine = 512;
    private const int Fields = 22;

    // A field of MSG by its place, counted from 0.
    private const int Hex = 4, Call = 10, Altitude = 11, Speed = 12, Track = 13, Latitude = 14, Longitude = 15, Rate = 16, Code = 17, Ground = 21;

    /// <summary>Reads the next line.</summary>
    /// <returns><see cref="OperationStatus.Done"/> with the input behind the line, and no report when it says nothing of an aircraft;
    /// <see cref="OperationStatus.NeedMoreData"/> with the input at the start of an incomplete line;
    /// <see cref="OperationStatus.InvalidData"/> with the input behind something that is no line.</returns>
    public static OperationStatus TryRead(ref SequenceReader<byte> input, out SbsReport? report)
    {
        report = null;
        var probe = input;
        if (!probe.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            if (input.Remaining <= LongestLine)
                return OperationStatus.NeedMoreData;
            input.Advance(LongestLine);
            return OperationStatus.InvalidData;
        }

        if (line.Length > LongestLine)
        {
            // As far as it goes when its end is not there yet: the outcome is the same however the bytes come.
            input.Advance(LongestLine);
            return OperationStatus.InvalidData;
        }

        input = probe;
        Span<byte> copy = stackalloc byte[LongestLine];
        line.CopyTo(copy);
        var text = copy[..(int)line.Length].TrimEnd((byte)'\r');
        if (text.IsEmpty || IsAboutTheProgram(text))
            return OperationStatus.Done;
        return TryParse(text, out report) ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private static bool IsAboutTheProgram(ReadOnlySpan<byte> text) =>
        text.StartsWith("SEL,"u8) || text.StartsWith("ID,"u8) || text.StartsWith("AIR,"u8) || text.StartsWith("STA,"u8) || text.StartsWith("CLK,"u8);

    private static bool TryParse(ReadOnlySpan<byte> text, out SbsReport? report)
    {
        report = null;
        Span<Range> fields = stackalloc Range[Fields + 1];
        var mlat = text.StartsWith("MLAT,"u8);
        if (!mlat && !text.StartsWith("MSG,"u8) || Split(text, fields) < Fields || !TryAddress(text[fields[Hex]], out var address))
            return false;

        if (!Number(text[fields[Altitude]], -2000, 150_000, out var altitude) || !Number(text[fields[Speed]], 0, 5000, out var speed)
            || !Number(text[fields[Track]], -360, 360, out var track) || !Number(text[fields[Rate]], -100_000, 100_000, out var rate)
            || !Number(text[fields[Latitude]], -90, 90, out var latitude) || !Number(text[fields[Longitude]], -180, 180, out var longitude)
            || latitude is null != longitude is null)
        {
            return false;
        }

        report = new SbsReport(address, mlat)
        {
            Callsign = ToCallsign(text[fields[Call]]),
            AltitudeFeet = (int?)altitude,
            GroundSpeedKnots = speed,
            TrackDegrees = track,
            VerticalRateFpm = (int?)rate,
            Position = latitude is { } north && longitude is { } east ? new GeoPosition(north, east) : null,
            Squawk = ToSquawk(text[fields[Code]]),
            OnGround = text[fields[Ground]] switch { [(byte)'-', (byte)'1'] or [(byte)'1'] => true, [(byte)'0'] => false, _ => null },
        };
        return true;
    }

    private static int Split(ReadOnlySpan<byte> text, Span<Range> fields)
    {
        var (count, start) = (0, 0);
        while (count < Fields)
        {
            var comma = text[start..].IndexOf((byte)',');
            fields[count++] = start..(comma < 0 ? text.Length : start + comma);
            if (comma < 0)
                break;
            start += comma + 1;
        }

        return count;
    }

    // "~" before an address that ICAO did not give, as readsb writes it.
    private static bool TryAddress(ReadOnlySpan<byte> text, out Address address)
    {
        address = default;
        var other = text is [(byte)'~', ..];
        text = other ? text[1..] : text;
        if (text.Length != 6 || !Utf8Parser.TryParse(text, out uint bits, out var used, 'X') || used != 6)
            return false;
        address = other ? Address.NonIcao(bits) : Address.Icao(bits);
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> text, double least, double most, out double? value)
    {
        value = null;
        if (text.IsEmpty)
            return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number >= least && number <= most))
            return false;
        value = number;
        return true;
    }

    private static Callsign? ToCallsign(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[Callsign.Length];
        text = text.Trim((byte)' ');
        if (text.IsEmpty || text.Length > Callsign.Length)
            return null;
        characters.Fill(' ');
        for (var i = 0; i < text.Length; i++)
            characters[i] = (char)text[i];
        return Callsign.TryParse(characters, out var callsign) ? callsign : null;
    }

    // Some programs leave the zeros at its start away.
    private static Squawk? ToSquawk(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > 4)
            return null;
        var code = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;
            code = code << 3 | digit - '0';
        }

        return code == 0 ? null : Squawk.FromCode(code);
    }
}
