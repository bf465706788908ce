using System.Diagnostics.Metrics;
using System.Text;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Monitoring;

/// <summary>How many aircraft of which sort there are, and how far they are. No series is of a single aircraft: their number would never end.</summary>
internal sealed class AircraftMetrics
{
    private readonly Meter _meter;
    private readonly SnapshotStore _snapshots;
    private AircraftCounts? _counts;

    public AircraftMetrics(IMeterFactory meters, SnapshotStore snapshots)
    {
        _meter = meters.Create("AdsbFeeder.Aircraft");
        _snapshots = snapshots;
        _meter.CreateObservableGauge("adsb_aircraft", () => Counts.Snapshot.Aircraft.Length, "{aircraft}", "Aircraft that are shown.");
        _meter.CreateObservableGauge("adsb_aircraft_with_position", () => Counts.WithPosition, "{aircraft}", "Aircraft that are shown and have a position.");
        _meter.CreateObservableGauge("adsb_aircraft_by_type", ByType, "{aircraft}", "Aircraft by where their data come from.");
        _meter.CreateObservableGauge("adsb_aircraft_by_version", ByVersion, "{aircraft}", "Aircraft by version of ADS-B, where they told it.");
        _meter.CreateObservableGauge("adsb_aircraft_by_category", ByCategory, "{aircraft}", "Aircraft by emitter category, where they told it.");
        _meter.CreateObservableGauge("adsb_aircraft_in_emergency", () => Counts.InEmergency, "{aircraft}", "Aircraft that report an emergency.");
        _meter.CreateObservableGauge("adsb_range_max_meters", () => Counts.FarthestMetres, "m", "Distance of the farthest aircraft that is shown.");
        _meter.CreateObservableGauge("adsb_range_max_by_direction_meters", ByDirection, "m", "Distance of the farthest aircraft of the last 15 s by octant.");
    }

    private AircraftCounts Counts => AircraftCounts.Of(_snapshots.Current ?? TrackingSnapshot.Empty, ref _counts);

    private IEnumerable<Measurement<int>> ByType() => Counts.Snapshot.CountByKind()
        .Select((count, kind) => new Measurement<int>(count, new KeyValuePair<string, object?>("type", Encoding.ASCII.GetString(JsonNames.Of((TrackKind)kind)))));

    private IEnumerable<Measurement<int>> ByVersion() =>
        Counts.WithVersion.Select((count, version) => new Measurement<int>(count, new KeyValuePair<string, object?>("version", version)));

    private IEnumerable<Measurement<int>> ByCategory() =>
        Counts.ByCategory.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Measurement<int>(pair.Value, new KeyValuePair<string, object?>("category", pair.Key)));

    private IEnumerable<Measurement<double>> ByDirection() => AircraftCounts.OctantNames.Select(
        (name, octant) => new Measurement<double>(Math.Round(Counts.RecentFarthestInOctantMetres[octant]), new KeyValuePair<string, object?>("direction", name)));
}
