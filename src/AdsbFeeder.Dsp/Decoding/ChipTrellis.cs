using System.Runtime.CompilerServices;

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

    private readonly float[] _forward = new float[113];
    private readonly float[] _back = new float[113];

    /// <summary>Ratios of all bits from the real parts of their chips and one over the variance around each; the first bit follows the quiet end of the preamble.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<float> chips, float amplitude, ReadOnlySpan<float> precision, PulseShape shape, Span<float> soft)
    {
        var scale = Confidence * amplitude;
        var (near, same, far) = (amplitude * shape.Leak1, amplitude * shape.Leak2, amplitude * shape.Leak3);
        float ahead0 = 0, ahead1 = 0, back0 = 0, back1 = 0;

        // Both directions at once: each waits for its own last step, so together they take hardly longer than one.
        for (int n = 0, m = soft.Length - 1; m >= 0; n++, m--)
        {
            var sure = scale * precision[n];
            float one = chips[2 * n], zero = chips[2 * n + 1];
            (ahead1, ahead0) = (
                float.MaxNative(ahead1 + sure * (one - same), ahead0 + sure * (one - near)),
                float.MaxNative(ahead1 + sure * (zero - far), ahead0 + sure * (zero - same)));
            if (n == 0)
            {
                (ahead1, ahead0) = (sure * one, sure * zero);
            }

            _forward[n] = ahead1 - ahead0;
            _back[m] = back1 - back0;
            sure = scale * precision[m];
            (one, zero) = (chips[2 * m], chips[2 * m + 1]);
            (back1, back0) = (
                float.MaxNative(back1 + sure * (one - same), back0 + sure * (zero - far)),
                float.MaxNative(back1 + sure * (one - near), back0 + sure * (zero - same)));
        }

        for (var n = 0; n < soft.Length; n++)
        {
            soft[n] = _forward[n] + _back[n];
        }
    }
}
