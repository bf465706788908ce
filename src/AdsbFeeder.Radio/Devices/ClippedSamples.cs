using System.Runtime.InteropServices;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio;

/// <summary>Counts the numbers (I and Q apart) that lie at the end of their scale.</summary>
public static class ClippedSamples
{
    /// <summary>Of 16-bit numbers that an 8-bit converter made: 127 of 128 steps.</summary>
    private const short Sc16End = 32512;

    private const short Sc16Q11End = 2032;
    private const float Cf32End = 0.992f;

    /// <summary>How many of the numbers are at an end.</summary>
    public static long Count(ReadOnlySpan<byte> samples, SampleFormat format) => format switch
    {
        SampleFormat.Uc8 => samples.Count((byte)0) + samples.Count((byte)255),
        SampleFormat.Cs8 => samples.Count((byte)0x80) + samples.Count((byte)0x7F),
        SampleFormat.Sc16 => CountShorts(samples, Sc16End),
        SampleFormat.Sc16Q11 => CountShorts(samples, Sc16Q11End),
        _ => CountFloats(samples),
    };

    private static long CountShorts(ReadOnlySpan<byte> samples, short end)
    {
        long count = 0;
        foreach (var value in MemoryMarshal.Cast<byte, short>(samples))
        {
            count += value >= end || value <= -end ? 1 : 0;
        }

        return count;
    }

    private static long CountFloats(ReadOnlySpan<byte> samples)
    {
        long count = 0;
        foreach (var value in MemoryMarshal.Cast<byte, float>(samples))
        {
            count += MathF.Abs(value) >= Cf32End ? 1 : 0;
        }

        return count;
    }
}
