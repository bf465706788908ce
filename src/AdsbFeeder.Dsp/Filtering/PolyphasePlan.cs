namespace AdsbFeeder.Dsp;

/// <summary>Rational resampling by L/M as rows: row r makes the outputs r, r + L, r + 2L … and always uses the same taps.</summary>
/// <remarks><code>
///   output n lies at input time n M/L.  n = r + L j  →  input time  jM + rM/L
///   input i lies in plane i mod M at place i div M, so that one row reads consecutive floats of each plane as j advances
/// </code>
/// At 2.4 MS/s L/M is 5/1 and the one plane is the input itself.</remarks>
internal sealed class PolyphasePlan
{
    /// <summary>The plan for a sample rate, with planes of <paramref name="planeLength"/> floats.</summary>
    public PolyphasePlan(int samplesPerSecond, PulseFilter filter, int planeLength)
    {
        (Up, Down) = SampleRates.Ratio(samplesPerSecond);
        TapsPerRow = 2 * filter.HalfTaps;
        Taps = new float[Up * TapsPerRow];
        Offsets = new int[Up * TapsPerRow];
        for (var r = 0; r < Up; r++)
        {
            var first = r * Down / Up;
            for (var k = 0; k < TapsPerRow; k++)
            {
                Offsets[r * TapsPerRow + k] = (first + k) % Down * planeLength + (first + k) / Down;
            }
        }

        LastOffset = Offsets.Max();
        Load(filter);
    }

    /// <summary>Takes the taps of another filter of the same length.</summary>
    public void Load(ITaps filter)
    {
        for (var r = 0; r < Up; r++)
        {
            filter.Taps((double)(r * Down % Up) / Up, Taps.AsSpan(r * TapsPerRow, TapsPerRow));
        }
    }

    /// <summary>L: outputs per group.</summary>
    public int Up { get; }

    /// <summary>M: inputs per group, and the number of planes.</summary>
    public int Down { get; }

    /// <summary>Taps of one output.</summary>
    public int TapsPerRow { get; }

    /// <summary>Taps, row after row.</summary>
    public float[] Taps { get; }

    /// <summary>Place of the sample that each tap multiplies when j is 0, row after row.</summary>
    public int[] Offsets { get; }

    /// <summary>The farthest of <see cref="Offsets"/>.</summary>
    public int LastOffset { get; }
}
