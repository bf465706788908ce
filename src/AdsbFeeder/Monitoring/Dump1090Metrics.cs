using System.Diagnostics.Metrics;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using static AdsbFeeder.Tracking.TrackerCounter;

namespace AdsbFeeder.Monitoring;

/// <summary>The gauges of dump1090-exporter with its names, labels and units, so that dashboards made for it need no exporter.</summary>
/// <remarks>
/// All are gauges with the label <c>time_period</c>: <c>latest</c> for the aircraft of the last 15 s, <c>last1min</c> for what was counted in the
/// last minute (feeders.md 4.1). Powers that are unknown are NaN, as there. A job named <c>dump1090</c> finds the public dashboards.
/// </remarks>
internal sealed class Dump1090Metrics
{
    private static readonly KeyValuePair<string, object?> Latest = new("time_period", "latest");
    private static readonly KeyValuePair<string, object?> LastMinute = new("time_period", "last1min");

    private readonly Meter _meter;
    private readonly SnapshotStore _snapshots;
    private readonly StatisticsHistory _statistics;
    private AircraftCounts? _counts;

    public Dump1090Metrics(IMeterFactory meters, SnapshotStore snapshots, StatisticsHistory statistics)
    {
        _meter = meters.Create("AdsbFeeder.Dump1090");
        (_snapshots, _statistics) = (snapshots, statistics);
        AddAircraft();
        AddStatistics();
    }

    private AircraftCounts Counts => AircraftCounts.Of(_snapshots.Current ?? TrackingSnapshot.Empty, ref _counts);

    private void AddAircraft()
    {
        Now("recent_aircraft_observed", "Aircraft heard in the last 15 s.", counts => counts.Recent);
        Now("recent_aircraft_with_position", "Aircraft heard in the last 15 s that have a position.", counts => counts.RecentWithPosition);
        Now("recent_aircraft_with_multilateration", "Aircraft heard in the last 15 s whose position was multilaterated.", counts => counts.RecentMultilaterated);
        Now("recent_aircraft_max_range", "Distance of the farthest aircraft of the last 15 s, metres.", counts => counts.RecentFarthestMetres);
        Now("messages_total", "Frames that were used since the start.", counts => counts.Snapshot.Messages);
        ByDirection("recent_aircraft_with_direction", "Aircraft of the last 15 s by octant.", (counts, octant) => counts.RecentInOctant[octant]);
        ByDirection("recent_aircraft_max_range_by_direction", "Distance of the farthest aircraft of the last 15 s by octant, metres.", (counts, octant) => counts.RecentFarthestInOctantMetres[octant]);
    }

    private void AddStatistics()
    {
        Minute("messages_total", "Frames that were used.", period => period.Tracker[Messages]);
        foreach (var (name, counter) in PositionCounters)
        {
            Minute("cpr_" + name, "Positions: " + name.Replace('_', ' ') + ".", period => period.Tracker[counter]);
        }

        Minute("cpr_filtered", "Position messages that were not decoded.", period => period.Tracker[CprFiltered]);
        Minute("cpu_background_milliseconds", "Processor time of tracker and outputs.", period => period.Cpu.BackgroundMs);
        Minute("cpu_demod_milliseconds", "Processor time of the demodulator.", period => period.Cpu.DemodulatorMs);
        Minute("cpu_reader_milliseconds", "Processor time of reading samples.", period => period.Cpu.ReaderMs);
        Minute("local_accepted", "Frames of the own radio accepted without repair.", period => period.Local.Accepted);
        Minute("local_signal_strength_dbFS", "Mean power of the own radio's frames, dBFS.", period => Power.MeanDecibels(period.Local.SignalPowerSum, period.Local.AcceptedAll));
        Minute("local_peak_signal_strength_dbFS", "Power of the strongest frame, dBFS.", period => Power.MeanDecibels(period.PeakSignalPower, 1));
        Minute("local_noise_level_dbFS", "Mean noise power, dBFS.", period => Power.MeanDecibels(period.Local.NoisePowerSum, period.Local.NoiseCount));
        Minute("local_strong_signals", "Frames above -3 dBFS.", period => period.Local.StrongSignals);
        Minute("local_bad", "Bursts of the own radio that were no frame.", period => period.Local.Bad);
        Minute("local_modes", "Bursts of the own radio that were looked at.", period => period.Local.ModeS);
        Minute("local_modeac", "Mode A/C replies of the own radio.", period => period.Local.ModeAc);
        Minute("local_samples_dropped", "Samples dropped.", period => period.Local.SamplesDropped);
        Minute("local_samples_processed", "Samples taken.", period => period.Local.SamplesProcessed);
        Minute("local_unknown_icao", "Bursts of the own radio with an address that nobody announced.", period => period.Local.UnknownAddress);
        Minute("remote_accepted", "Frames of the network inputs accepted.", period => period.Remote.Accepted);
        Minute("remote_bad", "Frames of the network inputs refused.", period => period.Remote.Bad);
        Minute("remote_modeac", "Mode A/C replies of the network inputs.", period => period.Remote.ModeAc);
        Minute("remote_modes", "Mode S frames of the network inputs.", period => period.Remote.ModeS);
        Minute("remote_unknown_icao", "Frames of the network inputs with an address that nobody announced.", period => period.Remote.UnknownAddress);
        Minute("tracks_all", "Aircraft that came.", period => period.Tracker[Tracks]);
        Minute("tracks_single_message", "Aircraft that were forgotten after one frame.", period => period.Tracker[TracksSingleMessage]);
    }

    private static readonly (string Name, TrackerCounter Counter)[] PositionCounters =
    [
        ("airborne", CprAirborne),
        ("surface", CprSurface),
        ("global_bad", CprGlobalBad),
        ("global_ok", CprGlobalOk),
        ("global_range", CprGlobalRange),
        ("global_skipped", CprGlobalSkipped),
        ("global_speed", CprGlobalSpeed),
        ("local_aircraft_relative", CprLocalAircraftRelative),
        ("local_ok", CprLocalOk),
        ("local_range", CprLocalRange),
        ("local_receiver_relative", CprLocalReceiverRelative),
        ("local_skipped", CprLocalSkipped),
        ("local_speed", CprLocalSpeed),
    ];

    private void Now(string name, string help, Func<AircraftCounts, double> read) =>
        _meter.CreateObservableGauge("dump1090_" + name, () => new Measurement<double>(read(Counts), Latest), null, help);

    private void ByDirection(string name, string help, Func<AircraftCounts, int, double> read) => _meter.CreateObservableGauge(
        "dump1090_" + name,
        () => AircraftCounts.OctantNames.Select((octant, n) => new Measurement<double>(read(Counts, n), new KeyValuePair<string, object?>("direction", octant), Latest)),
        null,
        help);

    private void Minute(string name, string help, Func<StatisticsPeriod, double> read) => _meter.CreateObservableGauge(
        "dump1090_stats_" + name,
        () => _statistics.LastMinute is { } period ? [new Measurement<double>(read(period), LastMinute)] : Array.Empty<Measurement<double>>(),
        null,
        help);
}
