namespace AdsbFeeder.Dsp;

/// <summary>What one pulse of amplitude 1 looks like after the filter, whose noise gain is 1.</summary>
/// <remarks>At first as designed: a rectangle seen through the sampled band. <see cref="PulseLearning"/> finds out what it is here.</remarks>
internal sealed class PulseShape
{
    private readonly double _chip;

    /// <summary>Measures the filter.</summary>
    public PulseShape(PulseFilter filter, int samplesPerSecond)
    {
        _chip = samplesPerSecond * 0.5e-6;
        Take(filter);
    }

    /// <summary>Measures the designed filter.</summary>
    public void Take(PulseFilter filter)
    {
        (Leak1, Leak2, Leak3) = ((float)filter.Leakage(_chip), (float)filter.Leakage(2 * _chip), (float)filter.Leakage(3 * _chip));
        Gain = filter.Gain;
    }

    /// <summary>Measures a filter that takes its place.</summary>
    public void Take(WhitenedFilter filter)
    {
        (Leak1, Leak2, Leak3) = (filter.Leakage(_chip), filter.Leakage(2 * _chip), filter.Leakage(3 * _chip));
        Gain = (float)filter.Gain;
    }

    /// <summary>Mean amplitude at the centre of a pulse of amplitude 1.</summary>
    public float Gain { get; private set; }

    /// <summary>Share of the peak that reaches the neighbouring chip.</summary>
    public float Leak1 { get; set; }

    /// <summary>Share of the peak that reaches the second chip.</summary>
    public float Leak2 { get; set; }

    /// <summary>Share of the peak that reaches the third chip.</summary>
    public float Leak3 { get; set; }
}
