using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>How much every fine step looks like the start of a preamble: mean of its four pulses minus mean of its twelve quiet chips.</summary>
/// <remarks><code>
///   chip   0 1 2 3 4 5 6 7 8 9 10 … 15 | 16 … data      a chip is half a microsecond, six fine steps
///   pulse  x   x         x   x
/// </code>
/// (Annex 10 vol. IV, 3.1.2.2.2.)</remarks>
internal static class PreambleKernel
{
    /// <summary>Fine steps per chip.</summary>
    public const int Chip = 6;

    /// <summary>Steps that are read after the one that is scored.</summary>
    public const int Reach = 15 * Chip;

    internal delegate void Kernel(ReadOnlySpan<float> amplitudes, Span<float> scores);

    /// <summary>Every kernel; the first defines the answer and the others must equal it within rounding.</summary>
    internal static readonly (string Name, bool IsSupported, Kernel Run)[] Kernels =
    [
        ("scalar", true, Scalar),
        ("vector512", Vector512.IsHardwareAccelerated, With<Lanes512>),
        ("vector256", Vector256.IsHardwareAccelerated, With<Lanes256>),
        ("vector128", Vector128.IsHardwareAccelerated, With<Lanes128>),
    ];

    /// <summary>Scores the first steps of <paramref name="amplitudes"/>, which is at least <see cref="Reach"/> longer than <paramref name="scores"/>.</summary>
    public static void Run(ReadOnlySpan<float> amplitudes, Span<float> scores)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            With<Lanes512>(amplitudes, scores);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            With<Lanes256>(amplitudes, scores);
        }
        else
        {
            With<Lanes128>(amplitudes, scores);
        }
    }

    private static void Scalar(ReadOnlySpan<float> a, Span<float> scores)
    {
        for (var n = 0; n < scores.Length; n++)
        {
            var e = a.Slice(n, Reach + 1);
            var pulses = e[0] + e[2 * Chip] + (e[7 * Chip] + e[9 * Chip]);
            var quiet = e[Chip] + e[3 * Chip] + (e[4 * Chip] + e[5 * Chip]) + (e[6 * Chip] + e[8 * Chip] + (e[10 * Chip] + e[11 * Chip]))
                + (e[12 * Chip] + e[13 * Chip] + (e[14 * Chip] + e[15 * Chip]));
            scores[n] = pulses * 0.25f - quiet * (1 / 12f);
        }
    }

    private static void With<TLanes>(ReadOnlySpan<float> a, Span<float> scores)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var e = ref MemoryMarshal.GetReference(a[..(scores.Length + Reach)]);
        ref var output = ref MemoryMarshal.GetReference(scores);
        var (share, quietShare) = (TLanes.All(0.25f), TLanes.All(1 / 12f));
        var n = 0;
        for (; n <= scores.Length - TLanes.Count; n += TLanes.Count)
        {
            var o = (nuint)n;
            var pulses = TLanes.Load(ref e, o) + TLanes.Load(ref e, o + 2 * Chip)
                + (TLanes.Load(ref e, o + 7 * Chip) + TLanes.Load(ref e, o + 9 * Chip));
            var quiet = TLanes.Load(ref e, o + Chip) + TLanes.Load(ref e, o + 3 * Chip)
                + (TLanes.Load(ref e, o + 4 * Chip) + TLanes.Load(ref e, o + 5 * Chip))
                + (TLanes.Load(ref e, o + 6 * Chip) + TLanes.Load(ref e, o + 8 * Chip)
                + (TLanes.Load(ref e, o + 10 * Chip) + TLanes.Load(ref e, o + 11 * Chip)))
                + (TLanes.Load(ref e, o + 12 * Chip) + TLanes.Load(ref e, o + 13 * Chip)
                + (TLanes.Load(ref e, o + 14 * Chip) + TLanes.Load(ref e, o + 15 * Chip)));
            (pulses * share - quiet * quietShare).Store(ref output, o);
        }

        Scalar(a[n..], scores[n..]);
    }
}
