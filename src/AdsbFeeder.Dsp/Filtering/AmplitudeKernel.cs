using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        ("vector512", Vector512.IsHardwareAccelerated, With<Lanes512>),
        ("vector256", Vector256.IsHardwareAccelerated, With<Lanes256>),
        ("vector128", Vector128.IsHardwareAccelerated, With<Lanes128>),
    ];

    /// <summary>Amplitudes of <paramref name="groups"/> groups (a multiple of <see cref="GroupsPerCall"/>) in order of time.</summary>
    public static void Run(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int groups, Span<float> amplitudes, Span<float> rows)
    {
        for (var group = 0; group < groups; group += GroupsPerCall)
        {
            Filter(plan, i, q, group, rows);
            Interleave(rows, plan.Up, amplitudes.Slice(group * plan.Up, GroupsPerCall * plan.Up));
        }
    }

    /// <summary>From row after row to the order of time.</summary>
    private static void Interleave(ReadOnlySpan<float> rows, int up, Span<float> output)
    {
        if (up == 5 && Avx2.IsSupported)
        {
            InterleaveFive(rows, output);
        }
        else
        {
            InterleaveByDefinition(rows, up, output);
        }
    }

    /// <summary>The definition, and the way for all rates but 2.4 MS/s.</summary>
    internal static void InterleaveByDefinition(ReadOnlySpan<float> rows, int up, Span<float> output)
    {
        ref var from = ref MemoryMarshal.GetReference(rows[..output.Length]);
        ref var to = ref MemoryMarshal.GetReference(output);
        for (var r = 0; r < up; r++, from = ref Unsafe.Add(ref from, GroupsPerCall), to = ref Unsafe.Add(ref to, 1))
        {
            for (var j = 0; j < GroupsPerCall; j++)
            {
                Unsafe.Add(ref to, j * up) = Unsafe.Add(ref from, j);
            }
        }
    }

    /// <summary>Five rows, eight columns at once: forty outputs in five registers, each of which takes one or two columns of every row.</summary>
    internal static void InterleaveFive(ReadOnlySpan<float> rows, Span<float> output)
    {
        ref var from = ref MemoryMarshal.GetReference(rows[..(5 * GroupsPerCall)]);
        ref var to = ref MemoryMarshal.GetReference(output[..(5 * GroupsPerCall)]);
        for (nuint j = 0; j < GroupsPerCall; j += 8)
        {
            var a = Vector256.LoadUnsafe(ref from, j);
            var b = Vector256.LoadUnsafe(ref from, j + GroupsPerCall);
            var c = Vector256.LoadUnsafe(ref from, j + 2 * GroupsPerCall);
            var d = Vector256.LoadUnsafe(ref from, j + 3 * GroupsPerCall);
            var e = Vector256.LoadUnsafe(ref from, j + 4 * GroupsPerCall);
            Pick(a, b, c, d, e, Vector256.Create(0, 0, 0, 0, 0, 1, 1, 1)).StoreUnsafe(ref to, 5 * j);
            Pick(d, e, a, b, c, Vector256.Create(1, 1, 2, 2, 2, 2, 2, 3)).StoreUnsafe(ref to, 5 * j + 8);
            Pick(b, c, d, e, a, Vector256.Create(3, 3, 3, 3, 4, 4, 4, 4)).StoreUnsafe(ref to, 5 * j + 16);
            Pick(e, a, b, c, d, Vector256.Create(4, 5, 5, 5, 5, 5, 6, 6)).StoreUnsafe(ref to, 5 * j + 24);
            Pick(c, d, e, a, b, Vector256.Create(6, 6, 6, 7, 7, 7, 7, 7)).StoreUnsafe(ref to, 5 * j + 32);
        }
    }

    /// <summary>Lanes 0 and 5 from the first row, 1 and 6 from the second, and so on; from which column, the last argument says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pick(Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth, Vector256<float> fifth, Vector256<int> columns)
    {
        var picked = Avx.Blend(Avx2.PermuteVar8x32(first, columns), Avx2.PermuteVar8x32(second, columns), 0x42);
        picked = Avx.Blend(picked, Avx2.PermuteVar8x32(third, columns), 0x84);
        picked = Avx.Blend(picked, Avx2.PermuteVar8x32(fourth, columns), 0x08);
        return Avx.Blend(picked, Avx2.PermuteVar8x32(fifth, columns), 0x10);
    }

    private static void Filter(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int firstGroup, Span<float> rows)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            With<Lanes512>(plan, i, q, firstGroup, rows);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            With<Lanes256>(plan, i, q, firstGroup, rows);
        }
        else
        {
            With<Lanes128>(plan, i, q, firstGroup, rows);
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

    private static void With<TLanes>(PolyphasePlan plan, ReadOnlySpan<float> i, ReadOnlySpan<float> q, int firstGroup, Span<float> rows)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var re = ref Start(plan, i, firstGroup);
        ref var im = ref Start(plan, q, firstGroup);
        ref var output = ref MemoryMarshal.GetReference(rows[..(plan.Up * GroupsPerCall)]);
        for (var r = 0; r < plan.Up;)
        {
            var five = r + 5 <= plan.Up && plan.Offsets[r * plan.TapsPerRow] == plan.Offsets[(r + 4) * plan.TapsPerRow];
            for (nuint j = 0; j < GroupsPerCall; j += (nuint)TLanes.Count)
            {
                if (five)
                {
                    Five<TLanes>(plan, ref re, ref im, r, j, ref output);
                }
                else
                {
                    One<TLanes>(plan, ref re, ref im, r, j, ref output);
                }
            }

            r += five ? 5 : 1;
        }
    }

    /// <summary>One row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<TLanes>(PolyphasePlan plan, ref float re, ref float im, int row, nuint j, ref float output)
        where TLanes : struct, ILanes<TLanes>
    {
        var first = row * plan.TapsPerRow;
        ref var taps = ref plan.Taps[first];
        ref var offsets = ref plan.Offsets[first];
        var (real, imaginary) = (TLanes.All(0), TLanes.All(0));
        for (var k = 0; k < plan.TapsPerRow; k++)
        {
            var place = (nuint)Unsafe.Add(ref offsets, k) + j;
            var tap = TLanes.All(Unsafe.Add(ref taps, k));
            real = TLanes.MultiplyAdd(tap, TLanes.Load(ref re, place), real);
            imaginary = TLanes.MultiplyAdd(tap, TLanes.Load(ref im, place), imaginary);
        }

        TLanes.Sqrt(real * real + imaginary * imaginary).Store(ref output, (nuint)(row * GroupsPerCall) + j);
    }

    /// <summary>Five rows whose taps multiply the same samples, as all do at 2.4 MS/s: what is read once serves ten products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Five<TLanes>(PolyphasePlan plan, ref float re, ref float im, int row, nuint j, ref float output)
        where TLanes : struct, ILanes<TLanes>
    {
        var (count, first) = (plan.TapsPerRow, row * plan.TapsPerRow);
        ref var tapsA = ref plan.Taps[first];
        ref var tapsB = ref plan.Taps[first + count];
        ref var tapsC = ref plan.Taps[first + 2 * count];
        ref var tapsD = ref plan.Taps[first + 3 * count];
        ref var tapsE = ref plan.Taps[first + 4 * count];
        ref var offsets = ref plan.Offsets[first];
        var (realA, realB, realC, realD, realE) = (TLanes.All(0), TLanes.All(0), TLanes.All(0), TLanes.All(0), TLanes.All(0));
        var (imA, imB, imC, imD, imE) = (TLanes.All(0), TLanes.All(0), TLanes.All(0), TLanes.All(0), TLanes.All(0));
        for (var k = 0; k < count; k++)
        {
            var place = (nuint)Unsafe.Add(ref offsets, k) + j;
            var (x, y) = (TLanes.Load(ref re, place), TLanes.Load(ref im, place));
            var tap = TLanes.All(Unsafe.Add(ref tapsA, k));
            (realA, imA) = (TLanes.MultiplyAdd(tap, x, realA), TLanes.MultiplyAdd(tap, y, imA));
            tap = TLanes.All(Unsafe.Add(ref tapsB, k));
            (realB, imB) = (TLanes.MultiplyAdd(tap, x, realB), TLanes.MultiplyAdd(tap, y, imB));
            tap = TLanes.All(Unsafe.Add(ref tapsC, k));
            (realC, imC) = (TLanes.MultiplyAdd(tap, x, realC), TLanes.MultiplyAdd(tap, y, imC));
            tap = TLanes.All(Unsafe.Add(ref tapsD, k));
            (realD, imD) = (TLanes.MultiplyAdd(tap, x, realD), TLanes.MultiplyAdd(tap, y, imD));
            tap = TLanes.All(Unsafe.Add(ref tapsE, k));
            (realE, imE) = (TLanes.MultiplyAdd(tap, x, realE), TLanes.MultiplyAdd(tap, y, imE));
        }

        var to = (nuint)(row * GroupsPerCall) + j;
        TLanes.Sqrt(realA * realA + imA * imA).Store(ref output, to);
        TLanes.Sqrt(realB * realB + imB * imB).Store(ref output, to + GroupsPerCall);
        TLanes.Sqrt(realC * realC + imC * imC).Store(ref output, to + 2 * GroupsPerCall);
        TLanes.Sqrt(realD * realD + imD * imD).Store(ref output, to + 3 * GroupsPerCall);
        TLanes.Sqrt(realE * realE + imE * imE).Store(ref output, to + 4 * GroupsPerCall);
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
