using System.Buffers;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Reception;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>The counters of the last minutes, taken with each snapshot, for stats.json.</summary>
internal sealed class StatisticsHistory
{
    private readonly Lock _lock = new();
    private readonly Receivers _receivers;
    private readonly RemoteCounters _remote;
    private readonly SnapshotStore _snapshots;
    private readonly StageClocks _clocks;
    private StatisticsWindows? _windows;
    private Action<TrackingSnapshot, StatisticsSample>? _sampled;

    public StatisticsHistory(SnapshotStore snapshots, Receivers receivers, RemoteCounters remote, StageClocks clocks)
    {
        (_snapshots, _receivers, _remote, _clocks) = (snapshots, receivers, remote, clocks);
        snapshots.Subscribe(Add);
    }

    /// <summary>What was counted in the last minute; null before the first snapshot.</summary>
    internal StatisticsPeriod? LastMinute
    {
        get
        {
            lock (_lock)
            {
                return _windows?.Last1Min;
            }
        }
    }

    /// <summary>Frames a second in the last minute.</summary>
    internal double MessagesPerSecond => LastMinute?.PerSecond(TrackerCounter.Messages) ?? 0;

    /// <summary>Calls back with each sample, on the tracker's thread. Taking one resets the peaks, so there is one taker, and others listen.</summary>
    internal void Subscribe(Action<TrackingSnapshot, StatisticsSample> handler)
    {
        lock (_lock)
        {
            _sampled += handler;
        }
    }

    internal void Write(IBufferWriter<byte> output)
    {
        lock (_lock)
        {
            StatsJson.Write(output, _snapshots.Current ?? TrackingSnapshot.Empty, _windows ?? new StatisticsWindows(Sample(TrackingSnapshot.Empty)), new StatsInformation(_receivers.First?.Radio?.Status.GainDecibels));
        }
    }

    private void Add(TrackingSnapshot snapshot)
    {
        lock (_lock)
        {
            var sample = Sample(snapshot);
            if (_windows is null)
            {
                _windows = new StatisticsWindows(sample);
            }
            else
            {
                _windows.Add(sample);
            }

            _sampled?.Invoke(snapshot, sample);
        }
    }

    private StatisticsSample Sample(TrackingSnapshot snapshot)
    {
        var (local, busy, peak) = _receivers.Sample();
        return new StatisticsSample(snapshot.NowUnixMs, snapshot.Statistics, local, _remote.Statistics, new CpuStatistics { DemodulatorMs = (long)busy.TotalMilliseconds, BackgroundMs = (long)(_clocks.Of(Stage.Tracker) + _clocks.Of(Stage.Picture)).TotalMilliseconds })
        {
            PeakSignalPower = peak,
            MaxDistanceMetres = snapshot.MaxDistanceMetres(),
        };
    }
}
