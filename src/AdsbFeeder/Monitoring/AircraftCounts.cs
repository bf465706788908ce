using AdsbFeeder.Tracking;

namespace AdsbFeeder.Monitoring;

/// <summary>How many aircraft of a snapshot have what, for the pages of numbers; counted once for each snapshot.</summary>
internal sealed class AircraftCounts
{
    /// <summary>dump1090-exporter counts aircraft that were heard within this time.</summary>
    private const long RecentMs = 15_000;

    private const int Octants = 8;

    /// <summary>Names of the octants, from north through east.</summary>
    internal static readonly string[] OctantNames = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

    private AircraftCounts(TrackingSnapshot snapshot)
    {
        Snapshot = snapshot;
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
        {
            Add(aircraft, snapshot.NowUnixMs);
        }

        SignalPowers.Sort();
    }

    internal TrackingSnapshot Snapshot { get; }

    internal int Recent { get; private set; }

    internal int RecentWithPosition { get; private set; }

    internal int RecentMultilaterated { get; private set; }

    internal double RecentFarthestMetres { get; private set; }

    /// <summary>Recent aircraft by octant of their bearing: north, north-east and so on.</summary>
    internal int[] RecentInOctant { get; } = new int[Octants];

    internal double[] RecentFarthestInOctantMetres { get; } = new double[Octants];

    internal int WithCallsign { get; private set; }

    internal int WithPosition { get; private set; }

    internal int InEmergency { get; private set; }

    internal double FarthestMetres { get; private set; }

    internal double NearestMetres { get; private set; } = double.NaN;

    /// <summary>Aircraft by version of ADS-B, 0 to 2; one that never said is of none.</summary>
    internal int[] WithVersion { get; } = new int[4];

    /// <summary>Aircraft by emitter category: <c>A3</c> and so on.</summary>
    internal Dictionary<string, int> ByCategory { get; } = [];

    /// <summary>Mean powers of the aircraft, ascending; only those that were heard by a radio.</summary>
    internal List<float> SignalPowers { get; } = [];

    /// <summary>The counts of a snapshot, the same object while it is the same.</summary>
    internal static AircraftCounts Of(TrackingSnapshot snapshot, ref AircraftCounts? last) =>
        last is { } known && ReferenceEquals(known.Snapshot, snapshot) ? known : last = new AircraftCounts(snapshot);

    private void Add(in AircraftState aircraft, long now)
    {
        var recent = now - aircraft.SeenUnixMs < RecentMs;
        var multilaterated = aircraft.Position.Source == FieldSource.Mlat;
        Recent += recent ? 1 : 0;
        RecentMultilaterated += recent && multilaterated ? 1 : 0;
        WithCallsign += aircraft.Callsign.IsPresent ? 1 : 0;
        InEmergency += aircraft.Emergency is { IsPresent: true, Value: not ModeS.Emergency.None } ? 1 : 0;
        if (aircraft.Version is { IsPresent: true } version)
        {
            WithVersion[Math.Clamp((int)version.Value, 0, 3)]++;
        }

        if (aircraft.Category is { IsPresent: true } category)
        {
            var name = category.Value.ToString();
            ByCategory[name] = ByCategory.GetValueOrDefault(name) + 1;
        }

        if (aircraft.MeanSignalPower > 0)
        {
            SignalPowers.Add(aircraft.MeanSignalPower);
        }

        if (!aircraft.Position.IsPresent)
        {
            return;
        }

        WithPosition++;
        RecentWithPosition += recent ? 1 : 0;
        if (aircraft.DistanceNauticalMiles is not { } distance || aircraft.BearingDegrees is not { } bearing)
        {
            return;
        }

        var metres = distance * GreatCircle.MetresPerNauticalMile;
        FarthestMetres = Math.Max(FarthestMetres, metres);
        NearestMetres = double.IsNaN(NearestMetres) ? metres : Math.Min(NearestMetres, metres);
        if (recent)
        {
            var octant = (int)Math.Round(bearing / 45) % Octants;
            RecentInOctant[octant]++;
            RecentFarthestMetres = Math.Max(RecentFarthestMetres, metres);
            RecentFarthestInOctantMetres[octant] = Math.Max(RecentFarthestInOctantMetres[octant], metres);
        }
    }
}
