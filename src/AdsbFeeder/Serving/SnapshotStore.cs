using AdsbFeeder.Configuration;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>The last picture of the sky that the tracker published, for whoever serves it.</summary>
internal sealed class SnapshotStore(Settings settings, TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile TrackingSnapshot? _current;
    private Action<TrackingSnapshot>? _arrived;
    private long _publishedAt = time.GetTimestamp();

    /// <summary>The latest snapshot; null until the tracker's first second is over.</summary>
    internal TrackingSnapshot? Current => _current;

    /// <summary>How long ago it came, or the service began; the tracker publishes once a second, so more than a few mean that it stands still.</summary>
    internal TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _publishedAt));

    /// <summary>The receiver's place as far as others may know it; null when there is none to tell.</summary>
    internal GeoPosition? ToldReceiver => settings.Receiver.LocationAccuracy.Apply(_current?.ReceiverLocation);

    /// <summary>Called by the tracker's thread; subscribers must be quick.</summary>
    internal void Publish(TrackingSnapshot snapshot)
    {
        _current = snapshot;
        Volatile.Write(ref _publishedAt, time.GetTimestamp());
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
