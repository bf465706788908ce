using System.Runtime.CompilerServices;
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

    private const int Longest = 80;

    private static ReadOnlySpan<int> Lags => [2, 8, 32, Longest];

    /// <summary>Turns all chips back so that pulses come out real; returns the offset in radians per chip, the mean pulse, and how steady the phase was (0 to 1).</summary>
    /// <param name="re">Chips, I.</param>
    /// <param name="im">Chips, Q.</param>
    /// <param name="pulse">1 for a chip that holds a pulse, 0 for another.</param>
    /// <param name="real">The chips, turned.</param>
    /// <param name="imaginary">What the turn leaves across.</param>
    public static (float Turn, float Amplitude, float Coherence) Remove(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ReadOnlySpan<float> pulse, Span<float> real, Span<float> imaginary)
    {
        var count = re.Length;
        var pulsesRe = (stackalloc float[MostChips + Longest])[..(count + Longest)];
        var pulsesIm = (stackalloc float[MostChips + Longest])[..(count + Longest)];
        Mask(re, pulse, pulsesRe[..count]);
        Mask(im, pulse, pulsesIm[..count]);

        Span<float> sums = stackalloc float[2 * Lags.Length + 1];
        Correlate(pulsesRe, pulsesIm, sums);
        float turn = 0;
        for (var n = 0; n < Lags.Length && 2 * Lags[n] <= count; n++)
        {
            var angle = MathF.Atan2(sums[2 * n + 1], sums[2 * n]) - turn * Lags[n];
            turn += (angle - 2 * MathF.PI * MathF.Round(angle / (2 * MathF.PI))) / Lags[n];
        }

        Rotate(re, im, -turn, 0, real, imaginary);
        var meanRe = Sums.OfProducts(pulse, real[..count]);
        var meanIm = Sums.OfProducts(pulse, imaginary[..count]);
        var size = MathF.Sqrt(meanRe * meanRe + meanIm * meanIm);
        if (size == 0)
        {
            return (turn, 0, 0);
        }

        Turn(real[..count], imaginary[..count], meanRe / size, meanIm / size);
        var pulses = Sums.Of(pulse);
        return (turn, size / pulses, size / MathF.Sqrt(sums[^1] * pulses));
    }

    /// <summary>Products of each pulse's conjugate and the one so many chips later, summed: real and imaginary part for each of <see cref="Lags"/>, then the power.</summary>
    /// <remarks>Behind the pulses are zeros.</remarks>
    private static void Correlate(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> sums)
    {
        ref var x = ref MemoryMarshal.GetReference(re);
        ref var y = ref MemoryMarshal.GetReference(im[..re.Length]);
        var (re0, im0, re1, im1, re2, im2, re3, im3, power) = (Lanes256.All(0), Lanes256.All(0), Lanes256.All(0), Lanes256.All(0), Lanes256.All(0), Lanes256.All(0), Lanes256.All(0), Lanes256.All(0), Lanes256.All(0));
        for (nuint at = 0; at < (nuint)(re.Length - Longest); at += 8)
        {
            var (a, b) = (Lanes256.Load(ref x, at), Lanes256.Load(ref y, at));
            power = Lanes256.MultiplyAdd(a, a, Lanes256.MultiplyAdd(b, b, power));
            Add(ref x, ref y, at + 2, a, b, ref re0, ref im0);
            Add(ref x, ref y, at + 8, a, b, ref re1, ref im1);
            Add(ref x, ref y, at + 32, a, b, ref re2, ref im2);
            Add(ref x, ref y, at + Longest, a, b, ref re3, ref im3);
        }

        (sums[0], sums[1], sums[2], sums[3]) = (re0.Sum(), im0.Sum(), re1.Sum(), im1.Sum());
        (sums[4], sums[5], sums[6], sums[7], sums[8]) = (re2.Sum(), im2.Sum(), re3.Sum(), im3.Sum(), power.Sum());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float re, ref float im, nuint later, Lanes256 a, Lanes256 b, ref Lanes256 sumRe, ref Lanes256 sumIm)
    {
        var (c, d) = (Lanes256.Load(ref re, later), Lanes256.Load(ref im, later));
        sumRe = Lanes256.MultiplyAdd(a, c, Lanes256.MultiplyAdd(b, d, sumRe));
        sumIm = Lanes256.MultiplyAdd(a, d, sumIm) - b * c;
    }

    /// <summary>Turns all chips back by one phase; a multiple of eight.</summary>
    private static void Turn(Span<float> real, Span<float> imaginary, float cos, float sin)
    {
        var (re, im) = (Lanes256.All(cos), Lanes256.All(sin));
        ref var x = ref MemoryMarshal.GetReference(real);
        ref var y = ref MemoryMarshal.GetReference(imaginary[..real.Length]);
        for (nuint at = 0; at < (nuint)real.Length; at += 8)
        {
            var (a, b) = (Lanes256.Load(ref x, at), Lanes256.Load(ref y, at));
            (a * re + b * im).Store(ref x, at);
            (b * re - a * im).Store(ref y, at);
        }
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
