using System.Buffers;
using System.Buffers.Binary;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Half an hour of everybody's places as tar1090 reads it for its heatmap and replay: <c>heatmap/NN.bin.ttf</c> (wire-formats.md 2.14).</summary>
/// <remarks><code>
///   index    60 entries: number of the entry where the slice begins | 0 | 0 | 0 | 0
///   slice    begins with  0E7F7C9D | high half of its time, ms | low half | 30000, its length in ms | 0
///   entry    i32 address, bit 24 set when it is not ICAO's, kind from bit 27 | i32 latitude | i32 longitude, millionths of a degree
///            | i16 altitude in steps of 25 ft, -123 ground, -124 unknown | i16 tenths of a knot, -1 unknown
///   name     i32 address, no kind | i32 bit 30 and the squawk as a decimal number | 8 characters of the call sign, or zeros
/// </code>
/// Little endian, 16 bytes each, the whole in gzip. A place is that of the slice's time, on the line between the points around it, so a replay
/// moves evenly; where a point is missing on one side, the first one within the slice.</remarks>
public static class HeatmapWriter
{
    /// <summary>What a file covers, ms.</summary>
    public const long FileMs = 30 * 60_000;

    /// <summary>Time between slices, ms (readsb's usual 30 s).</summary>
    public const int SliceMs = 30_000;

    private const int Slices = (int)(FileMs / SliceMs);
    private const int EntryBytes = 16;
    private const int SliceMark = 0xE7F7C9D;
    private const int NameMark = 1 << 30;
    private const int Ground = -123, NoAltitude = -124, NoSpeed = -1;
    private const int FeetPerStep = 25;

    /// <summary>A name is told again after this.</summary>
    private const long NameMs = 60_000;

    /// <summary>Nobody flies straight for longer without a point.</summary>
    private const long LongestLineMs = 60_000;

    /// <summary>Writes a file.</summary>
    /// <param name="output">Takes the bytes, not compressed.</param>
    /// <param name="startMs">Its first moment, UTC milliseconds since 1970.</param>
    /// <param name="traces">The points of each aircraft in that half hour, in the order of time; one before it tells where it came from.</param>
    public static void Write(IBufferWriter<byte> output, long startMs, IEnumerable<KeyValuePair<Address, IReadOnlyList<TracePoint>>> traces)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(traces);
        var slices = new ArrayBufferWriter<byte>[Slices];
        for (var i = 0; i < Slices; i++) slices[i] = new ArrayBufferWriter<byte>();
        foreach (var (address, points) in traces) Add(slices, startMs, address, points);

        var entry = Slices;
        foreach (var slice in slices)
        {
            Entry(output, entry, 0, 0, 0, 0);
            entry += 1 + (slice.WrittenCount / EntryBytes);
        }

        for (var i = 0; i < Slices; i++)
        {
            var time = startMs + ((long)i * SliceMs);
            Entry(output, SliceMark, (int)(time >> 32), unchecked((int)time), SliceMs, 0);
            output.Write(slices[i].WrittenSpan);
        }
    }

    private static void Add(ArrayBufferWriter<byte>[] slices, long startMs, Address address, IReadOnlyList<TracePoint> points)
    {
        var bits = unchecked((int)(address.Bits | (address.IsIcao ? 0 : 1u << 24)));
        TraceDetails? details = null, named = null;
        var (next, namedMs) = (0, long.MinValue / 2);
        for (var slice = 0; slice < Slices; slice++)
        {
            var time = startMs + ((long)slice * SliceMs);
            for (; next < points.Count && points[next].UnixMs <= time; next++) details = points[next].Details ?? details;   // next: the first point behind the slice's time

            if (At(points, next, time) is not { } place) continue;
            details ??= place.Point.Details;
            if (details is not null && (details != named || time - namedMs >= NameMs))
            {
                Name(slices[slice], bits, details);
                (named, namedMs) = (details, time);
            }

            var point = place.Point;
            Entry(slices[slice], bits | (int)point.Kind << 27, place.Latitude, place.Longitude, Altitude(point), point.GroundSpeedKnots is { } knots ? (int)Math.Round(knots * 10) : NoSpeed);
        }
    }

    private static (TracePoint Point, int Latitude, int Longitude)? At(IReadOnlyList<TracePoint> points, int next, long time)
    {
        if (next > 0 && next < points.Count && points[next].UnixMs - points[next - 1].UnixMs <= LongestLineMs)
        {
            var (a, b) = (points[next - 1], points[next]);
            var (part, whole) = (time - a.UnixMs, b.UnixMs - a.UnixMs);
            var east = (long)b.MicroLongitude - a.MicroLongitude;
            if (Math.Abs(east) < 180_000_000)
                return (part * 2 <= whole ? a : b, a.MicroLatitude + (int)(((long)b.MicroLatitude - a.MicroLatitude) * part / whole), a.MicroLongitude + (int)(east * part / whole));
        }

        if (next > 0 && points[next - 1].UnixMs == time) return (points[next - 1], points[next - 1].MicroLatitude, points[next - 1].MicroLongitude);
        return next < points.Count && points[next].UnixMs < time + SliceMs ? (points[next], points[next].MicroLatitude, points[next].MicroLongitude) : null;
    }

    private static int Altitude(in TracePoint point) =>
        point.IsOnGround ? Ground
        : (point.BarometricAltitudeFeet ?? point.GeometricAltitudeFeet) is { } feet ? Math.Max(NoAltitude + 2, feet / FeetPerStep)
        : NoAltitude;

    private static void Name(IBufferWriter<byte> output, int address, TraceDetails details)
    {
        var code = details.Squawk?.Code ?? 0;
        var digits = ((code >> 9 & 7) * 1000) + ((code >> 6 & 7) * 100) + ((code >> 3 & 7) * 10) + (code & 7);
        Span<byte> name = stackalloc byte[Callsign.Length];
        name.Clear();
        if (details.Callsign is { } callsign)
        {
            for (var i = 0; i < name.Length; i++) name[i] = (byte)callsign[i];
        }

        Entry(output, address, NameMark | digits, BinaryPrimitives.ReadInt32LittleEndian(name), BinaryPrimitives.ReadInt16LittleEndian(name[4..]), BinaryPrimitives.ReadInt16LittleEndian(name[6..]));
    }

    private static void Entry(IBufferWriter<byte> output, int first, int second, int third, int fourth, int fifth)
    {
        var entry = output.GetSpan(EntryBytes);
        BinaryPrimitives.WriteInt32LittleEndian(entry, first);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], second);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], third);
        BinaryPrimitives.WriteInt16LittleEndian(entry[12..], unchecked((short)fourth));
        BinaryPrimitives.WriteInt16LittleEndian(entry[14..], unchecked((short)Math.Clamp(fifth, short.MinValue, short.MaxValue)));
        output.Advance(EntryBytes);
    }
}
