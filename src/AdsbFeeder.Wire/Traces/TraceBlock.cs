using System.Buffers.Binary;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Some points of one trace in few bytes: what memory and files keep of an aircraft's way.</summary>
/// <remarks><code>
///   u48 start, ms since 1970 | varint points - 1 | varint end - start, ms | points
///
///   point    varint mask | varint ms since the one before | zigzag latitude | zigzag longitude | what the mask names
///   mask     bits 0-7 altitude, geometric altitude, speed, track, roll, rate, geometric rate, airspeed: zigzag difference follows
///            bit 8 kind: u8 follows | bit 9 marks: u8 follows | bit 10 on the ground | bit 11 details follow
///   details  u8 which of call sign, squawk, category, extras | u48 call sign, 6 bits a character | u16 squawk | u8 category | extras
///   extras   varint which of them changed since the last ones of this block | for each varint 0: unknown now, else 1 + zigzag difference
/// </code>
/// Latitude and longitude, in millionths of a degree, are told as the difference from where the last two points lead: an aircraft that flies
/// on costs one or two bytes for each. Little endian; varint has seven bits in each byte, the last without bit 7. A point costs 12 to
/// 16 bytes so, of the 48 that it has in memory.
/// <para>Bytes may come from a damaged disk: reading checks every length and value, and says false.</para></remarks>
public static class TraceBlock
{
    /// <summary>Most points of a block: a damaged count must not ask for memory.</summary>
    public const int MostPoints = 4096;

    private const int StartBytes = 6;
    private const int LongestPoint = 64 + 4 + (4 * TraceExtras.Count);
    private const int KindBit = 1 << 8, MarksBit = 1 << 9, GroundBit = 1 << 10, DetailsBit = 1 << 11;

    /// <summary>The end of the year 9999: no date may be later.</summary>
    private const long LatestMs = 253_402_300_799_999;

    /// <summary>Encodes points that are in the order of time; at least one, at most <see cref="MostPoints"/>.</summary>
    public static byte[] Encode(ReadOnlySpan<TracePoint> points)
    {
        ArgumentOutOfRangeException.ThrowIfZero(points.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points.Length, MostPoints);
        var buffer = new byte[32 + (LongestPoint * points.Length)];
        var at = WriteHeader(buffer, points[0].UnixMs, points.Length, points[^1].UnixMs);
        var course = new Course();
        var last = new TracePoint(points[0].UnixMs, 0, 0, new short[TracePoint.ValueCount], default, default, false, null);
        Span<int> told = stackalloc int[TraceExtras.Count];
        told.Fill(TraceExtras.Unknown);
        foreach (ref readonly var point in points)
        {
            at = WritePoint(buffer, at, point, last, course.Next(point.UnixMs), told);
            course.Add(point.UnixMs, point.MicroLatitude, point.MicroLongitude);
            last = point;
        }

        return buffer[..at];
    }

    /// <summary>Reads when a block begins and ends and how many points it has; false when it is damaged.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out long startMs, out long endMs, out int count) =>
        TryReadHeader(bytes, out startMs, out endMs, out count, out _);

    /// <summary>Adds the points of a block to a list; false when it is damaged, and then the list is as it was.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, List<TracePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (!TryReadHeader(bytes, out var startMs, out var endMs, out var count, out var at)) return false;

        var before = points.Count;
        var reader = new Reader(bytes[at..]);
        var course = new Course();
        Span<short> values = stackalloc short[TracePoint.ValueCount];
        values.Clear();
        Span<int> told = stackalloc int[TraceExtras.Count];
        told.Fill(TraceExtras.Unknown);
        var (unixMs, kind) = (startMs, default(TrackKind));
        for (var i = 0; i < count; i++)
        {
            var mask = reader.Varint();
            unixMs += reader.Varint();
            var (latitude, longitude) = course.Next(unixMs);
            var (lat, lon) = (latitude + reader.Zigzag(), longitude + reader.Zigzag());
            for (var value = 0; value < values.Length; value++)
            {
                if ((mask & 1 << value) != 0) values[value] = unchecked((short)(values[value] + reader.Zigzag()));
            }

            if ((mask & KindBit) != 0) kind = (TrackKind)reader.Byte();
            var marks = (mask & MarksBit) != 0 ? (TraceMarks)reader.Byte() : TraceMarks.None;
            var details = (mask & DetailsBit) != 0 ? ReadDetails(ref reader, told) : null;
            if (reader.IsBroken || mask > (DetailsBit << 1) - 1 || unixMs > endMs || Math.Abs(lat) > 90_000_000 || Math.Abs(lon) > 360_000_000 || kind > TrackKind.ModeAc)
            {
                points.RemoveRange(before, points.Count - before);
                return false;
            }

            points.Add(new TracePoint(unixMs, (int)lat, (int)lon, values, kind, marks, (mask & GroundBit) != 0, details));
            course.Add(unixMs, (int)lat, (int)lon);
        }

        return true;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out long startMs, out long endMs, out int count, out int length)
    {
        (startMs, endMs, count, length) = (0, 0, 0, 0);
        if (bytes.Length < StartBytes) return false;
        startMs = BinaryPrimitives.ReadUInt32LittleEndian(bytes) | (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) << 32;
        var reader = new Reader(bytes[StartBytes..]);
        var points = reader.Varint() + 1;
        endMs = startMs + reader.Varint();
        length = StartBytes + reader.Position;
        count = (int)Math.Min(points, int.MaxValue);
        return !reader.IsBroken && points <= MostPoints && endMs <= LatestMs;
    }

    private static int WriteHeader(Span<byte> bytes, long startMs, int count, long endMs)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, unchecked((uint)startMs));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], unchecked((ushort)(startMs >> 32)));
        var at = Varint(bytes, StartBytes, count - 1);
        return Varint(bytes, at, endMs - startMs);
    }

    private static int WritePoint(Span<byte> bytes, int at, in TracePoint point, in TracePoint last, (long Latitude, long Longitude) expected, Span<int> told)
    {
        Span<short> values = stackalloc short[TracePoint.ValueCount], before = stackalloc short[TracePoint.ValueCount];
        point.CopyValues(values);
        last.CopyValues(before);
        var mask = (point.IsOnGround ? GroundBit : 0) | (point.Kind != last.Kind ? KindBit : 0)
            | (point.Marks != TraceMarks.None ? MarksBit : 0) | (point.Details is not null ? DetailsBit : 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != before[i]) mask |= 1 << i;
        }

        at = Varint(bytes, at, mask);
        at = Varint(bytes, at, point.UnixMs - last.UnixMs);
        at = Zigzag(bytes, at, point.MicroLatitude - expected.Latitude);
        at = Zigzag(bytes, at, point.MicroLongitude - expected.Longitude);
        for (var i = 0; i < values.Length; i++)
        {
            if ((mask & 1 << i) != 0) at = Zigzag(bytes, at, values[i] - before[i]);
        }

        if ((mask & KindBit) != 0) bytes[at++] = (byte)point.Kind;
        if ((mask & MarksBit) != 0) bytes[at++] = (byte)point.Marks;
        return point.Details is { } details ? WriteDetails(bytes, at, details, told) : at;
    }

    private static int WriteDetails(Span<byte> bytes, int at, TraceDetails details, Span<int> told)
    {
        bytes[at++] = (byte)((details.Callsign is null ? 0 : 1) | (details.Squawk is null ? 0 : 2) | (details.Category is null ? 0 : 4) | (details.Extras is null ? 0 : 8));
        if (details.Callsign is { } callsign)
        {
            for (var shift = 40; shift >= 0; shift -= 8) bytes[at++] = (byte)(callsign.Bits >> shift);
        }

        if (details.Squawk is { } squawk)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], (ushort)squawk.Code);
            at += 2;
        }

        if (details.Category is { } category) bytes[at++] = (byte)((category.Set - 'A') << 4 | category.Number);
        return details.Extras is { } extras ? WriteExtras(bytes, at, extras.Values, told) : at;
    }

    private static int WriteExtras(Span<byte> bytes, int at, ReadOnlySpan<int> values, Span<int> told)
    {
        var mask = 0;
        for (var i = 0; i < values.Length; i++) mask |= values[i] != told[i] ? 1 << i : 0;
        at = Varint(bytes, at, mask);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == told[i]) continue;
            long difference = values[i] - (told[i] == TraceExtras.Unknown ? 0 : told[i]);
            at = Varint(bytes, at, values[i] == TraceExtras.Unknown ? 0 : (difference << 1 ^ difference >> 63) + 1);
        }

        values.CopyTo(told);
        return at;
    }

    private static TraceExtras? ReadExtras(ref Reader reader, scoped Span<int> told)
    {
        var mask = reader.Varint();
        if (mask >= 1 << TraceExtras.Count) reader.Break();
        for (var i = 0; i < told.Length; i++)
        {
            if ((mask & 1 << i) == 0) continue;
            var code = reader.Varint();
            var value = code == 0 ? TraceExtras.Unknown : (told[i] == TraceExtras.Unknown ? 0 : told[i]) + ((code - 1) >> 1 ^ -((code - 1) & 1));
            if (code != 0 && Math.Abs(value) > TraceExtras.Largest) reader.Break();
            told[i] = (int)value;
        }

        return reader.IsBroken ? null : TraceExtras.From(told);
    }

    private static TraceDetails? ReadDetails(ref Reader reader, scoped Span<int> told)
    {
        var which = reader.Byte();
        Callsign? callsign = null;
        if ((which & 1) != 0)
        {
            var bits = 0UL;
            for (var i = 0; i < 6; i++) bits = bits << 8 | (uint)reader.Byte();
            callsign = Callsign.FromBits(bits);
            if (callsign is null) return reader.Break();
        }

        Squawk? squawk = null;
        if ((which & 2) != 0)
        {
            var code = reader.Byte() | reader.Byte() << 8;
            if (code > 0xFFF) return reader.Break();
            squawk = Squawk.FromCode(code);
        }

        EmitterCategory? category = null;
        if ((which & 4) != 0)
        {
            var code = reader.Byte();
            if (code >> 4 > 3 || (code & 15) > 7) return reader.Break();
            category = new EmitterCategory((char)('A' + (code >> 4)), code & 15);
        }

        return which > 15 ? reader.Break() : new TraceDetails(callsign, squawk, category, (which & 8) != 0 ? ReadExtras(ref reader, told) : null);
    }

    private static int Varint(Span<byte> bytes, int at, long value)
    {
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value | 0x80);
        bytes[at++] = (byte)value;
        return at;
    }

    private static int Zigzag(Span<byte> bytes, int at, long value) => Varint(bytes, at, value << 1 ^ value >> 63);

    /// <summary>Where the last two points lead. Whole numbers, so that every machine computes the same.</summary>
    private struct Course
    {
        /// <summary>Far behind the last point the guess is worth nothing.</summary>
        private const long LongestMs = 120_000;

        private long _ms, _beforeMs;
        private long _latitude, _longitude, _beforeLatitude, _beforeLongitude;
        private int _points;

        public readonly (long Latitude, long Longitude) Next(long unixMs)
        {
            var (elapsed, before) = (unixMs - _ms, _ms - _beforeMs);
            return _points < 2 || before <= 0 || elapsed > LongestMs || before > LongestMs
                ? (_latitude, _longitude)
                : (_latitude + ((_latitude - _beforeLatitude) * elapsed / before), _longitude + ((_longitude - _beforeLongitude) * elapsed / before));
        }

        public void Add(long unixMs, int latitude, int longitude)
        {
            (_beforeMs, _beforeLatitude, _beforeLongitude) = (_ms, _latitude, _longitude);
            (_ms, _latitude, _longitude) = (unixMs, latitude, longitude);
            _points++;
        }
    }

    /// <summary>Reads numbers until the bytes end; then everything is 0 and <see cref="IsBroken"/> is set.</summary>
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Position { get; private set; }

        public bool IsBroken { get; private set; }

        public int Byte()
        {
            if (Position < _bytes.Length) return _bytes[Position++];
            IsBroken = true;
            return 0;
        }

        public long Varint()
        {
            long value = 0;
            for (var shift = 0; shift < 49; shift += 7)
            {
                var next = Byte();
                value |= (long)(next & 0x7F) << shift;
                if (next < 0x80) return value;
            }

            IsBroken = true;
            return 0;
        }

        public long Zigzag()
        {
            var value = Varint();
            return value >> 1 ^ -(value & 1);
        }

        public TraceDetails? Break()
        {
            IsBroken = true;
            return null;
        }
    }
}
