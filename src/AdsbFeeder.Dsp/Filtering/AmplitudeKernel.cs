using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Filters complex samples by a <see cref="PolyphasePlan"/> and keeps the amplitude of every output.</summary>
internal static class AmplitudeKernel
{
    /// <summary>Groups (L outputs each) that one call of a kernel makes.</summary>
    public const int GroupsPerCall = 32;

    /// <summary>Makes <see cref="GroupsPerCall"/> groups of outputs from group <paramref name="firstGroup"/> on; <paramref name="rows"/> is scratch of as many floats.</summary>
    internal delegate void Kernel(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int firstGroup, Span<float> rows);

    /// <summary>Every kernel; the first defines the answer and the others must equal it within rounding.</summary>
    internal static readonly (string Name, bool IsSupported, Kernel Run)[] Kernels =
    [
        ("scalar", true, Scalar),
        ("vector512", Vector512.IsHardwareAccelerated, WithVector512),
        ("vector256", Vector256.IsHardwareAccelerated, WithVector256),
        ("vector128", Vector128.IsHardwareAccelerated, WithVector128),
    ];

    private static readonly Kernel Best = Array.Find(Kernels[1..], kernel => kernel.IsSupported).Run ?? Scalar;

    /// <summary>Amplitudes of <paramref name="groups"/> groups (a multiple of <see cref="GroupsPerCall"/>) in order of time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int groups, Span<float> amplitudes, Span<float> rows)
    {
        var up = plan.Up;
        for (var group = 0; group < groups; group += GroupsPerCall)
        {
            Best(plan, i, q, group, rows);
            var output = amplitudes.Slice(group * up, GroupsPerCall * up);
            if (up == 1)
            {
                rows[..GroupsPerCall].CopyTo(output);
                continue;
            }

            for (var r = 0; r < up; r++)
            {
                var row = rows.Slice(r * GroupsPerCall, GroupsPerCall);
                for (int j = 0, n = r; j < row.Length; j++, n += up)
                {
                    output[n] = row[j];
                }
            }
        }
    }

    private static void Scalar(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int firstGroup, Span<float> rows)
    {
        var taps = plan.TapsPerRow;
        for (var r = 0; r < plan.Up; r++)
        {
            for (var j = 0; j < GroupsPerCall; j++)
            {
                float re = 0, im = 0;
                for (var k = r * taps; k < (r + 1) * taps; k++)
                {
                    var place = plan.Offsets[k] + firstGroup + j;
                    re += plan.Taps[k] * i[place];
                    im += plan.Taps[k] * q[place];
                }

                rows[r * GroupsPerCall + j] = MathF.Sqrt(re * re + im * im);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithVector512(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int firstGroup, Span<float> rows)
    {
        ref var re = ref Start(plan, i, firstGroup);
        ref var im = ref Start(plan, q, firstGroup);
        ref var output = ref MemoryMarshal.GetReference(rows[..(plan.Up * GroupsPerCall)]);
        for (var r = 0; r < plan.Up; r++)
        {
            var (re0, re1, im0, im1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var k = r * plan.TapsPerRow; k < (r + 1) * plan.TapsPerRow; k++)
            {
                var place = (nuint)plan.Offsets[k];
                var tap = Vector512.Create(plan.Taps[k]);
                re0 = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref re, place), re0);
                im0 = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref im, place), im0);
                re1 = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref re, place + 16), re1);
                im1 = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref im, place + 16), im1);
            }

            var to = (nuint)(r * GroupsPerCall);
            Vector512.Sqrt(re0 * re0 + im0 * im0).StoreUnsafe(ref output, to);
            Vector512.Sqrt(re1 * re1 + im1 * im1).StoreUnsafe(ref output, to + 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithVector256(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int firstGroup, Span<float> rows)
    {
        ref var re = ref Start(plan, i, firstGroup);
        ref var im = ref Start(plan, q, firstGroup);
        ref var output = ref MemoryMarshal.GetReference(rows[..(plan.Up * GroupsPerCall)]);
        for (var r = 0; r < plan.Up; r++)
        {
            for (nuint j = 0; j < GroupsPerCall; j += 16)
            {
                var (re0, re1, im0, im1) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
                for (var k = r * plan.TapsPerRow; k < (r + 1) * plan.TapsPerRow; k++)
                {
                    var place = (nuint)plan.Offsets[k] + j;
                    var tap = Vector256.Create(plan.Taps[k]);
                    re0 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref re, place), re0);
                    im0 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref im, place), im0);
                    re1 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref re, place + 8), re1);
                    im1 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref im, place + 8), im1);
                }

                var to = (nuint)(r * GroupsPerCall) + j;
                Vector256.Sqrt(re0 * re0 + im0 * im0).StoreUnsafe(ref output, to);
                Vector256.Sqrt(re1 * re1 + im1 * im1).StoreUnsafe(ref output, to + 8);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithVector128(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int firstGroup, Span<float> rows)
    {
        ref var re = ref Start(plan, i, firstGroup);
        ref var im = ref Start(plan, q, firstGroup);
        ref var output = ref MemoryMarshal.GetReference(rows[..(plan.Up * GroupsPerCall)]);
        for (var r = 0; r < plan.Up; r++)
        {
            for (nuint j = 0; j < GroupsPerCall; j += 8)
            {
                var (re0, re1, im0, im1) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
                for (var k = r * plan.TapsPerRow; k < (r + 1) * plan.TapsPerRow; k++)
                {
                    var place = (nuint)plan.Offsets[k] + j;
                    var tap = Vector128.Create(plan.Taps[k]);
                    re0 = Vector128.MultiplyAddEstimate(tap, Vector128.LoadUnsafe(ref re, place), re0);
                    im0 = Vector128.MultiplyAddEstimate(tap, Vector128.LoadUnsafe(ref im, place), im0);
                    re1 = Vector128.MultiplyAddEstimate(tap, Vector128.LoadUnsafe(ref re, place + 4), re1);
                    im1 = Vector128.MultiplyAddEstimate(tap, Vector128.LoadUnsafe(ref im, place + 4), im1);
                }

                var to = (nuint)(r * GroupsPerCall) + j;
                Vector128.Sqrt(re0 * re0 + im0 * im0).StoreUnsafe(ref output, to);
                Vector128.Sqrt(re1 * re1 + im1 * im1).StoreUnsafe(ref output, to + 4);
            }
        }
    }

    /// <summary>The first float that a call reads, after a check that the last one it reads is there too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Start(PolyphasePlan plan, ReadOnlySpan<float> plane, int firstGroup)
    {
        if (firstGroup < 0 || plan.LastOffset + firstGroup + GroupsPerCall > plane.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(firstGroup));
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetReference(plane), firstGroup);
    }
}
