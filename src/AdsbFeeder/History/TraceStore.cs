using AdsbFeeder.Configuration;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Where everybody was in the last 25 hours, in bounded memory.</summary>
/// <remarks>
/// When its memory is used up, the oldest half hours are forgotten. Pages ask for yesterday's traces as
/// "the last 24 hours" until one o'clock, hence the 25th hour.
/// </remarks>
internal sealed class TraceStore : ISnapshotKeeper
{
    /// <summary>Points in trace_recent; readsb has as many.</summary>
    internal const int RecentPoints = 142;

    internal const long LifeMs = 25 * 3_600_000L;

    private const long ForgetEveryMs = 60_000;
    private const long SettleMs = 10 * 60_000;

    /// <summary>Less is the disorder of snapshots; more is a clock that was set back.</summary>
    private const long StepMs = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Address, Trace> _traces = [];
    private readonly SortedDictionary<HalfHour, long> _unwritten = [];
    private readonly long _mostBytes;
    private long _bytes, _points, _changes;
    private long _forgotMs, _nowMs, _completeFromMs;

    public TraceStore(Settings settings)
        : this(settings.History.MemoryMegabytes * 1_000_000L)
    {
    }

    internal TraceStore(long mostBytes) => _mostBytes = mostBytes;

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

    /// <summary>About how much memory they take.</summary>
    internal long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>What was before this moment was given up for want of room; 0 when nothing was.</summary>
    internal long CompleteFromMs
    {
        get
        {
            lock (_lock)
            {
                return _completeFromMs;
            }
        }
    }

    /// <summary>Notes that what was before a moment is not restored, for want of room.</summary>
    internal void GiveUpBefore(long ms)
    {
        lock (_lock)
        {
            _completeFromMs = ms;
        }
    }

    /// <summary>How much may be restored: what is heard then needs room too.</summary>
    internal long RestorableBytes => _mostBytes / 10 * 8;

    /// <inheritdoc/>
    public void Take(TrackingSnapshot snapshot)
    {
        lock (_lock)
        {
            var now = snapshot.NowUnixMs;
            if (now < _nowMs - StepMs)
            {
                ForgetAfter(now);
            }

            _nowMs = now;
            foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
            {
                if (aircraft.Position.IsPresent)
                {
                    Add(aircraft);
                }
            }

            if (Math.Abs(now - _forgotMs) >= ForgetEveryMs)
            {
                _forgotMs = now;
                Forget(now);
            }

            MakeRoom();
        }
    }

    /// <summary>The points of an aircraft in the order of time, the last ones or all; null when nothing is known of it.</summary>
    internal List<TracePoint>? Find(Address address, int least = int.MaxValue)
    {
        lock (_lock)
        {
            return _traces.TryGetValue(address, out var trace) ? trace.Last(least) : null;
        }
    }

    /// <summary>What is known of one aircraft in a half hour; null when nothing is.</summary>
    internal TracePart? Find(Address address, HalfHour half)
    {
        lock (_lock)
        {
            return _traces.TryGetValue(address, out var trace) ? trace.Within(half) : null;
        }
    }

    /// <summary>What is known of everybody in a half hour.</summary>
    internal List<KeyValuePair<Address, TracePart>> Within(HalfHour half)
    {
        lock (_lock)
        {
            var parts = new List<KeyValuePair<Address, TracePart>>();
            foreach (var (address, trace) in _traces)
            {
                if (trace.Within(half) is { } part)
                {
                    parts.Add(new(address, part));
                }
            }

            return parts;
        }
    }

    /// <summary>Half hours of which memory has something, the oldest first.</summary>
    internal List<HalfHour> Halves()
    {
        lock (_lock)
        {
            return [.. _traces.Values.SelectMany(trace => trace.Halves()).Distinct().Order()];
        }
    }

    /// <summary>Half hours that got points since they were written, the oldest first, each with a number that says which state that is.</summary>
    internal List<KeyValuePair<HalfHour, long>> Unwritten()
    {
        lock (_lock)
        {
            return [.. _unwritten];
        }
    }

    /// <summary>Notes that a half hour was written in that state.</summary>
    internal void Written(HalfHour half, long state)
    {
        lock (_lock)
        {
            if (_unwritten.TryGetValue(half, out var latest) && latest == state)
            {
                _unwritten.Remove(half);
            }
        }
    }

    /// <summary>Puts back what a file had of one aircraft: the latest half hour first, each in front of what is known.</summary>
    internal void Restore(Address address, IReadOnlyList<TraceChunk> chunks)
    {
        lock (_lock)
        {
            var trace = Known(address);
            Account(trace, -1);
            trace.Restore(chunks);
            Account(trace, 1);
            MakeRoom();
        }
    }

    private Trace Known(Address address)
    {
        if (!_traces.TryGetValue(address, out var trace))
        {
            _traces.Add(address, trace = new Trace());
            Account(trace, 1);
        }

        return trace;
    }

    private void Add(in AircraftState aircraft)
    {
        var trace = Known(aircraft.Address);
        Account(trace, -1);
        if (trace.Add(aircraft))
        {
            _unwritten[HalfHour.Of(trace.LatestMs)] = ++_changes;
        }

        Account(trace, 1);
    }

    private void Account(Trace trace, int sign)
    {
        _bytes += sign * trace.Bytes;
        _points += sign * trace.Count;
    }

    private void Forget(long nowMs)
    {
        ForgetBefore(nowMs - LifeMs);
        foreach (var trace in _traces.Values.Where(trace => trace.LatestMs < nowMs - SettleMs))
        {
            Account(trace, -1);
            trace.Settle();
            Account(trace, 1);
        }

        while (_unwritten.Count > 0 && _unwritten.First().Key.EndMs < nowMs - LifeMs)
        {
            _unwritten.Remove(_unwritten.First().Key);   // nobody wrote it, and now nobody can
        }
    }

    private void ForgetBefore(long ms)
    {
        foreach (var (address, trace) in _traces)
        {
            Account(trace, -1);
            trace.Forget(ms);
            if (trace.LatestMs < ms)
            {
                _traces.Remove(address);
                continue;
            }

            Account(trace, 1);
        }
    }

    private void ForgetAfter(long ms)
    {
        foreach (var (address, trace) in _traces)
        {
            Account(trace, -1);
            trace.ForgetAfter(ms);
            if (trace.Count == 0)
            {
                _traces.Remove(address);
                continue;
            }

            Account(trace, 1);
        }

        foreach (var half in _unwritten.Keys.Where(half => half.StartMs > ms).ToList())
        {
            _unwritten.Remove(half);
        }
    }

    /// <summary>Gives up the oldest half hours of all; when only the running one is left, the traces that ended first; when one is left, its older half.</summary>
    private void MakeRoom()
    {
        if (_bytes <= _mostBytes)
        {
            return;
        }

        // A tenth at once, so that it is not done for every snapshot.
        var goal = _mostBytes - (_mostBytes / 10);
        var running = HalfHour.Of(_nowMs);
        for (var half = HalfHour.Of(_traces.Values.Min(trace => trace.FirstMs)); _bytes > goal && half.CompareTo(running) < 0; half += 1)
        {
            _completeFromMs = half.EndMs;
            ForgetBefore(half.EndMs);
        }

        if (_bytes > goal)
        {
            ForgetTraces(goal);
        }
    }

    private void ForgetTraces(long goal)
    {
        foreach (var (address, trace) in _traces.OrderBy(pair => pair.Value.LatestMs).ThenByDescending(pair => pair.Value.Count).ToList())
        {
            if (_bytes <= goal)
            {
                return;
            }

            Account(trace, -1);
            if (_traces.Count > 1)
            {
                _traces.Remove(address);
                continue;
            }

            trace.Halve();
            Account(trace, 1);
        }
    }
}
