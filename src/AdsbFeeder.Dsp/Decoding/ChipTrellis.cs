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
    /// <summary>The deviation measured holds wrong decisions too, which are no noise: calibrated on simulated traffic.</summary>
    private const float Confidence = 1.15f;

    private readonly float[] _forward = new float[113];
    private readonly float[] _back = new float[113];

    /// <summary>Ratios of all bits from the real parts of their chips; the first bit follows the quiet end of the preamble.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<float> chips, float amplitude, float sigma, PulseShape shape, Span<float> soft)
    {
        var scale = Confidence * amplitude / (sigma * sigma);
        var near = scale * amplitude * shape.Leak1;
        var same = scale * amplitude * shape.Leak2;
        var far = scale * amplitude * shape.Leak3;
        float ahead0 = 0, ahead1 = 0, back0 = 0, back1 = 0;

        // Both directions at once: each waits for its own last step, so together they take hardly longer than one.
        for (int n = 0, m = soft.Length - 1; m >= 0; n++, m--)
        {
            float one = chips[2 * n] * scale, zero = chips[2 * n + 1] * scale;
            (ahead1, ahead0) = (
                one + float.MaxNative(ahead1 - same, ahead0 - near),
                zero + float.MaxNative(ahead1 - far, ahead0 - same));
            if (n == 0)
            {
                (ahead1, ahead0) = (one, zero);
            }

            _forward[n] = ahead1 - ahead0;
            _back[m] = back1 - back0;
            (one, zero) = (chips[2 * m] * scale, chips[2 * m + 1] * scale);
            (back1, back0) = (
                float.MaxNative(one + back1 - same, zero + back0 - far),
                float.MaxNative(one + back1 - near, zero + back0 - same));
        }

        for (var n = 0; n < soft.Length; n++)
        {
            soft[n] = _forward[n] + _back[n];
        }
    }
}
