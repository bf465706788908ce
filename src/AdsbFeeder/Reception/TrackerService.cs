using AdsbFeeder.Networking;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Reception;

/// <summary>Frames to aircraft: the only loop that touches the tracker. Gives every accepted frame to the outputs and publishes a snapshot a second.</summary>
internal sealed class TrackerService(
    FrameQueue queue, Tracker tracker, FanOut fanOut, RemoteCounters remote, SnapshotStore snapshots, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<TrackerService> logger)
    : VitalService(lifetime, logger)
{
    private static readonly TimeSpan SnapshotPeriod = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stopping)
    {
        // An empty batch wakes the loop when nobody transmits.
        using var wake = time.CreateTimer(_ => queue.TryWake(), null, SnapshotPeriod, SnapshotPeriod);
        var published = time.GetTimestamp();
        PublishSnapshot();
        while (await queue.WaitToReadAsync(stopping))
        {
            while (queue.TryRead(out var batch))
            {
                foreach (var frame in batch)
                {
                    var update = tracker.Update(frame);
                    remote.Count(update);
                    fanOut.Publish(update);
                }

                queue.Return(batch);
                if (time.GetElapsedTime(published) >= SnapshotPeriod)
                {
                    published = time.GetTimestamp();
                    PublishSnapshot();
                }
            }

            fanOut.Flush();
        }
    }

    private void PublishSnapshot()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        tracker.Expire(now);
        snapshots.Publish(tracker.Snapshot(now));
    }
}
