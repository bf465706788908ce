using System.Runtime.CompilerServices;

namespace AdsbFeeder.Reception;

/// <summary>How many frames came at which power, in steps of a decibel. A copy never changes under its reader.</summary>
internal struct SignalLevels
{
    /// <summary>Where the first step begins, dB of full scale; weaker frames count in it.</summary>
    internal const int LowestDbfs = -50;

    /// <summary>Number of steps; the last ends at full scale, and what is stronger counts in it.</summary>
    internal const int Steps = -LowestDbfs;

    private Counts _counts;

    /// <summary>Frames of one step: from <see cref="LowestDbfs"/> + <paramref name="step"/> dB on.</summary>
    internal readonly long this[int step] => _counts[step];

    /// <summary>Counts a frame by its power, 0 to 1 of full scale.</summary>
    internal void Add(double power)
    {
        var step = power > 0 ? Math.Floor(10 * Math.Log10(power)) - LowestDbfs : 0;
        _counts[(int)Math.Clamp(step, 0, Steps - 1)]++;
    }

    /// <summary>Together with those of another receiver.</summary>
    internal readonly SignalLevels And(in SignalLevels other) => Combine(other, 1);

    /// <summary>What was counted since an earlier moment.</summary>
    internal readonly SignalLevels Since(in SignalLevels earlier) => Combine(earlier, -1);

    private readonly SignalLevels Combine(in SignalLevels other, int sign)
    {
        var sum = this;
        for (var step = 0; step < Steps; step++)
        {
            sum._counts[step] += sign * other._counts[step];
        }

        return sum;
    }

    [InlineArray(Steps)]
    private struct Counts
    {
        private long _first;
    }
}
