namespace AdsbFeeder.Dsp;

/// <summary>How crowded the air is: from few bursts a second, 0, to so many that most overlap, 1.</summary>
/// <remarks>
/// Where bursts overlap a weak one is seldom decoded, and there are many to try. Asking more of them keeps the cost within bounds: at 700 aircraft
/// a quarter of the work is spared for 3 % of the frames, and at 200 nothing changes.
/// </remarks>
internal sealed class Crowding
{
    /// <summary>Bursts looked at per fine step from which it begins and at which it is full: 3500 and 9000 a second.</summary>
    private const double Begin = 3500.0 / SampleRates.FineRate;

    /// <inheritdoc cref="Begin"/>
    private const double Full = 9000.0 / SampleRates.FineRate;

    /// <summary>Share of a block in the mean: about 0.1 s.</summary>
    private const double Follow = 0.025;

    private double _rate;

    /// <summary>0 to 1.</summary>
    public float Share { get; private set; }

    /// <summary>Takes a block of <paramref name="steps"/> fine steps into account in which so many bursts were looked at.</summary>
    public void Add(long bursts, int steps)
    {
        _rate += Follow * ((double)bursts / steps - _rate);
        Share = (float)Math.Clamp((_rate - Begin) / (Full - Begin), 0, 1);
    }
}
