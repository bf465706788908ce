using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Chips in which a pulse comes out stronger than in others, as where the samples of an unfiltered pulse happen to be two and not one.</summary>
/// <remarks>
/// A pulse of mean amplitude A gives wA in noise that is the same everywhere. What it says is then not z but wz − A(w² − 1)/2, but for what is the same for all chips
/// (the square of z − wA, multiplied out).
/// </remarks>
internal static class ChipWeights
{
    internal delegate void Kernel(Span<float> chips, ReadOnlySpan<float> weights, float amplitude, float least);

    /// <summary>Every kernel; the first defines the answer and the others must equal it within rounding.</summary>
    internal static readonly (string Name, Kernel Run)[] Kernels = [("scalar", Scalar), ("128", With<Lanes128>), ("256", With<Lanes256>)];

    /// <summary>Turns chips into what they say, in place, and never below <paramref name="least"/>; a multiple of eight.</summary>
    public static void Apply(Span<float> chips, ReadOnlySpan<float> weights, float amplitude, float least)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            With<Lanes256>(chips, weights, amplitude, least);
        }
        else
        {
            With<Lanes128>(chips, weights, amplitude, least);
        }
    }

    private static void Scalar(Span<float> chips, ReadOnlySpan<float> weights, float amplitude, float least)
    {
        for (var n = 0; n < chips.Length; n++)
        {
            chips[n] = MathF.Max(least, weights[n] * chips[n] - amplitude / 2 * (weights[n] * weights[n] - 1));
        }
    }

    private static void With<TLanes>(Span<float> chips, ReadOnlySpan<float> weights, float amplitude, float least)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var chip = ref MemoryMarshal.GetReference(chips);
        ref var weight = ref MemoryMarshal.GetReference(weights[..chips.Length]);
        var (half, floor) = (TLanes.All(amplitude / 2), TLanes.All(least));
        for (nuint n = 0; n < (nuint)chips.Length; n += (nuint)TLanes.Count)
        {
            var w = TLanes.Load(ref weight, n);
            TLanes.Max(floor, w * (TLanes.Load(ref chip, n) - half * w) + half).Store(ref chip, n);
        }
    }
}
