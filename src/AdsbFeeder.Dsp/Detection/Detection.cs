using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Finds the fine steps at which a burst may start: peaks of the preamble score above a multiple of the noise.</summary>
internal sealed class Detection
{
    /// <summary>A peak is the highest score within so many steps on either side: half a chip.</summary>
    public const int PeakHalfWidth = 3;

    /// <summary>Steps after the last one searched whose scores, too, are needed.</summary>
    public const int Ahead = ShadowSteps + 8;

    private const int ShadowSteps = 9 * PreambleKernel.Chip;

    private readonly float[] _scores;
    private int _length;
    private int _scored;

    /// <summary>A detector for windows whose searched part is at most <paramref name="steps"/> long.</summary>
    public Detection(int steps) => _scores = new float[steps + 2 * PeakHalfWidth + Ahead];

    /// <summary>
    /// Scores the steps from <paramref name="from"/> to before <paramref name="to"/>, a few before them and those that <see cref="IsShadow"/> looks at;
    /// step 0 of the search is at index <see cref="PeakHalfWidth"/> of <paramref name="amplitudes"/>.
    /// </summary>
    public void Score(ReadOnlySpan<float> amplitudes, int from, int to)
    {
        _length = to;
        _scored = Math.Min(to + PeakHalfWidth + Ahead, _scores.Length);
        PreambleKernel.Run(amplitudes[from..], _scores.AsSpan(from, _scored - from));
    }

    /// <summary>Score at a step of the search.</summary>
    public float this[int step] => _scores[step + PeakHalfWidth];

    /// <summary>The first peak from <paramref name="from"/> to before <paramref name="to"/> that reaches <paramref name="threshold"/>; -1 when there is none.</summary>
    public int Next(int from, int to, float threshold) =>
        Vector256.IsHardwareAccelerated ? Next<Lanes256>(from, Math.Min(to, _length), threshold) : Next<Lanes128>(from, Math.Min(to, _length), threshold);

    /// <summary>The definition: the highest score within half a chip on either side; of equal ones the first.</summary>
    internal bool IsPeak(int step)
    {
        var around = _scores.AsSpan(step, 2 * PeakHalfWidth + 1);
        var peak = around[PeakHalfWidth];
        for (var d = 0; d < PeakHalfWidth; d++)
        {
            if (around[d] >= peak || around[around.Length - 1 - d] > peak)
            {
                return false;
            }
        }

        return true;
    }

    internal int Next<TLanes>(int from, int to, float threshold)
        where TLanes : struct, ILanes<TLanes>
    {
        var level = TLanes.All(threshold);
        ref var scores = ref _scores[PeakHalfWidth];
        var step = from;
        while (step <= to - TLanes.Count)
        {
            // Mostly there is nothing for long: four registers are compared at once.
            if (step <= to - 4 * TLanes.Count && TLanes.AtLeast(HighestOfFour<TLanes>(ref scores, (nuint)step), level) == 0)
            {
                step += 4 * TLanes.Count;
                continue;
            }

            for (var end = Math.Min(step + 4 * TLanes.Count, to - TLanes.Count + 1); step < end; step += TLanes.Count)
            {
                var peaks = Peaks(ref scores, (nuint)step, level);
                if (peaks != 0)
                {
                    return step + BitOperations.TrailingZeroCount(peaks);
                }
            }
        }

        for (; step < to; step++)
        {
            if (this[step] >= threshold && IsPeak(step))
            {
                return step;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes HighestOfFour<TLanes>(ref float scores, nuint at)
        where TLanes : struct, ILanes<TLanes>
    {
        var count = (nuint)TLanes.Count;
        return TLanes.Max(
            TLanes.Max(TLanes.Load(ref scores, at), TLanes.Load(ref scores, at + count)),
            TLanes.Max(TLanes.Load(ref scores, at + 2 * count), TLanes.Load(ref scores, at + 3 * count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Peaks<TLanes>(ref float scores, nuint at, TLanes level)
        where TLanes : struct, ILanes<TLanes>
    {
        var score = TLanes.Load(ref scores, at);
        var peaks = TLanes.AtLeast(score, level);
        if (peaks == 0)
        {
            return 0;
        }

        peaks &= TLanes.Above(score, TLanes.Max(TLanes.Load(ref scores, at - 1), TLanes.Max(TLanes.Load(ref scores, at - 2), TLanes.Load(ref scores, at - 3))));
        return peaks & TLanes.AtLeast(score, TLanes.Max(TLanes.Load(ref scores, at + 1), TLanes.Max(TLanes.Load(ref scores, at + 2), TLanes.Load(ref scores, at + 3))));
    }

    /// <summary>True when the preamble that would have to be told apart from this one, within half its length, is much stronger: this one is its shadow.</summary>
    public bool IsShadow(int step, float factor)
    {
        var from = step + PeakHalfWidth;
        var level = Lanes256.All(this[step] * factor);
        ref var scores = ref _scores[0];
        var until = Math.Min(from + ShadowSteps, _scored - Lanes256.Count);
        for (var n = from + Lanes256.Count; n <= until; n += Lanes256.Count)
        {
            if (Lanes256.Above(Lanes256.Load(ref scores, (nuint)n), level) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
