using System.Runtime.InteropServices;
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
    public static void Chips(ReadOnlySpan<float> amplitudes, int start, Span<float> ones, Span<float> zeros)
    {
        var e = amplitudes.Slice(start + 16 * Chip, (2 * ones.Length - 1) * Chip + 1);
        for (int n = 0, at = 0; n < ones.Length; n++, at += 2 * Chip)
        {
            ones[n] = e[at];
            zeros[n] = e[at + Chip];
        }
    }

    /// <summary>Level of the pulses and deviation of everything else, from the chips of some bits; a multiple of eight.</summary>
    public static (float Amplitude, float Sigma) Measure(ReadOnlySpan<float> ones, ReadOnlySpan<float> zeros, float noise, float leak)
    {
        var (pulses, rest) = Vector256.IsHardwareAccelerated ? Powers<Lanes256>(ones, zeros) : Powers<Lanes128>(ones, zeros);
        pulses /= ones.Length;
        rest /= ones.Length;
        var level = float.MaxNative(pulses - 2 * noise * noise, 0.25f * pulses);

        // A quiet chip has its own bit's pulse on one side, and half of the time another on the other side: (1 + 2²) / 2 times the leak's power.
        var variance = float.MaxNative(noise * noise, (rest - 2.5f * leak * leak * level) / 2);
        return (MathF.Sqrt(level), MathF.Sqrt(variance));
    }

    /// <summary>Log-likelihood ratios of bits from their chips; a multiple of eight bits.</summary>
    public static void Ratios(ReadOnlySpan<float> ones, ReadOnlySpan<float> zeros, float amplitude, float sigma, Span<float> soft)
    {
        var scale = Confidence * amplitude / (sigma * sigma);
        if (Vector256.IsHardwareAccelerated)
        {
            Ratios<Lanes256>(ones, zeros, scale, soft);
        }
        else
        {
            Ratios<Lanes128>(ones, zeros, scale, soft);
        }
    }

    /// <summary>Power of the stronger chips of all bits, and of the weaker ones.</summary>
    internal static (float Pulses, float Quiet) Powers<TLanes>(ReadOnlySpan<float> ones, ReadOnlySpan<float> zeros)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var one = ref MemoryMarshal.GetReference(ones);
        ref var zero = ref MemoryMarshal.GetReference(zeros[..ones.Length]);
        var (pulses, rest) = (TLanes.All(0), TLanes.All(0));
        for (var n = 0; n < ones.Length; n += TLanes.Count)
        {
            var (a, b) = (TLanes.Load(ref one, (nuint)n), TLanes.Load(ref zero, (nuint)n));
            var (high, low) = (TLanes.Max(a, b), TLanes.Min(a, b));
            pulses = TLanes.MultiplyAdd(high, high, pulses);
            rest = TLanes.MultiplyAdd(low, low, rest);
        }

        return (pulses.Sum(), rest.Sum());
    }

    internal static void Ratios<TLanes>(ReadOnlySpan<float> ones, ReadOnlySpan<float> zeros, float scale, Span<float> soft)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var one = ref MemoryMarshal.GetReference(ones[..soft.Length]);
        ref var zero = ref MemoryMarshal.GetReference(zeros[..soft.Length]);
        ref var output = ref MemoryMarshal.GetReference(soft);
        var (scales, bend) = (TLanes.All(scale), TLanes.All(3.2f));
        for (var n = 0; n < soft.Length; n += TLanes.Count)
        {
            var a = TLanes.Load(ref one, (nuint)n) * scales;
            var b = TLanes.Load(ref zero, (nuint)n) * scales;
            (a * a / (a + bend) - b * b / (b + bend)).Store(ref output, (nuint)n);
        }
    }
}
