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

    /// <summary>The first peak at or after <paramref name="from"/> that reaches <paramref name="threshold"/>; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(int from, float threshold)
    {
        var level = Vector256.Create(threshold);
        var step = from;
        while (step < _length)
        {
            if (step + 8 <= _length)
            {
                var above = Vector256.GreaterThanOrEqual(Vector256.Create<float>(_scores.AsSpan(step + PeakHalfWidth, 8)), level).ExtractMostSignificantBits();
                for (; above != 0; above &= above - 1)
                {
                    var candidate = step + BitOperations.TrailingZeroCount(above);
                    if (IsPeak(candidate))
                    {
                        return candidate;
                    }
                }

                step += 8;
            }
            else
            {
                if (this[step] >= threshold && IsPeak(step))
                {
                    return step;
                }

                step++;
            }
        }

        return -1;
    }

    /// <summary>True when the preamble that would have to be told apart from this one, within half its length, is much stronger: this one is its shadow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsShadow(int step, float factor)
    {
        var from = step + PeakHalfWidth;
        var level = Vector256.Create(this[step] * factor);
        var until = Math.Min(from + ShadowSteps, _scored - 8);
        for (var n = from + 8; n <= until; n += 8)
        {
            if (Vector256.GreaterThanAny(Vector256.Create<float>(_scores.AsSpan(n, 8)), level))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsPeak(int step)
    {
        var around = _scores.AsSpan(step, 2 * PeakHalfWidth + 1);
        var peak = around[PeakHalfWidth];
        for (var d = 0; d < PeakHalfWidth; d++)
        {
            // Of equal neighbours the first is the peak.
            if (around[d] >= peak || around[around.Length - 1 - d] > peak)
            {
                return false;
            }
        }

        return true;
    }
}
