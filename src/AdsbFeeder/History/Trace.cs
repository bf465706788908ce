using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Where one aircraft was. For one thread.</summary>
/// <remarks>
/// A point is kept every 20 s (readsb's interval), and earlier where a straight line between points would be wrong: at a turn, a change of
/// speed or altitude, at take-off and landing.
/// </remarks>
internal sealed class Trace
{
    private const long IntervalMs = 20_000;
    private const long PauseMs = 20_000;
    private const long ShortestMs = 2_000;
    private const long FlightPauseMs = 30 * 60_000;
    private const long StandMs = 5 * 60_000;
    private const double TurnDegrees = 3;
    private const double ClimbFeet = 500;
    private const double SpeedKnots = 20;

    private readonly List<TracePoint> _points = [];
    private TracePoint _latest;
    private TraceDetails? _details;
    private long _onGroundSince;

    /// <summary>When its latest position was heard.</summary>
    internal long LatestMs => _latest.UnixMs;

    /// <summary>Points kept.</summary>
    internal int Count => _points.Count;

    /// <summary>Takes a position, if it is new.</summary>
    internal void Add(in AircraftState aircraft)
    {
        var elapsed = aircraft.Position.UpdatedUnixMs - _latest.UnixMs;
        if (elapsed <= 0 && _points.Count > 0)
        {
            return;
        }

        var flags = FlagsOf(aircraft, elapsed);
        _latest = new TracePoint(aircraft, flags, null);
        if (_points.Count > 0 && flags == TraceMarks.None && !IsTelling(_points[^1], _latest))
        {
            return;
        }

        if (_details is null || !_details.Describes(aircraft) || flags.HasFlag(TraceMarks.NewLeg))
        {
            _details = TraceDetails.Of(aircraft);
            _latest = new TracePoint(aircraft, flags, _details);
        }

        _points.Add(_latest);
    }

    /// <summary>Forgets what is older than a moment; returns how many points that were.</summary>
    internal int Forget(long beforeMs)
    {
        var count = 0;
        while (count < _points.Count && _points[count].UnixMs < beforeMs)
        {
            count++;
        }

        _points.RemoveRange(0, count);
        return count;
    }

    /// <summary>Forgets the older half; returns how many points that were.</summary>
    internal int Halve()
    {
        var count = (_points.Count + 1) / 2;
        _points.RemoveRange(0, count);
        return count;
    }

    /// <summary>The last points, at most so many, and the latest position behind them.</summary>
    internal TracePoint[] Last(int most)
    {
        var skip = Math.Max(0, _points.Count - most);
        var isKept = _points.Count > 0 && _points[^1].UnixMs == _latest.UnixMs;
        return [.. _points.Skip(skip), .. isKept ? [] : (TracePoint[])[_latest]];
    }

    private TraceMarks FlagsOf(in AircraftState aircraft, long elapsed)
    {
        var flags = _points.Count > 0 && elapsed > PauseMs ? TraceMarks.AfterPause : TraceMarks.None;
        var isOnGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
        var now = aircraft.Position.UpdatedUnixMs;
        var stood = _onGroundSince > 0 && now - _onGroundSince >= StandMs;
        if (_points.Count > 0 && (elapsed > FlightPauseMs || (!isOnGround && stood)))
        {
            flags |= TraceMarks.NewLeg;
        }

        _onGroundSince = !isOnGround ? 0 : _onGroundSince > 0 ? _onGroundSince : now;
        return flags;
    }

    private static bool IsTelling(in TracePoint last, in TracePoint now)
    {
        var elapsed = now.UnixMs - last.UnixMs;
        if (elapsed >= IntervalMs || now.IsOnGround != last.IsOnGround)
        {
            return true;
        }

        return elapsed >= ShortestMs
            && (Apart(last.TrackDegrees, now.TrackDegrees, 360) > TurnDegrees
                || Apart(last.BarometricAltitudeFeet, now.BarometricAltitudeFeet) > ClimbFeet
                || Apart(last.GroundSpeedKnots, now.GroundSpeedKnots) > SpeedKnots);
    }

    /// <summary>How far apart two values are, on a circle if it has a circumference; 0 when one is unknown.</summary>
    private static double Apart(double? a, double? b, double circumference = 0)
    {
        var apart = Math.Abs((a - b) ?? 0);
        return circumference > 0 ? Math.Min(apart, circumference - apart) : apart;
    }
}
