using System.Runtime.InteropServices;

namespace AdsbFeeder.Dsp;

/// <summary>Sums over a window that moves along values; outside of them there is nothing.</summary>
internal static class MovingSum
{
    private const int MostValues = 240;
    private const int MostAround = 12;

    /// <summary>Each value together with those <paramref name="around"/> before and after it, a multiple of four up to twelve; room for a multiple of eight in <paramref name="sums"/>.</summary>
    /// <remarks>Sums of two, four and eight neighbours by doubling; a window is some eights and one more.</remarks>
    public static void Of(ReadOnlySpan<float> values, int around, Span<float> sums)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, MostValues);
        Span<float> plain = stackalloc float[MostValues + 2 * MostAround + 32];
        Span<float> eights = stackalloc float[MostValues + 2 * MostAround + 32];
        values.CopyTo(plain[around..]);
        values.CopyTo(eights[around..]);
        var reach = values.Length + 2 * around;
        Double(eights, 1, reach);
        Double(eights, 2, reach);
        Double(eights, 4, reach);
        Gather(plain, eights, 2 * around, sums);
    }

    private static void Double(Span<float> sums, int distance, int reach)
    {
        ref var x = ref MemoryMarshal.GetReference(sums);
        for (nuint n = 0; n < (nuint)reach; n += 8)
        {
            (Lanes256.Load(ref x, n) + Lanes256.Load(ref x, n + (nuint)distance)).Store(ref x, n);
        }
    }

    private static void Gather(ReadOnlySpan<float> plain, ReadOnlySpan<float> eights, int width, Span<float> sums)
    {
        ref var single = ref MemoryMarshal.GetReference(plain);
        ref var eight = ref MemoryMarshal.GetReference(eights);
        ref var output = ref MemoryMarshal.GetReference(sums);
        for (nuint n = 0; n < (nuint)sums.Length; n += 8)
        {
            var sum = Lanes256.Load(ref single, n + (nuint)width);
            for (nuint at = 0; at < (nuint)width; at += 8)
            {
                sum += Lanes256.Load(ref eight, n + at);
            }

            sum.Store(ref output, n);
        }
    }
}
