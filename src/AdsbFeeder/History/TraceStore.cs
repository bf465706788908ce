using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Where everybody was in the last 24 hours, in bounded memory.</summary>
internal sealed class TraceStore : ISnapshotKeeper
{
    /// <summary>Points in trace_recent; readsb has as many.</summary>
    internal const int RecentPoints = 142;

    /// <summary>A point takes 48 bytes, and lists have room for growth: about 60 MB when full. 100 aircraft fill a tenth of it in a day.</summary>
    internal const int DefaultMostPoints = 600_000;

    private const long LifeMs = 24 * 3_600_000L;
    private const long ForgetEveryMs = 60_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Address, Trace> _traces = [];
    private readonly int _mostPoints;
    private long _points;
    private long _forgotMs;

    public TraceStore()
        : this(DefaultMostPoints)
    {
    }

    internal TraceStore(int mostPoints) => _mostPoints = mostPoints;

    /// <summary>Points kept of all aircraft.</summary>
    internal long Points
    {
        get
        {
            lock (_lock)
            {
                return _points;
            }
        }
    }

    /// <inheritdoc/>
    public void Take(TrackingSnapshot snapshot)
    {
        lock (_lock)
        {
            foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
            {
                if (aircraft.Position.IsPresent)
                {
                    Add(aircraft);
                }
            }

            if (Math.Abs(snapshot.NowUnixMs - _forgotMs) >= ForgetEveryMs)
            {
                _forgotMs = snapshot.NowUnixMs;
                Forget(snapshot.NowUnixMs - LifeMs);
            }

            MakeRoom();
        }
    }

    /// <summary>The points of an aircraft in the order of time; null when nothing is known of it.</summary>
    internal TracePoint[]? Find(Address address, int most = int.MaxValue)
    {
        lock (_lock)
        {
            return _traces.TryGetValue(address, out var trace) ? trace.Last(most) : null;
        }
    }

    private void Add(in AircraftState aircraft)
    {
        if (!_traces.TryGetValue(aircraft.Address, out var trace))
        {
            _traces.Add(aircraft.Address, trace = new Trace());
        }

        var before = trace.Count;
        trace.Add(aircraft);
        _points += trace.Count - before;
    }

    private void Forget(long beforeMs)
    {
        foreach (var (address, trace) in _traces)
        {
            _points -= trace.Forget(beforeMs);
            if (trace.LatestMs < beforeMs)
            {
                _traces.Remove(address);
            }
        }
    }

    /// <summary>Gives up the traces that ended first; when one is left, its older half.</summary>
    private void MakeRoom()
    {
        if (_points <= _mostPoints)
        {
            return;
        }

        // A tenth at once, so that the sorting is worth it.
        var goal = _mostPoints - (_mostPoints / 10);
        foreach (var (address, trace) in _traces.OrderBy(pair => pair.Value.LatestMs).ThenByDescending(pair => pair.Value.Count).ToList())
        {
            if (_points <= goal)
            {
                return;
            }

            if (_traces.Count > 1)
            {
                _points -= trace.Count;
                _traces.Remove(address);
            }
            else
            {
                _points -= trace.Halve();
            }
        }
    }
}
