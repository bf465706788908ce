using System.Numerics;
using System.Runtime.InteropServices;

namespace AdsbFeeder.Simulation.Modulation;

/// <summary>Complex Gaussian noise, as the receiver's low-pass leaves it.</summary>
/// <remarks>
/// A white value is the sum of two entries of a table of 4096 normal quantiles, picked by 12 random bits each: no repetition, to 5.2 sigma before
/// and farther behind the filter, at a nanosecond a piece. The filter works on interleaved I and Q (both see the same taps) and accumulates tap by tap in
/// each lane, without fused operations, so the result does not depend on the width of the machine's vectors.
/// </remarks>
internal sealed class NoiseGenerator
{
    private const int TableBits = 12;
    private const int TableMask = (1 << TableBits) - 1;

    private static readonly float[] Quantiles = NormalQuantiles();

    private readonly RandomStream _random;
    private readonly float[] _taps;
    private readonly float[] _white;

    /// <param name="random">Where the bits come from.</param>
    /// <param name="taps">The receiver's low-pass at the output rate.</param>
    /// <param name="sigma">Standard deviation of I and of Q in the output.</param>
    /// <param name="blockSamples">Complex samples of each call of <see cref="Fill"/>.</param>
    public NoiseGenerator(RandomStream random, float[] taps, double sigma, int blockSamples)
    {
        _random = random;
        var gain = sigma / Math.Sqrt(taps.Sum(tap => (double)tap * tap));
        _taps = [.. taps.Select(tap => (float)(tap * gain))];
        _white = new float[2 * (blockSamples + taps.Length - 1)];
        Whiten(_white.AsSpan(2 * blockSamples));
    }

    /// <summary>Writes one block of interleaved I and Q.</summary>
    public void Fill(Span<float> block)
    {
        var carried = _white.Length - block.Length;
        _white.AsSpan(block.Length).CopyTo(_white);
        Whiten(_white.AsSpan(carried));
        Filter(_white, _taps, block);
    }

    private static void Filter(ReadOnlySpan<float> white, ReadOnlySpan<float> taps, Span<float> block)
    {
        var lanes = Vector<float>.Count;
        var i = 0;
        for (; i + (4 * lanes) <= block.Length; i += 4 * lanes)
        {
            Vector<float> a = default, b = default, c = default, d = default;
            for (var k = 0; k < taps.Length; k++)
            {
                var input = white[(i + (2 * k))..];
                var tap = new Vector<float>(taps[k]);
                a += tap * new Vector<float>(input);
                b += tap * new Vector<float>(input[lanes..]);
                c += tap * new Vector<float>(input[(2 * lanes)..]);
                d += tap * new Vector<float>(input[(3 * lanes)..]);
            }

            a.CopyTo(block[i..]);
            b.CopyTo(block[(i + lanes)..]);
            c.CopyTo(block[(i + (2 * lanes))..]);
            d.CopyTo(block[(i + (3 * lanes))..]);
        }

        for (; i < block.Length; i++)
        {
            var sum = 0f;
            for (var k = 0; k < taps.Length; k++)
                sum += taps[k] * white[i + (2 * k)];

            block[i] = sum;
        }
    }

    private void Whiten(Span<float> values)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(Quantiles);
        for (var i = 0; i + 1 < values.Length; i += 2)
        {
            var bits = _random.NextBits();
            values[i] = Entry(ref table, bits) + Entry(ref table, bits >> TableBits);
            values[i + 1] = Entry(ref table, bits >> (2 * TableBits)) + Entry(ref table, bits >> (3 * TableBits));
        }

        static float Entry(ref float table, ulong bits) => System.Runtime.CompilerServices.Unsafe.Add(ref table, (int)(bits & TableMask));
    }

    /// <summary>The normal quantiles at the centres of 4096 equal shares, scaled so that the sum of two has variance 1.</summary>
    private static float[] NormalQuantiles()
    {
        const int count = 1 << TableBits;
        var quantiles = new double[count];
        for (var i = 0; i < count; i++)
            quantiles[i] = Quantile((i + 0.5) / count);

        var scale = 1 / Math.Sqrt(2 * quantiles.Sum(q => q * q) / count);
        return [.. quantiles.Select(q => (float)(q * scale))];
    }

    // Newton's method on the cumulative distribution; good to 1e-9 after a few steps from any start within 4 sigma.
    private static double Quantile(double share)
    {
        if (share > 0.5)
            return -Quantile(1 - share);

        var x = -Math.Sqrt(-2 * Math.Log(share)) * 0.8;
        for (var step = 0; step < 60; step++)
        {
            var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
            x -= Math.Clamp((Cumulative(x) - share) / density, -0.5, 0.5);
        }

        return x;
    }

    // The lower tail by the series of the density's integral (Abramowitz and Stegun 26.2.11).
    private static double Cumulative(double x)
    {
        double sum = x, term = x;
        for (var n = 3; Math.Abs(term) > 1e-17; n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
