using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Sums over floats, two at a time of whatever the registers hold.</summary>
internal static class Sums
{
    internal delegate float Kernel(ReadOnlySpan<float> a, ReadOnlySpan<float> b);

    /// <summary>Every kernel of <see cref="OfProducts"/>; the first defines the answer and the others must equal it within rounding.</summary>
    internal static readonly (string Name, Kernel Run)[] ProductKernels = [("scalar", Scalar), ("128", With<Lanes128>), ("256", With<Lanes256>)];

    /// <summary>Sum of the values.</summary>
    public static float Of(ReadOnlySpan<float> a) => Vector256.IsHardwareAccelerated ? Of<Lanes256>(a) : Of<Lanes128>(a);

    /// <summary>Sum of the products; <paramref name="b"/> is at least as long as <paramref name="a"/>.</summary>
    public static float OfProducts(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Vector256.IsHardwareAccelerated ? With<Lanes256>(a, b) : With<Lanes128>(a, b);

    /// <summary>Subtracts a constant in place.</summary>
    public static void Subtract(Span<float> a, float constant)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            Subtract<Lanes256>(a, constant);
        }
        else
        {
            Subtract<Lanes128>(a, constant);
        }
    }

    internal static float Of<TLanes>(ReadOnlySpan<float> a)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        var (sum0, sum1) = (TLanes.All(0), TLanes.All(0));
        var n = 0;
        for (; n <= a.Length - 2 * TLanes.Count; n += 2 * TLanes.Count)
        {
            sum0 += TLanes.Load(ref x, (nuint)n);
            sum1 += TLanes.Load(ref x, (nuint)(n + TLanes.Count));
        }

        var sum = (sum0 + sum1).Sum();
        for (; n < a.Length; n++)
        {
            sum += a[n];
        }

        return sum;
    }

    internal static void Subtract<TLanes>(Span<float> a, float constant)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        var c = TLanes.All(constant);
        var n = 0;
        for (; n <= a.Length - TLanes.Count; n += TLanes.Count)
        {
            (TLanes.Load(ref x, (nuint)n) - c).Store(ref x, (nuint)n);
        }

        for (; n < a.Length; n++)
        {
            a[n] -= constant;
        }
    }

    /// <summary>Multiplies values by one factor and adds those of another span, at least as long, times another factor.</summary>
    public static void Mix(Span<float> a, float factor, ReadOnlySpan<float> b, float share)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            Mix<Lanes256>(a, factor, b, share);
        }
        else
        {
            Mix<Lanes128>(a, factor, b, share);
        }
    }

    internal static void Mix<TLanes>(Span<float> a, float factor, ReadOnlySpan<float> b, float share)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        var (factors, shares) = (TLanes.All(factor), TLanes.All(share));
        var n = 0;
        for (; n <= a.Length - TLanes.Count; n += TLanes.Count)
        {
            TLanes.MultiplyAdd(TLanes.Load(ref y, (nuint)n), shares, TLanes.Load(ref x, (nuint)n) * factors).Store(ref x, (nuint)n);
        }

        for (; n < a.Length; n++)
        {
            a[n] = a[n] * factor + b[n] * share;
        }
    }

    private static float Scalar(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (var n = 0; n < a.Length; n++)
        {
            sum += a[n] * b[n];
        }

        return sum;
    }

    private static float With<TLanes>(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        var (sum0, sum1) = (TLanes.All(0), TLanes.All(0));
        var n = 0;
        for (; n <= a.Length - 2 * TLanes.Count; n += 2 * TLanes.Count)
        {
            sum0 = TLanes.MultiplyAdd(TLanes.Load(ref x, (nuint)n), TLanes.Load(ref y, (nuint)n), sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.Load(ref x, (nuint)(n + TLanes.Count)), TLanes.Load(ref y, (nuint)(n + TLanes.Count)), sum1);
        }

        return (sum0 + sum1).Sum() + Scalar(a[n..], b[n..]);
    }
}
