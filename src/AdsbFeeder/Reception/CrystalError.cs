namespace AdsbFeeder.Reception;

/// <summary>How much too fast a radio's crystal runs: its samples are counted against this computer's clock, which runs right when it is synchronised.</summary>
/// <remarks>
/// A block is read at the earliest when its last sample was taken, and often later. Of each ten seconds the block that came with the least delay is
/// kept; the line through two of them, minutes apart, has the slope that is looked for. A millisecond of jitter over five minutes is 3 ppm.
/// The clock is monotonic: setting the time does not show in it, and slewing is what keeps it right. Lost samples begin anew.
/// </remarks>
internal sealed class CrystalError(int rateHertz, long timestampFrequency)
{
    /// <summary>Before so much time has passed jitter is more than what is looked for.</summary>
    private const double LeastSeconds = 120;

    private const double BinSeconds = 10;

    /// <summary>The line goes back so many bins: crystals drift as they warm.</summary>
    private const int Bins = 60;

    /// <summary>No crystal of a radio is so wrong: the rate is another one, or samples got lost unseen.</summary>
    private const double MostPpm = 500;

    private readonly Queue<(double Seconds, double Delay)> _bins = new(Bins + 1);
    private long _firstSamples, _firstTime;
    private bool _begun;
    private (double Seconds, double Delay) _best;
    private double _binEnd;
    private double _ppm = double.NaN;

    /// <summary>Parts per million that it is too fast; null until it has been watched for two minutes.</summary>
    internal double? Ppm => Volatile.Read(ref _ppm) is var ppm && double.IsFinite(ppm) ? ppm : null;

    /// <summary>Takes note that a block was there.</summary>
    /// <param name="samples">How many samples came since the start, this block's last one included.</param>
    /// <param name="lost">How many were lost just before the block.</param>
    /// <param name="timestamp">When its last sample was there at the latest, as of the monotonic clock.</param>
    internal void Observe(long samples, long lost, long timestamp)
    {
        if (!_begun || lost > 0)
        {
            (_begun, _firstSamples, _firstTime, _binEnd) = (true, samples, timestamp, BinSeconds);
            _bins.Clear();
            _best = (0, double.PositiveInfinity);
            return;
        }

        var seconds = (timestamp - _firstTime) / (double)timestampFrequency;
        var delay = seconds - ((samples - _firstSamples) / (double)rateHertz);
        if (delay < _best.Delay)
        {
            _best = (seconds, delay);
        }

        if (seconds < _binEnd)
        {
            return;
        }

        _bins.Enqueue(_best);
        while (_bins.Count > Bins)
        {
            _bins.Dequeue();
        }

        _best = (0, double.PositiveInfinity);
        _binEnd = seconds + BinSeconds;
        Estimate();
    }

    /// <summary>The least of the first third and of the last third: a delay that lasts for a while does not bend the line.</summary>
    private void Estimate()
    {
        var bins = _bins.ToArray();
        var third = bins.Length / 3;
        if (third == 0 || bins[^1].Seconds - bins[0].Seconds < LeastSeconds)
        {
            return;
        }

        // The earlier third is judged by its own slope too: what is the least there depends on it. One correction by the first guess is enough.
        var slope = Slope(bins, third, 0);
        slope = Slope(bins, third, slope);
        var ppm = -slope * 1e6;
        Volatile.Write(ref _ppm, Math.Abs(ppm) <= MostPpm ? ppm : double.NaN);
    }

    private static double Slope((double Seconds, double Delay)[] bins, int third, double guess)
    {
        var first = bins.AsSpan(0, third).ToArray().MinBy(bin => bin.Delay - (guess * bin.Seconds));
        var last = bins.AsSpan(bins.Length - third).ToArray().MinBy(bin => bin.Delay - (guess * bin.Seconds));
        return (last.Delay - first.Delay) / (last.Seconds - first.Seconds);
    }
}
