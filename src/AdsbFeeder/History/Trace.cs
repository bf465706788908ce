using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Where one aircraft was. For one thread.</summary>
/// <remarks>
/// A point is kept every 20 s (readsb's interval), and earlier where a straight line between points would be wrong: at a turn, a change of
/// speed or altitude, at take-off and landing. Points are encoded 32 at a time, so that a day of everybody fits into memory; a block never
/// reaches over the end of a half hour, so that a file of the history is made of whole blocks.
/// </remarks>
internal sealed class Trace
{
    /// <summary>What an aircraft costs beside its points: objects, lists, its place in the dictionary.</summary>
    internal const int OwnBytes = 640;

    private const int BlockPoints = 32;

    /// <summary>What it tells beside its way is kept this often at least, and when what stays for a while changes.</summary>
    private const int DetailsEvery = 16;
    private const int PointBytes = 48;
    private const int BlockBytes = 56;   // object, array header and reference
    private const long IntervalMs = 20_000;
    private const long PauseMs = 20_000;
    private const long ShortestMs = 2_000;
    private const long FlightPauseMs = 30 * 60_000;
    private const long StandMs = 5 * 60_000;
    private const double TurnDegrees = 3;
    private const double ClimbFeet = 500;
    private const double SpeedKnots = 20;

    private readonly List<TraceChunk> _chunks = [];
    private readonly List<TracePoint> _tail = [];
    private int _encoded;
    private long _encodedBytes;
    private TracePoint _kept, _latest;
    private TraceDetails? _details;
    private long _onGroundSince;

    /// <summary>When its first point is.</summary>
    internal long FirstMs => _chunks.Count > 0 ? _chunks[0].StartMs : _tail.Count > 0 ? _tail[0].UnixMs : _latest.UnixMs;

    /// <summary>When its latest position was heard.</summary>
    internal long LatestMs => _latest.UnixMs;

    /// <summary>Points kept.</summary>
    internal int Count => _encoded + _tail.Count;

    /// <summary>About how much memory it takes.</summary>
    internal long Bytes => OwnBytes + _encodedBytes + ((long)_tail.Capacity * PointBytes);

    /// <summary>Takes a position, if it is new; true when it was worth keeping.</summary>
    internal bool Add(in AircraftState aircraft)
    {
        var elapsed = aircraft.Position.UpdatedUnixMs - _latest.UnixMs;
        if (elapsed <= 0 && Count > 0)
        {
            return false;
        }

        var flags = FlagsOf(aircraft, elapsed);
        _latest = new TracePoint(aircraft, flags, null);
        if (Count > 0 && flags == TraceMarks.None && !IsTelling(_kept, _latest))
        {
            return false;
        }

        if (_tail.Count > 0 && (_tail.Count == BlockPoints || HalfHour.Of(_tail[0].UnixMs) != HalfHour.Of(_latest.UnixMs)))
        {
            Encode();
        }

        // Each block tells whose it is, so that a part of a trace can be drawn.
        if (_tail.Count % DetailsEvery == 0 || flags.HasFlag(TraceMarks.NewLeg) || _details?.Describes(aircraft) != true)
        {
            _details = TraceDetails.Of(aircraft);
            _latest = new TracePoint(aircraft, flags, _details);
        }

        _tail.Add(_latest);
        _kept = _latest;
        return true;
    }

    /// <summary>Half hours in which it has points; some may come twice.</summary>
    internal IEnumerable<HalfHour> Halves()
    {
        foreach (var chunk in _chunks)
        {
            yield return HalfHour.Of(chunk.StartMs);
        }

        if (_tail.Count > 0)
        {
            yield return HalfHour.Of(_tail[0].UnixMs);
        }
    }

    /// <summary>Puts what a file of the history kept in front of what is known since.</summary>
    internal void Restore(IReadOnlyList<TraceChunk> chunks)
    {
        _chunks.InsertRange(0, chunks);
        foreach (var chunk in chunks)
        {
            _encoded += chunk.Count;
            _encodedBytes += chunk.Bytes.Length + BlockBytes;
        }

        if (_latest.UnixMs == 0)
        {
            ContinueFrom(chunks[^1]);
        }
    }

    /// <summary>Encodes what is left of an aircraft that is not heard any more.</summary>
    internal void Settle()
    {
        if (_tail.Count > 0)
        {
            Encode();
        }

        _tail.TrimExcess();
    }

    /// <summary>Forgets blocks that ended before a moment.</summary>
    internal void Forget(long beforeMs)
    {
        var count = _chunks.FindIndex(chunk => chunk.EndMs >= beforeMs);
        RemoveChunks(0, count < 0 ? _chunks.Count : count);
        if (_tail.Count > 0 && _tail[^1].UnixMs < beforeMs)
        {
            _tail.Clear();
        }
    }

    /// <summary>Forgets what is dated after a moment: the clock was set back, so that was never.</summary>
    internal void ForgetAfter(long ms)
    {
        _tail.RemoveAll(point => point.UnixMs > ms);
        for (var i = _chunks.Count - 1; i >= 0 && _chunks[i].EndMs > ms; i--)
        {
            var points = new List<TracePoint>();
            if (_chunks[i].StartMs <= ms)
            {
                _chunks[i].CopyTo(points);
                points.RemoveAll(point => point.UnixMs > ms);
            }

            RemoveChunks(i, 1);
            if (points.Count > 0)
            {
                Append(TraceChunk.Of(points));
            }
        }

        if (_latest.UnixMs <= ms)
        {
            return;
        }

        (_latest, _kept, _onGroundSince) = (default, default, 0);
        if (_tail.Count > 0)
        {
            _latest = _kept = _tail[^1];
        }
        else if (_chunks.Count > 0)
        {
            ContinueFrom(_chunks[^1]);
        }
    }

    /// <summary>Forgets about the older half.</summary>
    internal void Halve()
    {
        RemoveChunks(0, (_chunks.Count + 1) / 2);
        if (_chunks.Count == 0)
        {
            _tail.RemoveRange(0, _tail.Count / 2);
        }
    }

    /// <summary>The last points, at least so many if there are, and the latest position behind them.</summary>
    internal List<TracePoint> Last(int least)
    {
        var first = _chunks.Count;
        for (var count = _tail.Count; first > 0 && count < least; first--)
        {
            count += _chunks[first - 1].Count;
        }

        var points = new List<TracePoint>();
        for (; first < _chunks.Count; first++)
        {
            _chunks[first].CopyTo(points);
        }

        points.AddRange(_tail);
        AddLatest(points);
        return points;
    }

    /// <summary>What was within a half hour; null when nothing was.</summary>
    internal TracePart? Within(HalfHour half)
    {
        var chunks = _chunks.Where(chunk => HalfHour.Of(chunk.StartMs) == half).ToArray();
        var tail = new List<TracePoint>();
        if (_tail.Count > 0 && HalfHour.Of(_tail[0].UnixMs) == half)
        {
            tail.AddRange(_tail);
        }

        if (HalfHour.Of(_latest.UnixMs) == half)
        {
            AddLatest(tail);
        }

        return chunks.Length > 0 || tail.Count > 0 ? new TracePart(chunks, [.. tail]) : null;
    }

    private void AddLatest(List<TracePoint> points)
    {
        if (_latest.UnixMs > _kept.UnixMs)
        {
            points.Add(_latest);
        }
    }

    private void Encode()
    {
        Append(TraceChunk.Of(_tail));
        _tail.Clear();
    }

    private void Append(TraceChunk chunk)
    {
        _chunks.Add(chunk);
        _encoded += chunk.Count;
        _encodedBytes += chunk.Bytes.Length + BlockBytes;
    }

    private void RemoveChunks(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            _encoded -= _chunks[i].Count;
            _encodedBytes -= _chunks[i].Bytes.Length + BlockBytes;
        }

        _chunks.RemoveRange(first, count);
    }

    private void ContinueFrom(TraceChunk chunk)
    {
        var points = new List<TracePoint>();
        chunk.CopyTo(points);
        _latest = _kept = points[^1];
    }

    private TraceMarks FlagsOf(in AircraftState aircraft, long elapsed)
    {
        var flags = Count > 0 && elapsed > PauseMs ? TraceMarks.AfterPause : TraceMarks.None;
        var isOnGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
        var now = aircraft.Position.UpdatedUnixMs;
        var stood = _onGroundSince > 0 && now - _onGroundSince >= StandMs;
        if (Count > 0 && (elapsed > FlightPauseMs || (!isOnGround && stood)))
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
