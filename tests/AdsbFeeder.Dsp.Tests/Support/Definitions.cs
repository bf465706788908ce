using System.Numerics;

namespace AdsbFeeder.Dsp.Tests;

/// <summary>What the kernels for single bursts compute, one number at a time and in double precision, without regard to speed.</summary>
internal static class Definitions
{
    /// <summary>Σ ln 2P(bit).</summary>
    public static float Evidence(float[] soft) => (float)soft.Sum(x => Math.Log(2) - Math.Log(1 + Math.Exp(-Math.Abs((double)x))));

    /// <summary>Difference of ln I0 of both chips, x²/(x + 3.2) for each.</summary>
    public static void Ratios(float[] ones, float[] zeros, float scale, float[] soft)
    {
        static double LnBessel(double x) => x * x / (x + 3.2);
        for (var n = 0; n < soft.Length; n++)
        {
            soft[n] = (float)(LnBessel(ones[n] * scale) - LnBessel(zeros[n] * scale));
        }
    }

    /// <summary>Power of the stronger chips, and of the weaker ones.</summary>
    public static (float Pulses, float Quiet) Powers(float[] ones, float[] zeros) =>
        ((float)ones.Zip(zeros, (a, b) => Math.Pow(Math.Max(a, b), 2)).Sum(), (float)ones.Zip(zeros, (a, b) => Math.Pow(Math.Min(a, b), 2)).Sum());

    /// <summary>A bit is 1 where its soft value is positive.</summary>
    public static FrameBits Decide(float[] soft) =>
        Enumerable.Range(0, soft.Length).Where(n => soft[n] > 0).Aggregate(default(FrameBits), (bits, n) => bits.Flip(n));

    /// <summary>Each value and those around it.</summary>
    public static float[] MovingSum(float[] values, int around) =>
        [.. values.Select((_, n) => (float)values.Where((_, k) => Math.Abs(k - n) <= around).Sum(v => (double)v))];

    /// <summary>The filter at some instants, each at the nearest of 64 places within its sample.</summary>
    public static float[] Chips(PulseFilter filter, float[] samples, double start, double step, int count) =>
        [.. Enumerable.Range(0, count).Select(n => Taps(filter, start + n * step, out var whole).Select((tap, k) => (double)tap * samples[whole + k]).Sum()).Select(sum => (float)sum)];

    /// <summary>Takes away what a pulse of an amplitude would put at some instants.</summary>
    public static void SubtractChips(PulseFilter filter, float[] samples, double start, double step, float[] amplitudes)
    {
        for (var n = 0; n < amplitudes.Length; n++)
        {
            var taps = Taps(filter, start + n * step, out var whole);
            for (var k = 0; k < taps.Length; k++)
            {
                samples[whole + k] -= amplitudes[n] * taps[k];
            }
        }
    }

    private static float[] Taps(PulseFilter filter, double at, out int whole)
    {
        var place = (long)Math.Floor(at * 64 + 0.5);
        var taps = new float[2 * filter.HalfTaps];
        filter.Taps((place & 63) / 64.0, taps);
        whole = (int)(place >> 6);
        return taps;
    }

    /// <summary>Offset from pulses 2, 8, 32 and 80 chips apart, then phase and level from their mean; all chips turned back by both.</summary>
    public static (float Turn, float Amplitude, float Coherence, float[] Real, float[] Imaginary) Carrier(float[] re, float[] im, float[] pulse)
    {
        var chips = re.Select((r, c) => new Complex(r, im[c])).ToArray();
        double turn = 0;
        foreach (var lag in (int[])[2, 8, 32, 80])
        {
            if (2 * lag <= chips.Length)
            {
                var sum = Enumerable.Range(0, chips.Length - lag).Aggregate(Complex.Zero, (s, c) => s + pulse[c] * pulse[c + lag] * Complex.Conjugate(chips[c]) * chips[c + lag]);
                turn += Math.IEEERemainder(sum.Phase - turn * lag, 2 * Math.PI) / lag;
            }
        }

        var turned = chips.Select((z, c) => z * Complex.FromPolarCoordinates(1, -turn * c)).ToArray();
        var mean = turned.Select((z, c) => z * pulse[c]).Aggregate((a, b) => a + b) / pulse.Sum();
        var level = chips.Select((z, c) => Math.Pow(z.Magnitude * pulse[c], 2)).Sum() / pulse.Sum();
        var upright = turned.Select(z => z * Complex.FromPolarCoordinates(1, -mean.Phase)).ToArray();
        return ((float)turn, (float)mean.Magnitude, (float)(mean.Magnitude / Math.Sqrt(level)), [.. upright.Select(z => (float)z.Real)], [.. upright.Select(z => (float)z.Imaginary)]);
    }

    /// <summary>Each chip turned back by the phase of the pulses at most 12 chips away.</summary>
    public static (float Amplitude, float Coherence, float[] Real) Follow(float[] pulse, float[] real, float[] imaginary)
    {
        var pulses = pulse.Select((p, c) => p * new Complex(real[c], imaginary[c])).ToArray();
        var turned = pulse.Select((_, c) => new Complex(real[c], imaginary[c])
            * Complex.FromPolarCoordinates(1, -pulses.Where((_, k) => Math.Abs(k - c) <= 12).Aggregate((a, b) => a + b).Phase)).ToArray();
        var mean = turned.Select((z, c) => z.Real * pulse[c]).Sum() / pulse.Sum();
        var level = pulses.Sum(z => z.Magnitude * z.Magnitude) / pulse.Sum();
        return ((float)mean, (float)(mean / Math.Sqrt(level)), [.. turned.Select(z => (float)z.Real)]);
    }

    /// <summary>For each bit, how much better the best word is in which it is 1 than the best in which it is 0; all words are tried.</summary>
    public static float[] BestOfAllWords(float[] chips, float amplitude, float[] precision, PulseShape shape)
    {
        var bits = precision.Length;
        var scale = ChipTrellis.Confidence * amplitude;
        double[] one = [.. Enumerable.Repeat(double.MinValue, bits)], zero = [.. one];
        for (var word = 0; word < 1 << bits; word++)
        {
            double sum = 0;
            for (var n = 0; n < bits; n++)
            {
                var (now, before) = (word >> n & 1, n == 0 ? -1 : word >> (n - 1) & 1);
                var leak = before < 0 ? 0 : before == now ? shape.Leak2 : now == 1 ? shape.Leak1 : shape.Leak3;
                sum += scale * precision[n] * (chips[2 * n + 1 - now] - amplitude * leak);
            }

            for (var n = 0; n < bits; n++)
            {
                var best = (word >> n & 1) != 0 ? one : zero;
                best[n] = Math.Max(best[n], sum);
            }
        }

        return [.. one.Zip(zero, (a, b) => (float)(a - b))];
    }
}
