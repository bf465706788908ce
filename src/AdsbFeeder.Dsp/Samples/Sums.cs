using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Sums over floats, compiled well the first time: a program that runs for a second has no time to warm up.</summary>
internal static class Sums
{
    /// <summary>Sum of the values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> a)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        var (sum0, sum1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var n = 0;
        for (; n <= a.Length - 16; n += 16)
        {
            sum0 += Vector256.LoadUnsafe(ref x, (nuint)n);
            sum1 += Vector256.LoadUnsafe(ref x, (nuint)n + 8);
        }

        var sum = Vector256.Sum(sum0 + sum1);
        for (; n < a.Length; n++)
        {
            sum += a[n];
        }

        return sum;
    }

    /// <summary>Sum of the products; <paramref name="b"/> is at least as long as <paramref name="a"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float OfProducts(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        var (sum0, sum1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var n = 0;
        for (; n <= a.Length - 16; n += 16)
        {
            sum0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, (nuint)n), Vector256.LoadUnsafe(ref y, (nuint)n), sum0);
            sum1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref x, (nuint)n + 8), Vector256.LoadUnsafe(ref y, (nuint)n + 8), sum1);
        }

        var sum = Vector256.Sum(sum0 + sum1);
        for (; n < a.Length; n++)
        {
            sum += a[n] * b[n];
        }

        return sum;
    }

    /// <summary>Subtracts a constant in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(Span<float> a, float constant)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        var c = Vector256.Create(constant);
        var n = 0;
        for (; n <= a.Length - 8; n += 8)
        {
            (Vector256.LoadUnsafe(ref x, (nuint)n) - c).StoreUnsafe(ref x, (nuint)n);
        }

        for (; n < a.Length; n++)
        {
            a[n] -= constant;
        }
    }

    /// <summary>Multiplies values by one factor and adds those of another span, at least as long, times another factor.</summary>
    public static void Mix(Span<float> a, float factor, ReadOnlySpan<float> b, float share)
    {
        TensorPrimitives.Multiply(a, factor, a);
        TensorPrimitives.MultiplyAdd(b[..a.Length], share, a, a);
    }
}
