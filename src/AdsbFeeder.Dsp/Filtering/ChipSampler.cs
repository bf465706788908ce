using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    public void Sample(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double start, double step, Span<float> re, Span<float> im)
    {
        for (var n = 0; n < re.Length; n++)
        {
            (re[n], im[n]) = At(i, q, start + n * step);
        }
    }

    /// <summary>Sum of the squared outputs at <paramref name="start"/> and some multiples of <paramref name="step"/>.</summary>
    public float Power(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double start, double step, ReadOnlySpan<int> places)
    {
        float sum = 0;
        foreach (var place in places)
        {
            var (re, im) = At(i, q, start + place * step);
            sum += re * re + im * im;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (float Re, float Im) At(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double at)
    {
        var whole = (int)at;
        var phase = (int)((at - whole) * Phases + 0.5);
        var (sumI, sumQ) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var taps = Blocks(_taps.AsSpan(phase * _width, _width));
        var iBlocks = Blocks(i.Slice(whole, _width));
        var qBlocks = Blocks(q.Slice(whole, _width));
        for (var k = 0; k < taps.Length; k++)
        {
            sumI = Vector256.MultiplyAddEstimate(taps[k], iBlocks[k], sumI);
            sumQ = Vector256.MultiplyAddEstimate(taps[k], qBlocks[k], sumQ);
        }

        return (Vector256.Sum(sumI), Vector256.Sum(sumQ));
    }

    private static ReadOnlySpan<Vector256<float>> Blocks(ReadOnlySpan<float> span) => MemoryMarshal.Cast<float, Vector256<float>>(span);
}
