using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Log-likelihood ratios of bits whose neighbouring pulses leak into each other.</summary>
/// <remarks>
/// For pulses of amplitude A and shape autocorrelation r in white noise, the log-likelihood of a set of pulses is
/// (A Σ z(c) - A² Σ r(c - d)) / σ² over its pulses c and pairs of pulses c, d, with z the matched filter's output (G. Ungerboeck, IEEE Trans. Commun. 22, 1974).
/// Every bit has one pulse, so only the distance to the previous bit's pulse matters: two states, and the exact best path through every bit forwards and backwards.
/// <code>
///   previous, this bit    0 1 → 1 chip apart    0 0, 1 1 → 2    1 0 → 3
/// </code></remarks>
internal sealed class ChipTrellis
{
    /// <summary>The deviation measured holds wrong decisions too, which are no noise: fitted on simulated traffic (bench fit).</summary>
    internal const float Confidence = 1.15f;

    private readonly float[] _forward = new float[112];
    private readonly float[] _back = new float[112];

    /// <summary>Ratios of all bits from the real parts of their chips and one over the variance around each; the first bit follows the quiet end of the preamble.</summary>
    /// <remarks><code>
    ///   lanes: best path up to this bit if it is 1, if it is 0 | the same from the other end
    /// </code>
    /// Both directions side by side: each waits for its own last step, so together they take hardly longer than one.</remarks>
    public void Run(ReadOnlySpan<float> chips, float amplitude, ReadOnlySpan<float> precision, PulseShape shape, Span<float> soft)
    {
        var scale = Confidence * amplitude;
        var (near, same, far) = (amplitude * shape.Leak1, amplitude * shape.Leak2, amplitude * shape.Leak3);
        var afterOne = Vector128.Create(same, far, same, near);
        var afterZero = Vector128.Create(near, same, far, same);
        ref var chip = ref MemoryMarshal.GetReference(chips[..(2 * soft.Length)]);
        ref var sure = ref MemoryMarshal.GetReference(precision[..soft.Length]);
        ref var forward = ref _forward[0];
        ref var back = ref _back[soft.Length - 1];
        var paths = Vector128<float>.Zero;
        for (int n = 0, m = soft.Length - 1; m >= 0; n++, m--)
        {
            var pulses = Vector128.Create(Pair(ref chip, n), Pair(ref chip, m)).AsSingle();
            var weights = Vector128.Create(scale) * Vector128.Create(Unsafe.Add(ref sure, n), Unsafe.Add(ref sure, n), Unsafe.Add(ref sure, m), Unsafe.Add(ref sure, m));
            var next = Lanes128.Max(
                new(Vector128.Shuffle(paths, Vector128.Create(0, 0, 2, 2)) + weights * (Vector128.Shuffle(pulses, Vector128.Create(0, 1, 2, 2)) - afterOne)),
                new(Vector128.Shuffle(paths, Vector128.Create(1, 1, 3, 3)) + weights * (Vector128.Shuffle(pulses, Vector128.Create(0, 1, 3, 3)) - afterZero))).Value;
            if (n == 0)
            {
                next = Vector128.ConditionalSelect(Vector128.Create(-1, -1, 0, 0).AsSingle(), weights * pulses, next);
            }

            Unsafe.Add(ref forward, n) = next.GetElement(0) - next.GetElement(1);
            Unsafe.Subtract(ref back, n) = paths.GetElement(2) - paths.GetElement(3);
            paths = next;
        }

        for (var n = 0; n < soft.Length; n++)
        {
            soft[n] = _forward[n] + _back[n];
        }
    }

    /// <summary>Both chips of a bit, as they lie in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Pair(ref float chips, int bit) => Unsafe.As<float, double>(ref Unsafe.Add(ref chips, 2 * bit));
}
