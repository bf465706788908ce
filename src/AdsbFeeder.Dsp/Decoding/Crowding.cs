namespace AdsbFeeder.Dsp;

/// <summary>How crowded the air is: from few bursts a second, 0, to so many that most overlap, 1.</summary>
/// <remarks>
/// Where bursts overlap a weak one is seldom decoded, and there are many to try. Asking more of them keeps the cost within bounds: at 700 aircraft
/// a third of the work is spared for a tenth of the frames, and at 200 nothing changes.
/// </remarks>
/// <param name="from">Bursts looked at in a second at which it begins.</param>
/// <param name="full">Bursts looked at in a second at which it is full.</param>
internal sealed class Crowding(double from, double full)
{
    /// <summary>Share of a block in the mean: about 0.1 s.</summary>
    private const double Follow = 0.025;

    private double _rate;

    /// <summary>0 to 1.</summary>
    public float Share { get; private set; }

    /// <summary>Takes a block of <paramref name="steps"/> fine steps into account in which so many bursts were looked at.</summary>
    public void Add(long bursts, int steps)
    {
        _rate += Follow * ((double)bursts / steps * SampleRates.FineRate - _rate);
        Share = (float)Math.Clamp((_rate - from) / (full - from), 0, 1);
    }
}
