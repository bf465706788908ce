using AdsbFeeder.Configuration;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>The last picture of the sky that the tracker published, for whoever serves it.</summary>
internal sealed class SnapshotStore(Settings settings)
{
    private readonly Lock _lock = new();
    private volatile TrackingSnapshot? _current;
    private Action<TrackingSnapshot>? _arrived;

    /// <summary>The latest snapshot; null until the tracker's first second is over.</summary>
    internal TrackingSnapshot? Current => _current;

    /// <summary>The receiver's place as far as others may know it; null when there is none to tell.</summary>
    internal GeoPosition? ToldReceiver => settings.Receiver.LocationAccuracy.Apply(_current?.ReceiverLocation);

    /// <summary>Called by the tracker's thread; subscribers must be quick.</summary>
    internal void Publish(TrackingSnapshot snapshot)
    {
        _current = snapshot;
        _arrived?.Invoke(snapshot);
    }

    internal void Subscribe(Action<TrackingSnapshot> handler)
    {
        lock (_lock)
        {
            _arrived += handler;
        }
    }
}
