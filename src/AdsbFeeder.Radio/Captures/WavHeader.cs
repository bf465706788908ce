using System.Buffers.Binary;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio;

/// <summary>A RIFF/WAVE header with I in the left and Q in the right channel, as SDR programs record.</summary>
/// <remarks><code>
///   "RIFF" | size | "WAVE" | chunks: id | size | bytes (padded to even)
///   "fmt " : u16 tag (1 PCM, 3 float, FFFE extensible: the tag is in the sub-format) | u16 channels | u32 rate | u32 | u16 | u16 bits
///   "data" : the samples; size 0 or FFFFFFFF means to the end, as recorders leave it when they are stopped
/// </code>
/// 8-bit PCM is offset binary, so it reads as uc8.</remarks>
internal static class WavHeader
{
    private const int ExtensibleTag = 0xFFFE;

    internal static bool Matches(ReadOnlySpan<byte> start) => start.Length >= 12 && start[..4].SequenceEqual("RIFF"u8) && start[8..12].SequenceEqual("WAVE"u8);

    /// <summary>Reads the header at the start of a stream and leaves the stream at the first sample.</summary>
    /// <returns>What the header says, how many bytes it took, and how many bytes of samples follow (absent: all).</returns>
    /// <exception cref="CaptureException">Not a recording of I and Q that we read.</exception>
    internal static (CaptureHint Hint, long Offset, long? Length) Read(string capture, Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        Fill(capture, stream, head);
        long offset = head.Length;
        SampleFormat? format = null;
        var rate = 0;
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> fields = stackalloc byte[40];
        while (true)
        {
            Fill(capture, stream, chunk);
            offset += chunk.Length;
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk[..4].SequenceEqual("data"u8))
            {
                return format is null
                    ? throw new CaptureException($"{capture}: the WAV header has no 'fmt ' chunk before its data.")
                    : (new CaptureHint("the WAV header", format, rate), offset, size is 0 or uint.MaxValue ? null : size);
            }

            var padded = size + (size & 1L);
            offset += padded;
            if (chunk[..4].SequenceEqual("fmt "u8))
            {
                if (size is < 16 or > 40)
                {
                    throw new CaptureException($"{capture}: the WAV header's 'fmt ' chunk has {size} bytes; 16 to 40 are possible.");
                }

                Fill(capture, stream, fields[..(int)padded]);
                (format, rate) = Format(capture, fields[..(int)size]);
            }
            else
            {
                Skip(capture, stream, padded);
            }
        }
    }

    private static (SampleFormat Format, int Rate) Format(string capture, ReadOnlySpan<byte> fields)
    {
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(fields);
        if (tag == ExtensibleTag && fields.Length >= 26)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(fields[24..]);
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(fields[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(fields[14..]);
        if (channels != 2)
        {
            throw new CaptureException($"{capture}: the WAV file has {channels} channel{(channels == 1 ? "" : "s")}; I and Q need two.");
        }

        SampleFormat format = (tag, bits) switch
        {
            (1, 8) => SampleFormat.Uc8,
            (1, 16) => SampleFormat.Sc16,
            (3, 32) => SampleFormat.Cf32,
            _ => throw new CaptureException($"{capture}: WAV encoding {tag} with {bits} bits is not read; 8 or 16 bit PCM and 32 bit float are."),
        };
        return (format, (int)Math.Min(rate, int.MaxValue));
    }

    private static void Fill(string capture, Stream stream, Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new CaptureException($"{capture}: the file ends inside its WAV header.");
        }
    }

    private static void Skip(string capture, Stream stream, long count)
    {
        Span<byte> waste = stackalloc byte[256];
        while (count > 0)
        {
            var part = waste[..(int)Math.Min(count, waste.Length)];
            Fill(capture, stream, part);
            count -= part.Length;
        }
    }
}
