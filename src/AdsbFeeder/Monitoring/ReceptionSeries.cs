using AdsbFeeder.Tracking;

namespace AdsbFeeder.Monitoring;

/// <summary>Reception over time: a point for each step, the newest so many of them. For one thread.</summary>
/// <remarks>A clock that is set back ends a step early and bends the times that are shown; nothing else.</remarks>
internal sealed class ReceptionSeries(TimeSpan step, int capacity)
{
    private readonly ReceptionPoint[] _points = new ReceptionPoint[capacity];
    private StatisticsSample? _start;
    private double _peak, _distance;
    private long _count;

    internal TimeSpan Step => step;

    /// <summary>The points, oldest first.</summary>
    internal IEnumerable<ReceptionPoint> Points
    {
        get
        {
            for (var number = Math.Max(0, _count - _points.Length); number < _count; number++)
            {
                yield return _points[number % _points.Length];
            }
        }
    }

    /// <summary>Takes the counters of this moment, about once a second.</summary>
    internal void Add(StatisticsSample sample, int aircraft, int withPosition, double? gain)
    {
        if (_start is not { } start)
        {
            _start = sample;
            return;
        }

        _peak = Math.Max(_peak, sample.PeakSignalPower);
        _distance = Math.Max(_distance, sample.MaxDistanceMetres);
        var length = sample.UnixMs - start.UnixMs;
        if (length >= 0 && length < step.TotalMilliseconds)
        {
            return;
        }

        _points[_count++ % _points.Length] = ReceptionPoint.Of(StatisticsPeriod.Between(start, sample, _peak, _distance), aircraft, withPosition, gain);
        (_start, _peak, _distance) = (sample, 0, 0);
    }
}
