namespace AdsbFeeder.Tracking;

/// <summary>The counters of the last minute, 5 and 15 minutes and of the whole run, from samples of growing counters.</summary>
/// <remarks>
/// Keeps one sample for each 10 seconds of 15 minutes, so a period ends now and starts at the nearest such mark. For one thread. A clock that
/// is set back only bends the times that are shown: marks follow the time that passed since the mark before.
/// </remarks>
public sealed class StatisticsWindows
{
    private const long MarkMs = 10_000;
    private const int Marks = 15 * 6 + 1;

    private readonly Mark[] _marks = new Mark[Marks];
    private readonly StatisticsSample _first;
    private StatisticsSample _last;
    private int _count;
    private double _peak, _totalPeak, _distance, _totalDistance;

    /// <summary>Starts at this moment; what was counted before belongs to no period.</summary>
    public StatisticsWindows(StatisticsSample first)
    {
        _first = _last = first;
        _marks[_count++] = new Mark(first, 0, 0);
    }

    /// <summary>Since the last mark: the last seconds.</summary>
    public StatisticsPeriod Latest => Since(0);

    /// <summary>The last minute, or as much of it as there was.</summary>
    public StatisticsPeriod Last1Min => Since(6);

    /// <summary>The last five minutes.</summary>
    public StatisticsPeriod Last5Min => Since(30);

    /// <summary>The last quarter of an hour.</summary>
    public StatisticsPeriod Last15Min => Since(90);

    /// <summary>All of it.</summary>
    public StatisticsPeriod Total => StatisticsPeriod.Between(_first, _last, _totalPeak, _totalDistance);

    /// <summary>Adds the counters of this moment, about once a second.</summary>
    public void Add(StatisticsSample sample)
    {
        _last = sample;
        _peak = Math.Max(_peak, sample.PeakSignalPower);
        _distance = Math.Max(_distance, sample.MaxDistanceMetres);
        _totalPeak = Math.Max(_totalPeak, sample.PeakSignalPower);
        _totalDistance = Math.Max(_totalDistance, sample.MaxDistanceMetres);
        var since = sample.UnixMs - _marks[(_count - 1) % Marks].Sample.UnixMs;
        if (since is >= 0 and < MarkMs) return;

        _marks[_count++ % Marks] = new Mark(sample, _peak, _distance);
        (_peak, _distance) = (0, 0);
    }

    private StatisticsPeriod Since(int marksBack)
    {
        marksBack = Math.Min(marksBack, Math.Min(_count, Marks) - 1);
        var (peak, distance) = (_peak, _distance);
        for (var back = 0; back < marksBack; back++)
        {
            ref readonly var mark = ref _marks[(_count - 1 - back) % Marks];
            peak = Math.Max(peak, mark.Peak);
            distance = Math.Max(distance, mark.Distance);
        }

        return StatisticsPeriod.Between(_marks[(_count - 1 - marksBack) % Marks].Sample, _last, peak, distance);
    }

    /// <summary>A sample and the largest values of the ten seconds before it.</summary>
    private readonly record struct Mark(StatisticsSample Sample, double Peak, double Distance);
}
