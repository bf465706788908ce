using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdsbFeeder.Dsp;

/// <summary>Complex outputs of the pulse filter at any instant: only bursts that deserve it are looked at this way.</summary>
internal sealed class ChipSampler
{
    /// <summary>Instants per sample for which taps are kept; at 2.4 MS/s a step is 6.5 ns.</summary>
    private const int Phases = 64;

    private readonly int _width;
    private readonly float[] _taps;

    /// <summary>A sampler with the taps of a filter.</summary>
    public ChipSampler(PulseFilter filter)
    {
        var count = 2 * filter.HalfTaps;
        _width = (count + 7) & ~7;
        _taps = new float[(Phases + 1) * _width];
        for (var phase = 0; phase <= Phases; phase++)
        {
            filter.Taps((double)phase / Phases, _taps.AsSpan(phase * _width, count));
        }
    }

    /// <summary>Floats that may be read past the last sample needed.</summary>
    public int Slack => _width;

    /// <summary>
    /// Filters at <paramref name="start"/>, <paramref name="start"/> + <paramref name="step"/> … (in samples; sample k - HalfTaps + 1 lies at index k, as in <see cref="PolyphasePlan"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double start, double step, Span<float> re, Span<float> im)
    {
        var n = 0;
        for (; Avx.IsSupported && n + 4 <= re.Length; n += 4)
        {
            var at = start + n * step;
            var four = Four(i, q, at, at + step, at + 2 * step, at + 3 * step);
            four.GetLower().CopyTo(re[n..]);
            four.GetUpper().CopyTo(im[n..]);
        }

        for (; n < re.Length; n++)
        {
            (re[n], im[n]) = At(i, q, start + n * step);
        }
    }

    /// <summary>Sum of the squared outputs at <paramref name="start"/> and some multiples of <paramref name="step"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Power(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double start, double step, ReadOnlySpan<int> places)
    {
        var squares = Vector256<float>.Zero;
        var n = 0;
        for (; Avx.IsSupported && n + 4 <= places.Length; n += 4)
        {
            var four = Four(i, q, start + places[n] * step, start + places[n + 1] * step, start + places[n + 2] * step, start + places[n + 3] * step);
            squares += four * four;
        }

        var sum = Vector256.Sum(squares);
        for (; n < places.Length; n++)
        {
            var (re, im) = At(i, q, start + places[n] * step);
            sum += re * re + im * im;
        }

        return sum;
    }

    /// <summary>Subtracts pulses of given amplitudes at <paramref name="start"/>, <paramref name="start"/> + <paramref name="step"/> …: what <see cref="Sample"/> would find there is what is taken away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Subtract(Span<float> i, Span<float> q, double start, double step, ReadOnlySpan<float> re, ReadOnlySpan<float> im)
    {
        for (var n = 0; n < re.Length; n++)
        {
            if (re[n] == 0 && im[n] == 0)
            {
                continue;
            }

            var at = start + n * step;
            var whole = (int)at;
            var taps = _taps.AsSpan((int)((at - whole) * Phases + 0.5) * _width, _width);
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
    private Vector256<float> Four(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double a, double b, double c, double d)
    {
        var (ai, aq) = Products(i, q, a);
        var (bi, bq) = Products(i, q, b);
        var (ci, cq) = Products(i, q, c);
        var (di, dq) = Products(i, q, d);
        var real = Avx.HorizontalAdd(Avx.HorizontalAdd(ai, bi), Avx.HorizontalAdd(ci, di));
        var imaginary = Avx.HorizontalAdd(Avx.HorizontalAdd(aq, bq), Avx.HorizontalAdd(cq, dq));
        return Vector256.Create(real.GetLower() + real.GetUpper(), imaginary.GetLower() + imaginary.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (float Re, float Im) At(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double at)
    {
        var (sumI, sumQ) = Products(i, q, at);
        return (Vector256.Sum(sumI), Vector256.Sum(sumQ));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<float> I, Vector256<float> Q) Products(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double at)
    {
        var whole = (int)at;
        var phase = (int)((at - whole) * Phases + 0.5);
        var (sumI, sumQ) = (Vector256<float>.Zero, Vector256<float>.Zero);
        ref var taps = ref _taps[phase * _width];
        ref var iStart = ref MemoryMarshal.GetReference(i.Slice(whole, _width));
        ref var qStart = ref MemoryMarshal.GetReference(q.Slice(whole, _width));
        for (nuint k = 0; k < (nuint)_width; k += 8)
        {
            var tap = Vector256.LoadUnsafe(ref taps, k);
            sumI = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref iStart, k), sumI);
            sumQ = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref qStart, k), sumQ);
        }

        return (sumI, sumQ);
    }
}
