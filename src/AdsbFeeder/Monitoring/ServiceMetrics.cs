using System.Diagnostics.Metrics;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Monitoring;

/// <summary>What demodulator and tracker counted, as instruments for <c>/metrics</c>. Read when somebody scrapes, so counting costs nothing.</summary>
internal sealed class ServiceMetrics
{
    private readonly Meter _meter;
    private readonly Receivers _receivers;
    private readonly SnapshotStore _snapshots;

    public ServiceMetrics(IMeterFactory meters, Receivers receivers, SnapshotStore snapshots, TrackerPauses pauses, LiveStream live)
    {
        _meter = meters.Create("AdsbFeeder");
        _receivers = receivers;
        _snapshots = snapshots;
        AddReception();
        AddTracking();
        Gauge("adsb_tracker_longest_pause_seconds", "s", "Longest time in the last half minute to minute that the tracker was busy with one thing, a batch of frames or a snapshot.", () => pauses.Longest.TotalSeconds);
        Gauge("adsb_page_clients", "{client}", "Browsers that receive the push stream.", () => live.Clients);
    }

    private void AddReception()
    {
        Counter("adsb_samples_total", "{sample}", "Complex samples taken from the radio.", () => _receivers.Sum(s => s.Samples));
        Counter("adsb_samples_lost_total", "{sample}", "Complex samples that were lost or dropped.", () => _receivers.Sum(s => s.LostSamples));
        Counter("adsb_preambles_total", "{preamble}", "Places in the samples that looked like a preamble.", () => _receivers.Sum(s => s.Preambles));
        Counter("adsb_bursts_total", "{burst}", "Preambles whose bits were decoded to see whether they are a frame.", () => _receivers.Sum(s => s.Bursts));
        Gauge("adsb_noise_dbfs", "dBFS", "Noise in the band of the first receiver relative to full scale.", () => Finite(_receivers.First?.State.Statistics.NoiseFloorDbfs ?? 0));
        Counter("adsb_strong_frames_total", "{frame}", "Frames above -3 dBFS.", () => _receivers.Sum(s => s.StrongSignals));
        CounterSet("adsb_frames_total", "{frame}", "Frames from the demodulator by downlink format.", () =>
            Enumerable.Range(0, 32).Select(format => (Count: _receivers.Sum(s => s.FramesOfFormat(format)), Format: format))
                .Where(row => row.Count > 0).Select(row => Measure(row.Count, "df", row.Format)));
        CounterSet("adsb_frames_repaired_total", "{frame}", "Frames from the demodulator by number of repaired bits.", () =>
            Enumerable.Range(1, 7).Select(bits => (Count: _receivers.Sum(s => s.FramesWithRepairedBits(bits)), Bits: bits))
                .Where(row => row.Count > 0).Select(row => Measure(row.Count, "bits", row.Bits)));
        CounterSet("adsb_bursts_rejected_total", "{burst}", "Bursts that were no frame, by reason.", () =>
        [
            Measure(_receivers.Sum(s => s.RejectedNoFrame), "reason", "no_frame"),
            Measure(_receivers.Sum(s => s.RejectedUnlikely), "reason", "unlikely"),
            Measure(_receivers.Sum(s => s.RejectedAmbiguous), "reason", "ambiguous"),
        ]);
    }

    private void AddTracking()
    {
        Counter("adsb_messages_total", "{frame}", "Frames that the tracker used.", () => Snapshot.Messages);
        CounterSet("adsb_messages_by_format_total", "{frame}", "Frames that the tracker used, by downlink format.", () =>
        {
            var statistics = Snapshot.Statistics;
            return Enumerable.Range(0, 32).Where(format => statistics.MessagesByFormat[format] > 0)
                .Select(format => Measure(statistics.MessagesByFormat[format], "df", format));
        });
        CounterSet("adsb_tracker_events_total", "{event}", "What else the tracker counted: refused frames, outcomes of position decoding, suppressed values.", () =>
        {
            var statistics = Snapshot.Statistics;
            return TrackerCounterNames.All.Select(counter => Measure(statistics[counter.Counter], "event", counter.Name));
        });
    }

    private TrackingSnapshot Snapshot => _snapshots.Current ?? TrackingSnapshot.Empty;

    /// <summary>Before the first block there is no noise to speak of.</summary>
    private static double Finite(double value) => double.IsFinite(value) ? value : 0;

    private static Measurement<double> Measure(double value, string label, object labelValue) => new(value, new KeyValuePair<string, object?>(label, labelValue));

    private void Counter(string name, string unit, string help, Func<double> read) => _meter.CreateObservableCounter(name, read, unit, help);

    private void CounterSet(string name, string unit, string help, Func<IEnumerable<Measurement<double>>> read) => _meter.CreateObservableCounter(name, read, unit, help);

    private void Gauge(string name, string unit, string help, Func<double> read) => _meter.CreateObservableGauge(name, read, unit, help);
}
