namespace AdsbFeeder.Simulation.Air;

/// <summary>How much a burst was disturbed.</summary>
/// <param name="Burst">The burst.</param>
/// <param name="OverlapSeconds">How long other bursts were on the air with it, each counted for itself.</param>
/// <param name="StrongestDecibels">Power of the strongest of them over its own; absent when it was alone.</param>
internal readonly record struct MeasuredBurst(Burst Burst, double OverlapSeconds, double? StrongestDecibels);

/// <summary>Measures overlaps of bursts that come in order of arrival; each leaves when nothing can overlap it any more.</summary>
internal sealed class OverlapMeter
{
    private readonly Queue<MeasuredBurst> _done = new();
    private readonly List<MeasuredBurst> _open = [];

    /// <summary>Adds the next burst.</summary>
    public void Add(in Burst burst)
    {
        Close(burst.ArrivalSeconds);
        var own = new MeasuredBurst(burst, 0, null);
        for (var i = 0; i < _open.Count; i++)
        {
            var other = _open[i];
            var seconds = Math.Min(other.Burst.EndSeconds, burst.EndSeconds) - burst.ArrivalSeconds;
            if (seconds <= 0)
                continue;

            var ratio = burst.PowerDecibels - other.Burst.PowerDecibels;
            _open[i] = With(other, seconds, ratio);
            own = With(own, seconds, -ratio);
        }

        _open.Add(own);
    }

    /// <summary>Tells that no burst will arrive before a time.</summary>
    public void Close(double seconds)
    {
        var closed = 0;
        while (closed < _open.Count && _open[closed].Burst.EndSeconds <= seconds)
            _done.Enqueue(_open[closed++]);

        _open.RemoveRange(0, closed);
    }

    /// <summary>Takes a burst whose measurement is complete.</summary>
    public bool TryTake(out MeasuredBurst burst) => _done.TryDequeue(out burst);

    private static MeasuredBurst With(MeasuredBurst burst, double seconds, double ratio) => burst with
    {
        OverlapSeconds = burst.OverlapSeconds + seconds,
        StrongestDecibels = Math.Max(burst.StrongestDecibels ?? double.MinValue, ratio),
    };
}
