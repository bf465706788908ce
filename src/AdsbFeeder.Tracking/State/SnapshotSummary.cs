namespace AdsbFeeder.Tracking;

/// <summary>Sums over the aircraft of a snapshot.</summary>
public static class SnapshotSummary
{
    /// <summary>Number of aircraft with a position younger than 60 s.</summary>
    public static int CountWithPosition(this TrackingSnapshot snapshot)
    {
        var count = 0;
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
        {
            if (aircraft.Position.IsPresent) count++;
        }

        return count;
    }

    /// <summary>Number of aircraft of each kind, indexed by <see cref="TrackKind"/>.</summary>
    public static int[] CountByKind(this TrackingSnapshot snapshot)
    {
        var counts = new int[TrackerStatistics.KindCount];
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan()) counts[(int)aircraft.Kind]++;
        return counts;
    }

    /// <summary>Distance of the farthest aircraft whose position is younger than 15 s and not of others' making, metres; 0 when there is none.</summary>
    public static double MaxDistanceMetres(this TrackingSnapshot snapshot)
    {
        var farthest = 0.0;
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
        {
            if (aircraft.Position.Source >= FieldSource.AdsbNonTransponder && aircraft.Position.AgeMs(snapshot.NowUnixMs) <= Ageing.StaleMs)
                farthest = Math.Max(farthest, (aircraft.DistanceNauticalMiles ?? 0) * GreatCircle.MetresPerNauticalMile);
        }

        return farthest;
    }
}
