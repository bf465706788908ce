using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Soft bits from amplitudes alone, for any transponder: log-likelihood ratios, positive for a 1.</summary>
/// <remarks>
/// A chip with a pulse of amplitude A in noise of deviation sigma has a Rician amplitude, one without a Rayleigh one. The ratio for a bit
/// is ln I0(A e1 / sigma²) - ln I0(A e0 / sigma²), where e1 and e0 are the amplitudes of its chips. ln I0(x) is close to x²/(x + 3.2).
/// </remarks>
internal static class SoftBits
{
    /// <summary>The deviation measured holds leakage too, which is no noise: fitted on simulated traffic (bench fit).</summary>
    internal const float Confidence = 1.2f;

    private const int Chip = PreambleKernel.Chip;

    /// <summary>Amplitudes of the two chips of bits first to first + count - 1, of a burst whose first pulse peaks at <paramref name="start"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Chips(ReadOnlySpan<float> amplitudes, int start, Span<float> ones, Span<float> zeros)
    {
        var e = amplitudes.Slice(start + 16 * Chip, (2 * ones.Length - 1) * Chip + 1);
        for (int n = 0, at = 0; n < ones.Length; n++, at += 2 * Chip)
        {
            ones[n] = e[at];
            zeros[n] = e[at + Chip];
        }
    }

    /// <summary>Level of the pulses and deviation of everything else, from the chips of some bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Amplitude, float Sigma) Measure(ReadOnlySpan<float> ones, ReadOnlySpan<float> zeros, float noise, float leak)
    {
        float pulses = 0, rest = 0;
        for (var n = 0; n < ones.Length; n++)
        {
            var (high, low) = ones[n] > zeros[n] ? (ones[n], zeros[n]) : (zeros[n], ones[n]);
            pulses += high * high;
            rest += low * low;
        }

        pulses /= ones.Length;
        rest /= ones.Length;
        var level = Math.Max(pulses - 2 * noise * noise, 0.25f * pulses);

        // A quiet chip has its own bit's pulse on one side, and half of the time another on the other side: (1 + 2²) / 2 times the leak's power.
        var variance = Math.Max(noise * noise, (rest - 2.5f * leak * leak * level) / 2);
        return (MathF.Sqrt(level), MathF.Sqrt(variance));
    }

    /// <summary>Log-likelihood ratios of bits from their chips; a multiple of eight bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ratios(ReadOnlySpan<float> ones, ReadOnlySpan<float> zeros, float amplitude, float sigma, Span<float> soft)
    {
        var scale = Confidence * amplitude / (sigma * sigma);
        var (scales, bend) = (Vector256.Create(scale), Vector256.Create(3.2f));
        for (var n = 0; n < soft.Length; n += Vector256<float>.Count)
        {
            var a = Vector256.Create(ones[n..]) * scales;
            var b = Vector256.Create(zeros[n..]) * scales;
            (a * a / (a + bend) - b * b / (b + bend)).CopyTo(soft[n..]);
        }
    }
}
