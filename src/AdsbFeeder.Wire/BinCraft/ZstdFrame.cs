using System.Buffers;
using System.Buffers.Binary;

namespace AdsbFeeder.Wire;

/// <summary>Bytes as a Zstandard frame (RFC 8878) whose blocks are not compressed: for readers that ask for zstd and nothing else.</summary>
/// <remarks><code>
///   28 B5 2F FD | A0: one segment, 4 bytes of size, no checksum | u32 size | blocks
///   block       u24: bit 0 the last one | bits 1-2 kind, 0 stored as it is | bits 3-23 length, at most 128 KiB | bytes
/// </code>
/// HTTP's own gzip makes it small on the way. .NET 10 has no Zstandard of its own.</remarks>
public static class ZstdFrame
{
    private const int BlockBytes = 128 * 1024;

    private static ReadOnlySpan<byte> Start => [0x28, 0xB5, 0x2F, 0xFD, 0xA0];

    /// <summary>Writes the frame.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Start);
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), content.Length);
        output.Advance(4);
        do
        {
            var block = content[..Math.Min(BlockBytes, content.Length)];
            content = content[block.Length..];
            var head = block.Length << 3 | (content.IsEmpty ? 1 : 0);
            output.Write((ReadOnlySpan<byte>)[(byte)head, (byte)(head >> 8), (byte)(head >> 16)]);
            output.Write(block);
        }
        while (!content.IsEmpty);
    }
}
