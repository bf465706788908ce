using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.History;

/// <summary>The file of a half hour: who was where, and how far was heard.</summary>
/// <remarks><code>
///   "ADSBHIST" | u8 version 1 | 7 bytes 0 | sections
///   section   u8 kind | u8 first folder | u8 last folder | u8 0 | u32 length unpacked | u32 length | u32 CRC-32C of what follows | Brotli
///   kind 1    traces of addresses whose last two digits, the folder, are first to last: u32 address, bit 24 set when it is not ICAO's
///             | varint blocks | blocks, each a varint length and a <see cref="AdsbFeeder.Wire.TraceBlock"/>
///   kind 2    outline: entries of u16 band * 360 + bearing | f32 nautical miles | i32 latitude | i32 longitude, millionths | i32 feet
///   kind 255  the end: nothing follows, so a file that was cut off is known
/// </code>
/// Little endian. Sections have about a quarter of a megabyte unpacked, so that one aircraft is found without reading everybody. What does
/// not fit is damage: reading says so and never throws for it.</remarks>
internal static class HistoryFile
{
    private const int HeaderBytes = 16, SectionBytes = 16, OutlineBytes = 18;
    private const byte Version = 1;
    private const byte Traces = 1, Outline = 2, End = 255;
    private const int SectionGoal = 1 << 18;
    private const int LongestSection = 1 << 26;
    private const int Quality = 5;   // of Brotli: higher costs much more time and saves a percent
    private const int Window = 20;

    private static ReadOnlySpan<byte> Magic => "ADSBHIST"u8;

    /// <summary>Writes a file into memory.</summary>
    internal static byte[] Encode(IEnumerable<KeyValuePair<Address, TracePart>> traces, Farthest[]? outline)
    {
        var output = new ArrayBufferWriter<byte>(1 << 16);
        output.Write(Magic);
        output.Write((ReadOnlySpan<byte>)[Version, 0, 0, 0, 0, 0, 0, 0]);
        var section = new ArrayBufferWriter<byte>(1 << 16);
        var (first, last) = (-1, 0);
        foreach (var (address, part) in traces.OrderBy(trace => trace.Key.Bits & 0xFF).ThenBy(trace => trace.Key.Bits))
        {
            var folder = (int)(address.Bits & 0xFF);
            if (section.WrittenCount >= SectionGoal && folder != last)
            {
                Append(output, Traces, first, last, section.WrittenSpan);
                section.ResetWrittenCount();
                first = -1;
            }

            first = first < 0 ? folder : first;
            last = folder;
            AppendTrace(section, address, [.. part.Encoded()]);
        }

        if (section.WrittenCount > 0)
        {
            Append(output, Traces, first, last, section.WrittenSpan);
        }

        if (outline is not null)
        {
            section.ResetWrittenCount();
            AppendOutline(section, outline);
            Append(output, Outline, 0, 0, section.WrittenSpan);
        }

        Append(output, End, 0, 0, []);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads the whole; false when something in it is damaged.</summary>
    /// <param name="input">The file.</param>
    /// <param name="trace">Gets each aircraft; null skips them.</param>
    /// <param name="outline">Gets the outline, if there is one; null skips it.</param>
    internal static bool TryRead(Stream input, Action<Address, List<TraceChunk>>? trace, Action<Farthest[]>? outline = null) =>
        TryRead(input, null, trace, outline);

    /// <summary>Reads one aircraft; false when what was read is damaged.</summary>
    internal static bool TryRead(Stream input, Address address, out List<TraceChunk> chunks)
    {
        List<TraceChunk> found = [];
        chunks = found;
        return TryRead(input, address, (_, read) => found.AddRange(read), null);
    }

    private static bool TryRead(Stream input, Address? wanted, Action<Address, List<TraceChunk>>? trace, Action<Farthest[]>? outline)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (input.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith(Magic) || header[8] != Version)
        {
            return false;
        }

        Span<byte> head = stackalloc byte[SectionBytes];
        while (input.ReadAtLeast(head, SectionBytes, throwOnEndOfStream: false) == SectionBytes)
        {
            var (unpacked, packed) = (BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), BinaryPrimitives.ReadUInt32LittleEndian(head[8..]));
            if (head[0] == End)
            {
                return true;
            }

            if (unpacked > LongestSection || packed > LongestSection || head[0] is not (Traces or Outline))
            {
                return false;
            }

            var isWanted = head[0] == Outline ? outline is not null : trace is not null && (wanted is not { } address || ((address.Bits & 0xFF) >= head[1] && (address.Bits & 0xFF) <= head[2]));
            if (!isWanted)
            {
                input.Seek(packed, SeekOrigin.Current);
                continue;
            }

            if (Unpack(input, (int)unpacked, (int)packed, BinaryPrimitives.ReadUInt32LittleEndian(head[12..])) is not { } bytes
                || !(head[0] == Outline ? TryReadOutline(bytes, outline!) : TryReadTraces(bytes, wanted, trace!)))
            {
                return false;
            }
        }

        return false;
    }

    private static void Append(ArrayBufferWriter<byte> output, byte kind, int first, int last, ReadOnlySpan<byte> content)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        var length = 0;
        if (!content.IsEmpty && !BrotliEncoder.TryCompress(content, packed, out length, Quality, Window))
        {
            throw new InvalidOperationException("Brotli does not fit where its own bound says it fits.");
        }

        Span<byte> head = stackalloc byte[SectionBytes];
        (head[0], head[1], head[2], head[3]) = (kind, (byte)first, (byte)last, 0);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], content.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], Checksum(packed.AsSpan(0, length)));
        output.Write(head);
        output.Write(packed.AsSpan(0, length));
    }

    private static void AppendTrace(ArrayBufferWriter<byte> output, Address address, TraceChunk[] chunks)
    {
        var span = output.GetSpan(16);
        BinaryPrimitives.WriteUInt32LittleEndian(span, address.Bits | (address.IsIcao ? 0 : 1u << 24));
        output.Advance(4);
        AppendVarint(output, chunks.Length);
        foreach (var chunk in chunks)
        {
            AppendVarint(output, chunk.Bytes.Length);
            output.Write(chunk.Bytes);
        }
    }

    private static void AppendVarint(ArrayBufferWriter<byte> output, int value)
    {
        var span = output.GetSpan(5);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    private static void AppendOutline(ArrayBufferWriter<byte> output, Farthest[] outline)
    {
        for (var i = 0; i < outline.Length; i++)
        {
            if (outline[i].NauticalMiles <= 0)
            {
                continue;
            }

            var entry = output.GetSpan(OutlineBytes);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)i);
            BinaryPrimitives.WriteSingleLittleEndian(entry[2..], outline[i].NauticalMiles);
            BinaryPrimitives.WriteInt32LittleEndian(entry[6..], outline[i].MicroLatitude);
            BinaryPrimitives.WriteInt32LittleEndian(entry[10..], outline[i].MicroLongitude);
            BinaryPrimitives.WriteInt32LittleEndian(entry[14..], outline[i].AltitudeFeet);
            output.Advance(OutlineBytes);
        }
    }

    private static byte[]? Unpack(Stream input, int unpacked, int packed, uint checksum)
    {
        if (input.Length - input.Position < packed)
        {
            return null;   // before memory is asked for
        }

        var bytes = new byte[packed];
        if (input.ReadAtLeast(bytes, packed, throwOnEndOfStream: false) < packed || Checksum(bytes) != checksum)
        {
            return null;
        }

        var content = new byte[unpacked];
        return unpacked == 0 || (BrotliDecoder.TryDecompress(bytes, content, out var length) && length == unpacked) ? content : null;
    }

    private static bool TryReadTraces(ReadOnlySpan<byte> bytes, Address? wanted, Action<Address, List<TraceChunk>> trace)
    {
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < 4)
            {
                return false;
            }

            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var address = (bits >> 24) == 0 ? Address.Icao(bits) : Address.NonIcao(bits & 0xFFFFFF);
            bytes = bytes[4..];
            if (bits >> 25 != 0 || !TryTakeVarint(ref bytes, out var count))
            {
                return false;
            }

            var isWanted = wanted is not { } one || one == address;
            var chunks = new List<TraceChunk>();
            for (var i = 0; i < count; i++)
            {
                if (!TryTakeVarint(ref bytes, out var length) || length > bytes.Length)
                {
                    return false;
                }

                if (isWanted)
                {
                    if (TraceChunk.TryRead(bytes[..length]) is not { } chunk)
                    {
                        return false;
                    }

                    chunks.Add(chunk);
                }

                bytes = bytes[length..];
            }

            if (chunks.Count > 0)
            {
                trace(address, chunks);
            }
        }

        return true;
    }

    private static bool TryReadOutline(ReadOnlySpan<byte> bytes, Action<Farthest[]> outline)
    {
        var places = new Farthest[RangeOutline.Bands * RangeOutline.Bearings];
        for (; bytes.Length >= OutlineBytes; bytes = bytes[OutlineBytes..])
        {
            var index = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            var miles = BinaryPrimitives.ReadSingleLittleEndian(bytes[2..]);
            if (index >= places.Length || !float.IsFinite(miles))
            {
                return false;
            }

            places[index] = new Farthest(
                miles, BinaryPrimitives.ReadInt32LittleEndian(bytes[6..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[10..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[14..]));
        }

        outline(places);
        return bytes.IsEmpty;
    }

    private static bool TryTakeVarint(ref ReadOnlySpan<byte> bytes, out int value)
    {
        value = 0;
        for (var i = 0; i < 4 && i < bytes.Length; i++)
        {
            value |= (bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var one in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, one);
        }

        return ~checksum;
    }
}
