using AdsbFeeder.Tracking;

namespace AdsbFeeder.History;

/// <summary>Something that remembers, or acts on, every snapshot. Called by one task; others read meanwhile.</summary>
internal interface ISnapshotKeeper
{
    /// <summary>Takes one snapshot.</summary>
    public void Take(TrackingSnapshot snapshot);
}
