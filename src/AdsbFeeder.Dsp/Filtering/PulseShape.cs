namespace AdsbFeeder.Dsp;

/// <summary>What one pulse of amplitude 1 looks like after the filter, whose noise gain is 1.</summary>
/// <remarks>At first as designed: a rectangle seen through the sampled band. <see cref="PulseLearning"/> finds out what it is here.</remarks>
internal sealed class PulseShape
{
    /// <summary>Measures the filter.</summary>
    public PulseShape(PulseFilter filter, int samplesPerSecond)
    {
        var chip = samplesPerSecond * 0.5e-6;
        Leak1 = (float)filter.Leakage(chip);
        Leak2 = (float)filter.Leakage(2 * chip);
        Leak3 = (float)filter.Leakage(3 * chip);
        Gain = filter.Gain;
    }

    /// <summary>Amplitude at the centre of a pulse of amplitude 1.</summary>
    public float Gain { get; }

    /// <summary>Share of the peak that reaches the neighbouring chip.</summary>
    public float Leak1 { get; set; }

    /// <summary>Share of the peak that reaches the second chip.</summary>
    public float Leak2 { get; set; }

    /// <summary>Share of the peak that reaches the third chip.</summary>
    public float Leak3 { get; set; }
}
