using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdsbFeeder.Dsp;

/// <summary>Sorts out the bits that are flipped most cheaply.</summary>
/// <remarks><code>
///   key   what the flip costs, as the bits of a positive float, which order as it does; the lowest seven say which bit it is
/// </code></remarks>
internal static class WeakestBits
{
    /// <summary>The lowest bits of a key.</summary>
    public const int PlaceMask = 127;

    /// <summary>
    /// Writes the lowest keys from bit <paramref name="first"/> on, ascending, as many as there is room for and none dearer than <paramref name="most"/>; returns how many.
    /// </summary>
    /// <param name="weights">What flips cost, not negative; a multiple of eight.</param>
    /// <param name="first">The first bit that may be flipped.</param>
    /// <param name="most">The dearest flip that is of use.</param>
    /// <param name="keys">Takes the keys.</param>
    public static int Find(ReadOnlySpan<float> weights, int first, float most, Span<int> keys) =>
        Avx2.IsSupported && keys.Length is 8 or 16 or 24 ? InRegisters(weights, first, most, keys) : ByDefinition(weights, first, most, keys);

    /// <summary>Each key finds its place among those before it.</summary>
    internal static int ByDefinition(ReadOnlySpan<float> weights, int first, float most, Span<int> keys)
    {
        var (count, limit) = (0, LimitOf(most));
        for (var n = first; n < weights.Length; n++)
        {
            var key = (BitConverter.SingleToInt32Bits(weights[n]) & ~PlaceMask) | n;
            if (key >= limit)
            {
                continue;
            }

            var place = count < keys.Length ? count++ : count - 1;
            for (; place > 0 && keys[place - 1] > key; place--)
            {
                keys[place] = keys[place - 1];
            }

            keys[place] = key;
            limit = count == keys.Length ? keys[^1] : limit;
        }

        return count;
    }

    /// <summary>All keys so far lie in three registers; one that is inserted moves those above it up by one lane.</summary>
    internal static int InRegisters(ReadOnlySpan<float> weights, int first, float most, Span<int> keys)
    {
        ref var weight = ref Unsafe.As<float, int>(ref MemoryMarshal.GetReference(weights));
        var (low, middle, high) = (Vector256.Create(int.MaxValue), Vector256.Create(int.MaxValue), Vector256.Create(int.MaxValue));
        var places = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        var (count, limit) = (0, LimitOf(most));
        for (var at = first & ~7; at < weights.Length; at += 8)
        {
            var eight = (Vector256.LoadUnsafe(ref weight, (nuint)at) & Vector256.Create(~PlaceMask)) | (places + Vector256.Create(at));
            var below = Vector256.LessThan(eight, Vector256.Create(limit)).ExtractMostSignificantBits();
            below &= at < first ? 0xFFu << (first - at) : 0xFF;
            count += BitOperations.PopCount(below);
            for (; below != 0; below &= below - 1)
            {
                var key = Avx2.PermuteVar8x32(eight, Vector256.Create(BitOperations.TrailingZeroCount(below)));
                var (fromLow, fromMiddle) = (Up(low), Up(middle));
                if (keys.Length > 16)
                {
                    high = Vector256.Min(high, Vector256.Max(Avx2.Blend(Up(high), fromMiddle, 1), key));
                }

                if (keys.Length > 8)
                {
                    middle = Vector256.Min(middle, Vector256.Max(Avx2.Blend(fromMiddle, fromLow, 1), key));
                }

                low = Vector256.Min(low, Vector256.Max(Avx2.Blend(fromLow, Vector256<int>.Zero, 1), key));
            }

            limit = Math.Min(limit, (keys.Length switch { 8 => low, 16 => middle, _ => high }).GetElement(7));
        }

        ref var output = ref MemoryMarshal.GetReference(keys);
        low.StoreUnsafe(ref output);
        if (keys.Length > 8)
        {
            middle.StoreUnsafe(ref output, 8);
        }

        if (keys.Length > 16)
        {
            high.StoreUnsafe(ref output, 16);
        }

        return Math.Min(count, keys.Length);
    }

    /// <summary>Each lane one higher, the highest to the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Up(Vector256<int> lanes) => Avx2.PermuteVar8x32(lanes, Vector256.Create(7, 0, 1, 2, 3, 4, 5, 6));

    private static int LimitOf(float most) => BitConverter.SingleToInt32Bits(most) | PlaceMask;
}
