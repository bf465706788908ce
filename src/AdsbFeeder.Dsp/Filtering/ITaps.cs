namespace AdsbFeeder.Dsp;

/// <summary>A filter, given by its taps for any instant between two samples: as designed, or as measured.</summary>
internal interface ITaps
{
    /// <summary>Taps on either side of an instant; a full set has twice as many.</summary>
    int HalfTaps { get; }

    /// <summary>The taps for an instant <paramref name="fraction"/> (0 to 1) of a sample after sample n: tap k multiplies sample n - HalfTaps + 1 + k.</summary>
    void Taps(double fraction, Span<float> taps);

    /// <summary>What a pulse that gives an output of 1 at that instant looks like in the samples that the taps multiply.</summary>
    void Pulse(double fraction, Span<float> pulse);
}
