using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>What soft bits say against chance: Σ ln 2P(bit), with P the probability of the likelier value.</summary>
/// <remarks><code>
///   ln 2P = ln 2 - ln(1 + e^-x), x the size of the ratio
///   e^x   = (e^(x/16))^16, of e^(x/16) the first four terms
///   ln(1 + e^-x) = 2 (s + s³/3 + s⁵/5 + …), s = 1 / (2 e^x + 1)
/// </code>
/// Right within 0.0003.</remarks>
internal static class Evidence
{
    private const float Ln2 = 0.6931472f;

    /// <summary>The sum over some bits, a multiple of eight.</summary>
    public static float Of(ReadOnlySpan<float> soft) => Vector256.IsHardwareAccelerated ? Of<Lanes256>(soft) : Of<Lanes128>(soft);

    internal static float Of<TLanes>(ReadOnlySpan<float> soft)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var ratios = ref MemoryMarshal.GetReference(soft);
        var (one, zero) = (TLanes.All(1), TLanes.All(0));
        var doubt = zero;
        for (var n = 0; n < soft.Length; n += TLanes.Count)
        {
            var ratio = TLanes.Load(ref ratios, (nuint)n);
            var x = TLanes.Max(ratio, zero - ratio) * TLanes.All(1 / 16f);
            var e = TLanes.MultiplyAdd(x, TLanes.MultiplyAdd(x, TLanes.MultiplyAdd(x, TLanes.All(1 / 6f), TLanes.All(0.5f)), one), one);
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            var s = one / (e + e + one);
            var square = s * s;
            doubt = TLanes.MultiplyAdd(s, TLanes.MultiplyAdd(square, TLanes.MultiplyAdd(square, TLanes.All(0.2f), TLanes.All(1 / 3f)), one), doubt);
        }

        return soft.Length * Ln2 - 2 * doubt.Sum();
    }
}
