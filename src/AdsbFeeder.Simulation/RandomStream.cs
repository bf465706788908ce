using System.Numerics;

namespace AdsbFeeder.Simulation;

/// <summary>A seeded stream of random numbers (xoshiro256++ of Blackman and Vigna, public domain).</summary>
/// <remarks>
/// Its own generator and not <see cref="Random"/>, because a scene's bytes are quoted in benchmarks: they must not change with the runtime.
/// Streams of one seed are independent, so that each aircraft, the air and the noise draw from their own and do not disturb each other.
/// </remarks>
internal sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;
    private double _spareGaussian = double.NaN;

    public RandomStream(ulong seed, ulong stream)
    {
        var mix = seed ^ BitOperations.RotateLeft(stream * 0xD1342543DE82EF95UL, 29);
        _s0 = SplitMix(ref mix);
        _s1 = SplitMix(ref mix);
        _s2 = SplitMix(ref mix);
        _s3 = SplitMix(ref mix);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform from 0 (included) to 1 (excluded).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform between two bounds.</summary>
    public double Uniform(double from, double to) => from + ((to - from) * NextDouble());

    /// <summary>Uniform integer from 0 to <paramref name="count"/> - 1.</summary>
    public int Next(int count) => (int)(NextDouble() * count);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>One of the values.</summary>
    public T Pick<T>(ReadOnlySpan<T> values) => values[Next(values.Length)];

    /// <summary>Normal with mean 0 and the given standard deviation (polar method of Marsaglia).</summary>
    public double Gaussian(double sigma)
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare * sigma;
        }

        double x, y, s;
        do
        {
            x = Uniform(-1, 1);
            y = Uniform(-1, 1);
            s = (x * x) + (y * y);
        }
        while (s is >= 1 or 0);

        var factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareGaussian = y * factor;
        return x * factor * sigma;
    }

    /// <summary>Normal, cut off at a bound on either side.</summary>
    public double Gaussian(double sigma, double bound) => Math.Clamp(Gaussian(sigma), -bound, bound);

    /// <summary>Time to the next event of a Poisson process with the given rate.</summary>
    public double Exponential(double rate) => -Math.Log(1 - NextDouble()) / rate;

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
