using System.Runtime.InteropServices;

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
    public static (float Turn, float Amplitude, float Coherence) Remove(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ReadOnlySpan<float> pulse, Span<float> real, Span<float> imaginary)
    {
        var count = re.Length;
        var pulsesRe = (stackalloc float[MostChips])[..count];
        var pulsesIm = (stackalloc float[MostChips])[..count];
        Mask(re, pulse, pulsesRe);
        Mask(im, pulse, pulsesIm);

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
    public static (float Amplitude, float Coherence) Follow(ReadOnlySpan<float> pulse, Span<float> real, Span<float> imaginary)
    {
        var count = pulse.Length;
        var pulsesRe = (stackalloc float[MostChips])[..count];
        var pulsesIm = (stackalloc float[MostChips])[..count];
        Mask(real[..count], pulse, pulsesRe);
        Mask(imaginary[..count], pulse, pulsesIm);
        var power = Sums.OfProducts(pulsesRe, pulsesRe) + Sums.OfProducts(pulsesIm, pulsesIm);
        MovingSum.Of(pulsesRe, Around, pulsesRe);
        MovingSum.Of(pulsesIm, Around, pulsesIm);
        Straighten(pulsesRe, pulsesIm, real, imaginary);
        var (along, pulses) = (Sums.OfProducts(pulse, real), Sums.Of(pulse));
        return (along / pulses, along / MathF.Sqrt(power * pulses));
    }

    /// <summary>Turns each chip back by a phase of its own; a multiple of eight.</summary>
    private static void Straighten(ReadOnlySpan<float> phaseRe, ReadOnlySpan<float> phaseIm, Span<float> real, Span<float> imaginary)
    {
        ref var cos = ref MemoryMarshal.GetReference(phaseRe);
        ref var sin = ref MemoryMarshal.GetReference(phaseIm);
        ref var x = ref MemoryMarshal.GetReference(real[..phaseRe.Length]);
        ref var y = ref MemoryMarshal.GetReference(imaginary[..phaseRe.Length]);
        for (nuint at = 0; at < (nuint)phaseRe.Length; at += 8)
        {
            var (re, im) = (Lanes256.Load(ref cos, at), Lanes256.Load(ref sin, at));
            var size = Lanes256.Sqrt(re * re + im * im) + Lanes256.All(float.Epsilon);
            (re, im) = (re / size, im / size);
            var (a, b) = (Lanes256.Load(ref x, at), Lanes256.Load(ref y, at));
            (a * re + b * im).Store(ref x, at);
            (b * re - a * im).Store(ref y, at);
        }
    }

    /// <summary>Products of chips and pulses; a multiple of eight.</summary>
    private static void Mask(ReadOnlySpan<float> chips, ReadOnlySpan<float> pulse, Span<float> products)
    {
        ref var a = ref MemoryMarshal.GetReference(chips[..products.Length]);
        ref var b = ref MemoryMarshal.GetReference(pulse[..products.Length]);
        ref var output = ref MemoryMarshal.GetReference(products);
        for (nuint at = 0; at < (nuint)products.Length; at += 8)
        {
            (Lanes256.Load(ref a, at) * Lanes256.Load(ref b, at)).Store(ref output, at);
        }
    }

    /// <summary>Multiplies chip c by e^(i (turn c + phase)): eight phasors side by side, each stepped by eight turns, so rounding stays far below noise over 240 chips.</summary>
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
        var (jumpRe, jumpIm) = (Lanes256.All((float)jumpCos), Lanes256.All((float)jumpSin));
        var (phasorRe, phasorIm) = (Lanes256.Load(ref cos[0], 0), Lanes256.Load(ref sin[0], 0));
        ref var inputRe = ref MemoryMarshal.GetReference(re);
        ref var inputIm = ref MemoryMarshal.GetReference(im[..re.Length]);
        ref var outputRe = ref MemoryMarshal.GetReference(real[..re.Length]);
        ref var outputIm = ref MemoryMarshal.GetReference(imaginary[..re.Length]);
        for (nuint at = 0; at < (nuint)re.Length; at += 8)
        {
            var (a, b) = (Lanes256.Load(ref inputRe, at), Lanes256.Load(ref inputIm, at));
            (a * phasorRe - b * phasorIm).Store(ref outputRe, at);
            (a * phasorIm + b * phasorRe).Store(ref outputIm, at);
            (phasorRe, phasorIm) = (phasorRe * jumpRe - phasorIm * jumpIm, phasorRe * jumpIm + phasorIm * jumpRe);
        }
    }
}
