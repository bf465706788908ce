using AdsbFeeder.Tracking;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace AdsbFeeder.Serving.Query;

/// <summary>Finds the aircraft of one snapshot by place. Immutable once made, for any thread.</summary>
internal sealed class SnapshotIndex
{
    private readonly STRtree<int> _tree = new();

    internal SnapshotIndex(TrackingSnapshot snapshot)
    {
        Snapshot = snapshot;
        for (var i = 0; i < snapshot.Aircraft.Length; i++)
        {
            var position = PositionOf(i);
            if (position.IsPresent)
            {
                _tree.Insert(new Envelope(new Coordinate(position.Value.Location.Longitude, position.Value.Location.Latitude)), i);
            }
        }

        _tree.Build();   // or the first query would, while a second one reads
    }

    internal TrackingSnapshot Snapshot { get; }

    /// <summary>Indices of the aircraft in a box.</summary>
    internal IEnumerable<int> In(GeoBox box) => box.Envelopes().SelectMany(_tree.Query);

    /// <summary>Indices and distances of the aircraft in a circle.</summary>
    internal IEnumerable<(int Index, double NauticalMiles)> In(GeoCircle circle) =>
        from index in In(circle.Bounds())
        let distance = GreatCircle.DistanceMetres(circle.Centre, PositionOf(index).Value.Location) / GreatCircle.MetresPerNauticalMile
        where distance <= circle.RadiusNauticalMiles
        select (index, distance);

    private Dated<PositionFix> PositionOf(int index) => Snapshot.Aircraft.ItemRef(index).Position;
}

/// <summary>The index of the current snapshot, made when somebody asks.</summary>
internal sealed class SnapshotIndexes(SnapshotStore snapshots)
{
    private readonly Lock _lock = new();
    private SnapshotIndex? _current;

    internal SnapshotIndex Current
    {
        get
        {
            var snapshot = snapshots.Current ?? TrackingSnapshot.Empty;
            lock (_lock)
            {
                return ReferenceEquals(_current?.Snapshot, snapshot) ? _current : _current = new SnapshotIndex(snapshot);
            }
        }
    }
}
