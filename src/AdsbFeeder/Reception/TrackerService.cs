using System.Runtime.InteropServices;
using AdsbFeeder.ModeS;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Networking;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Reception;

/// <summary>Frames to aircraft: the only loop that touches the tracker. Gives every accepted frame to the outputs and publishes a snapshot a second.</summary>
internal sealed class TrackerService(
    FrameQueue queue, Tracker tracker, CopyFilter copies, FanOut fanOut, RemoteCounters remote, Whereabouts whereabouts, SnapshotStore snapshots, TrackerPauses pauses, StageClocks clocks, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<TrackerService> logger)
    : VitalService(lifetime, logger)
{
    private static readonly TimeSpan SnapshotPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Frames of the network come one by one, and are sent on together; with what a timer is late they wait 50 ms at most.</summary>
    private static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(40), Soon = TimeSpan.FromMilliseconds(1);

    private volatile bool _wakes;

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stopping)
    {
        // An empty batch wakes the loop when nobody transmits, and when frames wait for others that do not come.
        using var wake = time.CreateTimer(_ => queue.TryWake(), null, SnapshotPeriod, SnapshotPeriod);
        using var wakeToSend = time.CreateTimer(_ => WakeToSend(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var published = time.GetTimestamp();
        var sent = published;
        var unsent = false;
        PublishSnapshot();
        while (await queue.WaitToReadAsync(stopping))
        {
            var clock = StageClocks.Now;
            while (queue.TryRead(out var batch))
            {
                var began = time.GetTimestamp();
                Take(CollectionsMarshal.AsSpan(batch.Frames));
                fanOut.HandOut();

                // The radio's frames come in batches, many times a second: they leave at once.
                unsent |= batch.Frames.Count > 0;
                if (unsent && (!batch.IsFromNetwork && batch.Frames.Count > 0 || time.GetElapsedTime(sent) >= FlushAfter))
                {
                    fanOut.Flush();
                    sent = time.GetTimestamp();
                    unsent = false;
                }
                else if (unsent && !_wakes)
                {
                    _wakes = true;
                    var rest = FlushAfter - time.GetElapsedTime(sent);
                    wakeToSend.Change(rest > Soon ? rest : Soon, Timeout.InfiniteTimeSpan);
                }

                queue.Return(batch);
                pauses.Note(began);
                if (time.GetElapsedTime(published) >= SnapshotPeriod)
                {
                    clocks.Add(Stage.Tracker, clock);
                    clock = StageClocks.Now;
                    published = time.GetTimestamp();
                    PublishSnapshot();
                    pauses.Note(published);
                    clocks.Add(Stage.Picture, clock);
                    clock = StageClocks.Now;
                }
            }

            clocks.Add(Stage.Tracker, clock);
        }
    }

    private void Take(ReadOnlySpan<ReceivedFrame> frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            if (i + Tracker.LookAhead < frames.Length)
            {
                copies.Expect(frames[i + Tracker.LookAhead]);
                tracker.Expect(frames[i + Tracker.LookAhead]);
            }

            Take(frames[i]);
        }
    }

    private void Take(in ReceivedFrame frame)
    {
        switch (copies.Judge(frame))
        {
            case CopyVerdict.New:
                var update = tracker.Update(frame);
                remote.Count(update);
                fanOut.Publish(update);
                break;
            case CopyVerdict.Copy:
                fanOut.Publish(new TrackUpdate(frame, TrackOutcome.Duplicate));
                break;
            case CopyVerdict.Returned:
                break;
        }
    }

    // Only when something waits: a timer that always ran cost an idle service most of its time.
    private void WakeToSend()
    {
        _wakes = false;
        queue.TryWake();
    }

    private void PublishSnapshot()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        tracker.ReceiverLocation = whereabouts.Position;
        var snapshot = tracker.Snapshot(now);
        fanOut.PublishSnapshot(snapshot);
        snapshots.Publish(snapshot);
    }
}
