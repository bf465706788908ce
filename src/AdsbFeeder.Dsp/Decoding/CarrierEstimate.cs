using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Carrier offset, phase and level of a burst from the chips that are believed to hold pulses.</summary>
/// <remarks><code>
///   1  angle between pulses 2 chips apart gives the offset, unambiguous to ±500 kHz
///   2  pairs 8, 32 and 80 chips apart refine it, each within the ambiguity that the one before left
///   3  the mean of all pulses, turned back by the offset, gives phase and amplitude
/// </code></remarks>
internal static class CarrierEstimate
{
    private const int MostChips = 240;

    /// <summary>Chips before and after one whose pulses tell its phase.</summary>
    private const int Around = 12;

    private static readonly int[] Lags = [2, 8, 32, 80];

    /// <summary>Turns all chips back so that pulses come out real; returns the offset in radians per chip, the mean pulse, and how steady the phase was (0 to 1).</summary>
    /// <param name="re">Chips, I.</param>
    /// <param name="im">Chips, Q.</param>
    /// <param name="pulse">1 for a chip that holds a pulse, 0 for another.</param>
    /// <param name="real">The chips, turned.</param>
    /// <param name="imaginary">What the turn leaves across.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Turn, float Amplitude, float Coherence) Remove(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ReadOnlySpan<float> pulse, Span<float> real, Span<float> imaginary)
    {
        var count = re.Length;
        var pulsesRe = (stackalloc float[MostChips])[..count];
        var pulsesIm = (stackalloc float[MostChips])[..count];
        for (var at = 0; at < count; at += 8)
        {
            var mask = Vector256.Create(pulse[at..]);
            (Vector256.Create(re[at..]) * mask).CopyTo(pulsesRe[at..]);
            (Vector256.Create(im[at..]) * mask).CopyTo(pulsesIm[at..]);
        }

        double turn = 0;
        foreach (var lag in Lags)
        {
            if (2 * lag > count)
            {
                break;
            }

            ReadOnlySpan<float> earlyRe = pulsesRe[..(count - lag)], earlyIm = pulsesIm[..(count - lag)], lateRe = pulsesRe[lag..], lateIm = pulsesIm[lag..];
            var sumRe = Sums.OfProducts(earlyRe, lateRe) + Sums.OfProducts(earlyIm, lateIm);
            var sumIm = Sums.OfProducts(earlyRe, lateIm) - Sums.OfProducts(earlyIm, lateRe);
            var angle = Math.Atan2(sumIm, sumRe) - turn * lag;
            turn += (angle - 2 * Math.PI * Math.Round(angle / (2 * Math.PI))) / lag;
        }

        Rotate(re, im, -turn, 0, real, imaginary);
        var meanRe = Sums.OfProducts(pulse, real[..count]);
        var meanIm = Sums.OfProducts(pulse, imaginary[..count]);
        var size = MathF.Sqrt(meanRe * meanRe + meanIm * meanIm);
        var pulses = Sums.Of(pulse);
        var level = Sums.OfProducts(pulsesRe, pulsesRe) + Sums.OfProducts(pulsesIm, pulsesIm);
        if (size == 0)
        {
            return ((float)turn, 0, 0);
        }

        Rotate(re, im, -turn, -Math.Atan2(meanIm, meanRe), real, imaginary);
        return ((float)turn, size / pulses, size / MathF.Sqrt(level * pulses));
    }

    /// <summary>
    /// Turns each chip back by the phase of the pulses around it, for a transponder whose phase wanders; returns the mean pulse and how steady the phase is then.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Amplitude, float Coherence) Follow(ReadOnlySpan<float> pulse, Span<float> real, Span<float> imaginary)
    {
        var count = pulse.Length;
        var sumsRe = (stackalloc float[MostChips + 1])[..(count + 1)];
        var sumsIm = (stackalloc float[MostChips + 1])[..(count + 1)];
        (sumsRe[0], sumsIm[0]) = (0, 0);
        float power = 0, pulses = 0;
        for (var c = 0; c < count; c++)
        {
            sumsRe[c + 1] = sumsRe[c] + pulse[c] * real[c];
            sumsIm[c + 1] = sumsIm[c] + pulse[c] * imaginary[c];
            power += pulse[c] * (real[c] * real[c] + imaginary[c] * imaginary[c]);
            pulses += pulse[c];
        }

        float along = 0;
        for (var c = 0; c < count; c++)
        {
            var (from, to) = (Math.Max(0, c - Around), Math.Min(count, c + Around + 1));
            var (re, im) = (sumsRe[to] - sumsRe[from], sumsIm[to] - sumsIm[from]);
            var size = MathF.Sqrt(re * re + im * im) + float.Epsilon;
            (re, im) = (re / size, im / size);
            (real[c], imaginary[c]) = (real[c] * re + imaginary[c] * im, imaginary[c] * re - real[c] * im);
            along += pulse[c] * real[c];
        }

        return (along / pulses, along / MathF.Sqrt(power * pulses));
    }

    /// <summary>Multiplies chip c by e^(i (turn c + phase)): eight phasors side by side, each stepped by eight turns, so rounding stays far below noise over 240 chips.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rotate(ReadOnlySpan<float> re, ReadOnlySpan<float> im, double turn, double phase, Span<float> real, Span<float> imaginary)
    {
        Span<float> cos = stackalloc float[8];
        Span<float> sin = stackalloc float[8];
        var (stepSin, stepCos) = Math.SinCos(turn);
        var (s, c) = Math.SinCos(phase);
        for (var n = 0; n < 8; n++)
        {
            (cos[n], sin[n]) = ((float)c, (float)s);
            (c, s) = (c * stepCos - s * stepSin, s * stepCos + c * stepSin);
        }

        var (jumpSin, jumpCos) = Math.SinCos(8 * turn);
        var (jumpRe, jumpIm) = (Vector256.Create((float)jumpCos), Vector256.Create((float)jumpSin));
        var (phasorRe, phasorIm) = (Vector256.Create<float>(cos), Vector256.Create<float>(sin));
        for (var at = 0; at < re.Length; at += 8)
        {
            var (a, b) = (Vector256.Create(re[at..]), Vector256.Create(im[at..]));
            (a * phasorRe - b * phasorIm).CopyTo(real[at..]);
            (a * phasorIm + b * phasorRe).CopyTo(imaginary[at..]);
            (phasorRe, phasorIm) = (phasorRe * jumpRe - phasorIm * jumpIm, phasorRe * jumpIm + phasorIm * jumpRe);
        }
    }
}
