using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>How far aircraft were heard in each whole degree of bearing, by altitude, over the last 24 hours.</summary>
internal sealed class RangeOutline : ISnapshotKeeper
{
    /// <summary>Bearings of an outline.</summary>
    internal const int Bearings = 360;

    /// <summary>Where bands of altitude meet, feet.</summary>
    internal static readonly int[] BandLimits = [5_000, 10_000, 20_000, 30_000];

    /// <summary>Bands of altitude.</summary>
    internal static readonly int Bands = BandLimits.Length + 1;

    /// <summary>The day, and the half hour that runs.</summary>
    internal const int Intervals = HalfHour.PerDay + 1;

    /// <summary>Positions older than this when a snapshot is taken were in the snapshot before.</summary>
    private const long FreshMs = 5_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<HalfHour, Farthest[]> _intervals = [];
    private HalfHour? _now;

    /// <inheritdoc/>
    public void Take(TrackingSnapshot snapshot)
    {
        lock (_lock)
        {
            var interval = Advance(HalfHour.Of(snapshot.NowUnixMs));
            foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
            {
                if (aircraft.Position.Source >= FieldSource.AdsbNonTransponder && aircraft.Position.AgeMs(snapshot.NowUnixMs) <= FreshMs)
                {
                    Add(interval, aircraft);
                }
            }
        }
    }

    /// <summary>The farthest place in each direction in which one is known, by rising bearing.</summary>
    /// <param name="hours">How far back to look; to the whole half hour.</param>
    /// <param name="leastFeet">Lower end of the altitudes, one of <see cref="BandLimits"/>; absent for the ground.</param>
    /// <param name="mostFeet">Upper end, another one; absent for no end.</param>
    internal IReadOnlyList<OutlinePoint> Points(double hours = 24, int? leastFeet = null, int? mostFeet = null)
    {
        var points = new List<OutlinePoint>(Bearings);
        lock (_lock)
        {
            var (firstBand, lastBand) = (leastFeet is { } least ? Band(least) : 0, mostFeet is { } most ? Band(most) - 1 : Bands - 1);
            var first = (_now ?? default) + -(long)Math.Ceiling(Math.Clamp(hours, 0, 24) * 2);
            var intervals = _intervals.Where(interval => interval.Key.Index >= first.Index).Select(interval => interval.Value).ToList();
            for (var bearing = 0; bearing < Bearings; bearing++)
            {
                var farthest = default(Farthest);
                foreach (var interval in intervals)
                {
                    for (var band = firstBand; band <= lastBand; band++)
                    {
                        ref readonly var here = ref interval[(band * Bearings) + bearing];
                        if (here.NauticalMiles > farthest.NauticalMiles)
                        {
                            farthest = here;
                        }
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

    /// <summary>A copy of one half hour: <see cref="Bands"/> times <see cref="Bearings"/> places; null when nothing was heard.</summary>
    internal Farthest[]? Within(HalfHour half)
    {
        lock (_lock)
        {
            return _intervals.TryGetValue(half, out var interval) ? [.. interval] : null;
        }
    }

    /// <summary>Puts back what a file had of a half hour.</summary>
    internal void Restore(HalfHour half, Farthest[] places)
    {
        lock (_lock)
        {
            if (!_intervals.TryGetValue(half, out var interval))
            {
                _intervals.Add(half, [.. places]);
                return;
            }

            for (var i = 0; i < interval.Length; i++)
            {
                interval[i] = places[i].NauticalMiles > interval[i].NauticalMiles ? places[i] : interval[i];
            }
        }
    }

    /// <summary>Which band an altitude lies in.</summary>
    internal static int Band(int feet) => BandLimits.Count(limit => feet >= limit);

    private static void Add(Farthest[] interval, in AircraftState aircraft)
    {
        if (aircraft.DistanceNauticalMiles is not { } distance || aircraft.BearingDegrees is not { } bearing)
        {
            return;
        }

        var onGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
        var feet = onGround ? 0 : aircraft.BarometricAltitudeFeet.ValueOrNull ?? aircraft.GeometricAltitudeFeet.ValueOrNull ?? 0;
        ref var farthest = ref interval[(Band(feet) * Bearings) + ((int)bearing % Bearings)];
        if (distance > farthest.NauticalMiles)
        {
            farthest = Farthest.At(distance, aircraft.Position.Value.Location, feet);
        }
    }

    /// <summary>The half hour that runs; those a day before it go, and so do those behind it when the clock was set back.</summary>
    private Farthest[] Advance(HalfHour now)
    {
        if (_now != now)
        {
            _now = now;
            foreach (var half in _intervals.Keys.Where(half => half.Index > now.Index || half.Index <= now.Index - Intervals).ToList())
            {
                _intervals.Remove(half);
            }
        }

        if (!_intervals.TryGetValue(now, out var interval))
        {
            _intervals.Add(now, interval = new Farthest[Bands * Bearings]);
        }

        return interval;
    }
}

/// <summary>The farthest place in one direction; 0 miles stands for none.</summary>
/// <param name="NauticalMiles">How far.</param>
/// <param name="MicroLatitude">Where, millionths of a degree.</param>
/// <param name="MicroLongitude">Where, millionths of a degree.</param>
/// <param name="AltitudeFeet">How high.</param>
internal readonly record struct Farthest(float NauticalMiles, int MicroLatitude, int MicroLongitude, int AltitudeFeet)
{
    private const double MicroDegrees = 1e6;

    internal OutlinePoint Point => new(new GeoPosition(MicroLatitude / MicroDegrees, MicroLongitude / MicroDegrees), AltitudeFeet);

    internal static Farthest At(float nauticalMiles, GeoPosition place, int feet) =>
        new(nauticalMiles, (int)Math.Round(place.Latitude * MicroDegrees), (int)Math.Round(place.Longitude * MicroDegrees), feet);
}
