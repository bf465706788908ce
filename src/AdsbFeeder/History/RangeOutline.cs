using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>How far aircraft were heard in each whole degree of bearing, over the last 24 hours.</summary>
/// <remarks>The day is kept as 64 intervals of 22.5 minutes (readsb's number); the oldest is emptied when a new one begins.</remarks>
internal sealed class RangeOutline : ISnapshotKeeper
{
    private const int Bearings = 360;
    private const int Intervals = 64;
    private const long IntervalMs = 24 * 3_600_000L / Intervals;

    /// <summary>Positions older than this when a snapshot is taken were in the snapshot before.</summary>
    private const long FreshMs = 5_000;

    private readonly Lock _lock = new();
    private readonly Farthest[,] _farthest = new Farthest[Intervals, Bearings];
    private long _interval = -1;

    /// <inheritdoc/>
    public void Take(TrackingSnapshot snapshot)
    {
        lock (_lock)
        {
            Advance(snapshot.NowUnixMs / IntervalMs);
            foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
            {
                if (aircraft.Position.Source >= FieldSource.AdsbNonTransponder && aircraft.Position.AgeMs(snapshot.NowUnixMs) <= FreshMs)
                {
                    Add(aircraft);
                }
            }
        }
    }

    /// <summary>The farthest place in each direction in which one is known, by rising bearing.</summary>
    internal IReadOnlyList<OutlinePoint> Points()
    {
        var points = new List<OutlinePoint>(Bearings);
        lock (_lock)
        {
            for (var bearing = 0; bearing < Bearings; bearing++)
            {
                var farthest = default(Farthest);
                for (var interval = 0; interval < Intervals; interval++)
                {
                    if (_farthest[interval, bearing].NauticalMiles > farthest.NauticalMiles)
                    {
                        farthest = _farthest[interval, bearing];
                    }
                }

                if (farthest.NauticalMiles > 0)
                {
                    points.Add(farthest.Point);
                }
            }
        }

        return points;
    }

    private void Add(in AircraftState aircraft)
    {
        if (aircraft.DistanceNauticalMiles is not { } distance || aircraft.BearingDegrees is not { } bearing)
        {
            return;
        }

        ref var farthest = ref _farthest[_interval % Intervals, (int)bearing % Bearings];
        if (distance > farthest.NauticalMiles)
        {
            var onGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
            var feet = onGround ? 0 : aircraft.BarometricAltitudeFeet.ValueOrNull ?? aircraft.GeometricAltitudeFeet.ValueOrNull ?? 0;
            farthest = new Farthest(distance, new OutlinePoint(aircraft.Position.Value.Location, feet));
        }
    }

    /// <summary>Empties the intervals that begin; a clock that was set back goes on in the last one.</summary>
    private void Advance(long interval)
    {
        if (_interval < 0)
        {
            _interval = interval;
        }

        for (var steps = Math.Min(Intervals, interval - _interval); steps > 0; steps--)
        {
            for (var bearing = 0; bearing < Bearings; bearing++)
            {
                _farthest[(interval - steps + 1) % Intervals, bearing] = default;
            }
        }

        _interval = Math.Max(_interval, interval);
    }

    private readonly record struct Farthest(float NauticalMiles, OutlinePoint Point);
}
