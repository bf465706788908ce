using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Bytes to two planes of floats, full scale 1.</summary>
/// <remarks>The scalar kernel is the definition; the vector kernels do the same operations in the same order and are equal to the last bit.</remarks>
internal static class SampleConversion
{
    internal delegate void Kernel(SampleFormat format, ReadOnlySpan<byte> bytes, Span<float> i, Span<float> q);

    /// <summary>Every kernel; the first defines the answer and the others must equal it.</summary>
    internal static readonly (string Name, bool IsSupported, Kernel Run)[] Kernels =
    [
        ("scalar", true, Scalar),
        ("vector256", Vector256.IsHardwareAccelerated, WithVector256),
        ("vector128", Vector128.IsHardwareAccelerated, WithVector128),
    ];

    /// <summary>Converts whole samples: <paramref name="bytes"/> holds exactly as many as <paramref name="i"/> and <paramref name="q"/>.</summary>
    public static void Convert(SampleFormat format, ReadOnlySpan<byte> bytes, Span<float> i, Span<float> q)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            WithVector256(format, bytes, i, q);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            WithVector128(format, bytes, i, q);
        }
        else
        {
            Scalar(format, bytes, i, q);
        }
    }

    /// <summary>value = (code - offset) * scale.</summary>
    private static (float Offset, float Scale) Line(SampleFormat format) => format switch
    {
        SampleFormat.Uc8 => (127.5f, 1 / 127.5f),
        SampleFormat.Cs8 => (0, 1 / 128f),
        SampleFormat.Sc16 => (0, 1 / 32768f),
        SampleFormat.Sc16Q11 => (0, 1 / 2048f),
        _ => (0, 1),
    };

    private static void Scalar(SampleFormat format, ReadOnlySpan<byte> bytes, Span<float> i, Span<float> q)
    {
        var (offset, scale) = Line(format);
        for (var n = 0; n < i.Length; n++)
        {
            switch (format)
            {
                case SampleFormat.Uc8:
                    i[n] = (bytes[2 * n] - offset) * scale;
                    q[n] = (bytes[2 * n + 1] - offset) * scale;
                    break;
                case SampleFormat.Cs8:
                    i[n] = ((sbyte)bytes[2 * n] - offset) * scale;
                    q[n] = ((sbyte)bytes[2 * n + 1] - offset) * scale;
                    break;
                case SampleFormat.Cf32:
                    i[n] = Finite(BinaryPrimitives.ReadSingleLittleEndian(bytes[(8 * n)..]));
                    q[n] = Finite(BinaryPrimitives.ReadSingleLittleEndian(bytes[(8 * n + 4)..]));
                    break;
                default:
                    i[n] = (BinaryPrimitives.ReadInt16LittleEndian(bytes[(4 * n)..]) - offset) * scale;
                    q[n] = (BinaryPrimitives.ReadInt16LittleEndian(bytes[(4 * n + 2)..]) - offset) * scale;
                    break;
            }
        }
    }

    /// <summary>A float from outside may be anything: what is not a number within 1e6 would poison every later sum, so it counts as silence.</summary>
    private static float Finite(float value) => MathF.Abs(value) <= 1e6f ? value : 0;

    private static void WithVector256(SampleFormat format, ReadOnlySpan<byte> bytes, Span<float> i, Span<float> q)
    {
        var done = 0;
        var (offset, scale) = Line(format);
        var (o, s) = (Vector256.Create(offset), Vector256.Create(scale));
        var outI = MemoryMarshal.Cast<float, Vector256<float>>(i);
        var outQ = MemoryMarshal.Cast<float, Vector256<float>>(q);
        switch (format)
        {
            case SampleFormat.Uc8:
                foreach (var block in MemoryMarshal.Cast<byte, Vector128<ushort>>(bytes[..(16 * outI.Length)]))
                {
                    var pair = Vector256.WidenLower(block.ToVector256Unsafe()).AsInt32();
                    outI[done] = (Vector256.ConvertToSingle(pair & Vector256.Create(0xFF)) - o) * s;
                    outQ[done++] = (Vector256.ConvertToSingle(pair >>> 8) - o) * s;
                }

                break;
            case SampleFormat.Cs8:
                foreach (var block in MemoryMarshal.Cast<byte, Vector128<short>>(bytes[..(16 * outI.Length)]))
                {
                    var pair = Vector256.WidenLower(block.ToVector256Unsafe());
                    outI[done] = (Vector256.ConvertToSingle((pair << 24) >> 24) - o) * s;
                    outQ[done++] = (Vector256.ConvertToSingle(pair >> 8) - o) * s;
                }

                break;
            case SampleFormat.Cf32:
                var pairs = MemoryMarshal.Cast<byte, Vector256<ulong>>(bytes[..(64 * outI.Length)]);
                for (; done < outI.Length; done++)
                {
                    var (a, b) = (pairs[2 * done], pairs[2 * done + 1]);
                    outI[done] = Finite(Vector256.Narrow(a, b).AsSingle());
                    outQ[done] = Finite(Vector256.Narrow(a >>> 32, b >>> 32).AsSingle());
                }

                break;
            default:
                foreach (var block in MemoryMarshal.Cast<byte, Vector256<int>>(bytes[..(32 * outI.Length)]))
                {
                    outI[done] = (Vector256.ConvertToSingle((block << 16) >> 16) - o) * s;
                    outQ[done++] = (Vector256.ConvertToSingle(block >> 16) - o) * s;
                }

                break;
        }

        var rest = done * Vector256<float>.Count;
        Scalar(format, bytes[(rest * format.BytesPerSample())..], i[rest..], q[rest..]);
    }

    private static void WithVector128(SampleFormat format, ReadOnlySpan<byte> bytes, Span<float> i, Span<float> q)
    {
        var done = 0;
        var (offset, scale) = Line(format);
        var (o, s) = (Vector128.Create(offset), Vector128.Create(scale));
        var outI = MemoryMarshal.Cast<float, Vector128<float>>(i);
        var outQ = MemoryMarshal.Cast<float, Vector128<float>>(q);
        switch (format)
        {
            case SampleFormat.Uc8 or SampleFormat.Cs8:
                foreach (var block in MemoryMarshal.Cast<byte, Vector64<short>>(bytes[..(8 * outI.Length)]))
                {
                    var (low, high) = format == SampleFormat.Cs8
                        ? Vector128.Widen(Vector128.Create((block << 8) >> 8, block >> 8))
                        : Vector128.Widen(Vector128.Create(block & Vector64.Create((short)0xFF), block >>> 8));
                    outI[done] = (Vector128.ConvertToSingle(low) - o) * s;
                    outQ[done++] = (Vector128.ConvertToSingle(high) - o) * s;
                }

                break;
            case SampleFormat.Cf32:
                var pairs = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes[..(32 * outI.Length)]);
                for (; done < outI.Length; done++)
                {
                    var (a, b) = (pairs[2 * done], pairs[2 * done + 1]);
                    outI[done] = Finite(Vector128.Narrow(a, b).AsSingle());
                    outQ[done] = Finite(Vector128.Narrow(a >>> 32, b >>> 32).AsSingle());
                }

                break;
            default:
                foreach (var block in MemoryMarshal.Cast<byte, Vector128<int>>(bytes[..(16 * outI.Length)]))
                {
                    outI[done] = (Vector128.ConvertToSingle((block << 16) >> 16) - o) * s;
                    outQ[done++] = (Vector128.ConvertToSingle(block >> 16) - o) * s;
                }

                break;
        }

        var rest = done * Vector128<float>.Count;
        Scalar(format, bytes[(rest * format.BytesPerSample())..], i[rest..], q[rest..]);
    }

    private static Vector256<float> Finite(Vector256<float> v) =>
        v & Vector256.LessThanOrEqual(Vector256.Abs(v), Vector256.Create(1e6f));

    private static Vector128<float> Finite(Vector128<float> v) =>
        v & Vector128.LessThanOrEqual(Vector128.Abs(v), Vector128.Create(1e6f));
}
