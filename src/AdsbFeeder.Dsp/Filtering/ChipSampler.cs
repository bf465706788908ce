using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdsbFeeder.Dsp;

/// <summary>Complex outputs of the pulse filter at any instant: only bursts that deserve it are looked at this way.</summary>
internal sealed class ChipSampler
{
    /// <summary>Instants per sample for which taps are kept; at 2.4 MS/s a step is 6.5 ns.</summary>
    private const int Phases = 1 << PhaseBits;
    private const int PhaseBits = 6;
    private const int FractionBits = 32;

    /// <summary>Less is not worth the work.</summary>
    private const double LeastUnevenness = 0.03;

    private readonly int _width;
    private readonly int _count;
    private readonly float[] _taps;
    private readonly float[] _pulses;
    private readonly float[] _weights = new float[Phases];

    /// <summary>A sampler with the taps of a filter.</summary>
    public ChipSampler(PulseFilter filter)
    {
        _count = 2 * filter.HalfTaps;
        _width = (_count + 7) & ~7;
        _taps = new float[Phases * _width];
        _pulses = new float[Phases * _width];
        _weights.AsSpan().Fill(1);
        Load(filter);
    }

    /// <summary>Whether a pulse comes out stronger where its centre lies at some places between two samples than at others.</summary>
    public bool IsUneven { get; private set; }

    /// <summary>Takes the taps of a filter.</summary>
    public void Load(ITaps filter)
    {
        for (var phase = 0; phase < Phases; phase++)
        {
            filter.Taps((double)phase / Phases, _taps.AsSpan(phase * _width, _count));
            filter.Pulse((double)phase / Phases, _pulses.AsSpan(phase * _width, _count));
        }
    }

    /// <summary>Takes the taps of another filter of the same length.</summary>
    public void Load(WhitenedFilter filter)
    {
        Load((ITaps)filter);
        IsUneven = filter.Unevenness > LeastUnevenness;
        for (var phase = 0; phase < Phases; phase++)
        {
            _weights[phase] = IsUneven ? filter.Weight((double)phase / Phases) : 1;
        }
    }

    /// <summary>How much more than the mean a pulse gives at <paramref name="start"/>, <paramref name="start"/> + <paramref name="step"/> …</summary>
    public void Weights(double start, double step, Span<float> weights)
    {
        var (at, stride) = (Fixed(start), Fixed(step));
        foreach (ref var weight in weights)
        {
            weight = _weights[Place(at, out _) / _width];
            at += stride;
        }
    }

    /// <summary>Floats that may be read past the last sample needed.</summary>
    public int Slack => _width + 1;

    /// <summary>
    /// Filters at <paramref name="start"/>, <paramref name="start"/> + <paramref name="step"/> … (in samples; sample k - HalfTaps + 1 lies at index k, as in <see cref="PolyphasePlan"/>).
    /// </summary>
    public void Sample(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double start, double step, Span<float> re, Span<float> im)
    {
        var (at, stride) = (Fixed(start), Fixed(step));
        Check(i, q, at, at + (re.Length - 1) * stride);
        var n = 0;
        ref var real = ref MemoryMarshal.GetReference(re);
        ref var imaginary = ref MemoryMarshal.GetReference(im[..re.Length]);
        ref var iStart = ref MemoryMarshal.GetReference(i);
        ref var qStart = ref MemoryMarshal.GetReference(q);
        for (; Avx.IsSupported && n + 4 <= re.Length; n += 4, at += 4 * stride)
        {
            var four = Four(ref iStart, ref qStart, at, at + stride, at + 2 * stride, at + 3 * stride);
            four.GetLower().StoreUnsafe(ref real, (nuint)n);
            four.GetUpper().StoreUnsafe(ref imaginary, (nuint)n);
        }

        for (; n < re.Length; n++, at += stride)
        {
            (re[n], im[n]) = At(i, q, at);
        }
    }

    /// <summary>Sum of the squared outputs at <paramref name="start"/> and some multiples of <paramref name="step"/>, in ascending order.</summary>
    public float Power(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double start, double step, ReadOnlySpan<int> places)
    {
        var (at, stride) = (Fixed(start), Fixed(step));
        Check(i, q, at + places[0] * stride, at + places[^1] * stride);
        ref var iStart = ref MemoryMarshal.GetReference(i);
        ref var qStart = ref MemoryMarshal.GetReference(q);
        var squares = Vector256<float>.Zero;
        var n = 0;
        for (; Avx.IsSupported && n + 4 <= places.Length; n += 4)
        {
            var four = Four(ref iStart, ref qStart, at + places[n] * stride, at + places[n + 1] * stride, at + places[n + 2] * stride, at + places[n + 3] * stride);
            squares += four * four;
        }

        var sum = Vector256.Sum(squares);
        for (; n < places.Length; n++)
        {
            var (re, im) = At(i, q, at + places[n] * stride);
            sum += re * re + im * im;
        }

        return sum;
    }

    /// <summary>An instant as a whole number of 2^-32 samples.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Fixed(double samples) => (long)Math.Round(samples * (1L << FractionBits));

    /// <summary>Refuses instants whose taps reach beyond the samples.</summary>
    private void Check(ReadOnlySpan<float> i, ReadOnlySpan<float> q, long first, long last)
    {
        Place(first, out var from);
        Place(last, out var to);
        if (from < 0 || to + _width > Math.Min(i.Length, q.Length))
        {
            throw new ArgumentOutOfRangeException(nameof(first));
        }
    }

    /// <summary>One output: the definition.</summary>
    private (float Re, float Im) At(ReadOnlySpan<float> i, ReadOnlySpan<float> q, long at)
    {
        var taps = _taps.AsSpan(Place(at, out var whole), _width);
        return (Sums.OfProducts(taps, i[whole..]), Sums.OfProducts(taps, q[whole..]));
    }

    /// <summary>Subtracts pulses of given amplitudes at <paramref name="start"/>, <paramref name="start"/> + <paramref name="step"/> …: what <see cref="Sample"/> would find there is what is taken away.</summary>
    public void Subtract(Span<float> i, Span<float> q, double start, double step, ReadOnlySpan<float> re, ReadOnlySpan<float> im)
    {
        var (at, stride) = (Fixed(start), Fixed(step));
        for (var n = 0; n < re.Length; n++, at += stride)
        {
            if (re[n] == 0 && im[n] == 0)
            {
                continue;
            }

            var taps = _pulses.AsSpan(Place(at, out var whole), _width);
            Span<float> a = i.Slice(whole, _width), b = q.Slice(whole, _width);
            for (var k = 0; k < taps.Length; k++)
            {
                a[k] -= re[n] * taps[k];
                b[k] -= im[n] * taps[k];
            }
        }
    }

    /// <summary>Four outputs: their real parts, then their imaginary ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Four(ref float i, ref float q, long a, long b, long c, long d)
    {
        Products(ref i, ref q, a, out var ai, out var aq);
        Products(ref i, ref q, b, out var bi, out var bq);
        Products(ref i, ref q, c, out var ci, out var cq);
        Products(ref i, ref q, d, out var di, out var dq);
        var real = Avx.HorizontalAdd(Avx.HorizontalAdd(ai, bi), Avx.HorizontalAdd(ci, di));
        var imaginary = Avx.HorizontalAdd(Avx.HorizontalAdd(aq, bq), Avx.HorizontalAdd(cq, dq));
        return (real.GetLower() + real.GetUpper()).ToVector256Unsafe().WithUpper(imaginary.GetLower() + imaginary.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Products(ref float i, ref float q, long at, out Vector256<float> real, out Vector256<float> imaginary)
    {
        ref var taps = ref _taps[Place(at, out var whole)];
        var (sumI, sumQ) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint k = 0; k < (nuint)_width; k += 8)
        {
            var tap = Lanes256.Load(ref taps, k);
            sumI = Lanes256.MultiplyAdd(tap, Lanes256.Load(ref i, (nuint)whole + k), new(sumI)).Value;
            sumQ = Lanes256.MultiplyAdd(tap, Lanes256.Load(ref q, (nuint)whole + k), new(sumQ)).Value;
        }

        (real, imaginary) = (sumI, sumQ);
    }

    /// <summary>Where the taps of an output begin, and the first sample that they multiply.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Place(long at, out int whole)
    {
        var phases = (at + (1L << (FractionBits - PhaseBits - 1))) >> (FractionBits - PhaseBits);
        whole = (int)(phases >> PhaseBits);
        return (int)(phases & (Phases - 1)) * _width;
    }
}
