using System.Globalization;
using System.Text;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;
using static AdsbFeeder.Tracking.TrackerCounter;

namespace AdsbFeeder.Monitoring;

/// <summary>The page <c>/metrics/readsb</c>: what readsb writes into its stats.prom, name for name, over the last minute.</summary>
/// <remarks>Names are facts of feeders.md 4.2, for dashboards that were made for them. There are no HELP and TYPE lines there, so there are none here.
/// What this service does not do, or does not do apart, is 0.</remarks>
internal sealed class ReadsbMetrics(SnapshotStore snapshots, StatisticsHistory statistics, Receivers receivers, TimeProvider time)
{
    /// <summary>Media type of the page.</summary>
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Processors =
        ["aircraft_json", "globe_json", "binCraft", "heatmap_and_state", "remove_stale", "trace_json", "api_update", "api_workers"];

    private readonly long _started = time.GetTimestamp();
    private AircraftCounts? _counts;

    internal string Write()
    {
        var snapshot = snapshots.Current ?? TrackingSnapshot.Empty;
        var page = new Page();
        page.Add("now", snapshot.NowUnixMs / 1000.0);
        page.Add("uptime", Math.Floor(time.GetElapsedTime(_started).TotalSeconds));
        Aircraft(page, AircraftCounts.Of(snapshot, ref _counts));
        if (statistics.LastMinute is { } period)
        {
            Positions(page, period.Tracker);
            Messages(page, period);
            Processor(page, period.Cpu);
            Signal(page, period);
        }

        if (receivers.First?.Radio?.Status.GainDecibels is { } gain)
        {
            page.Add("sdr_gain", gain);
        }

        return page.ToString();
    }

    private static void Aircraft(Page page, AircraftCounts counts)
    {
        page.Add("aircraft_adsb_version_zero", counts.WithVersion[0]);
        page.Add("aircraft_adsb_version_one", counts.WithVersion[1]);
        page.Add("aircraft_adsb_version_two", counts.WithVersion[2]);
        page.Add("aircraft_emergency", counts.InEmergency);
        var powers = counts.SignalPowers;
        if (powers.Count > 0)
        {
            page.Add("aircraft_rssi_average", Power.Decibels(powers.Average()));
            page.Add("aircraft_rssi_min", Power.Decibels(powers[0]));
            page.Add("aircraft_rssi_quart1", Power.Decibels(powers[powers.Count / 4]));
            page.Add("aircraft_rssi_median", Power.Decibels(powers[powers.Count / 2]));
            page.Add("aircraft_rssi_quart3", Power.Decibels(powers[powers.Count * 3 / 4]));
            page.Add("aircraft_rssi_max", Power.Decibels(powers[^1]));
        }

        var total = counts.Snapshot.Aircraft.Length;
        page.Add("aircraft_total", total);
        page.Add("aircraft_with_flight_number", counts.WithCallsign);
        page.Add("aircraft_without_flight_number", total - counts.WithCallsign);
        page.Add("aircraft_with_position", counts.WithPosition);
        page.Add("aircraft_without_position", total - counts.WithPosition);
        var kinds = counts.Snapshot.CountByKind();
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            page.Add("aircraft_" + NameOf(kind), kinds[kind]);
        }

        page.Add("aircraft_unknown", 0);
        page.Add("distance_max", Math.Round(counts.FarthestMetres));
        if (double.IsFinite(counts.NearestMetres))
        {
            page.Add("distance_min", Math.Round(counts.NearestMetres));
        }
    }

    private static void Positions(Page page, TrackerStatistics tracker)
    {
        page.Add("cpr_airborne", tracker[CprAirborne]);
        page.Add("cpr_surface", tracker[CprSurface]);
        page.Add("cpr_global_ok", tracker[CprGlobalOk]);
        page.Add("cpr_global_bad", tracker[CprGlobalBad]);
        page.Add("cpr_global_bad_range", tracker[CprGlobalRange]);
        page.Add("cpr_global_bad_speed", tracker[CprGlobalSpeed]);
        page.Add("cpr_global_skipped", tracker[CprGlobalSkipped]);
        page.Add("cpr_local_ok", tracker[CprLocalOk]);
        page.Add("cpr_local_aircraft_relative", tracker[CprLocalAircraftRelative]);
        page.Add("cpr_local_receiver_relative", tracker[CprLocalReceiverRelative]);
        page.Add("cpr_local_bad_range", tracker[CprLocalRange]);
        page.Add("cpr_local_bad_speed", tracker[CprLocalSpeed]);
        page.Add("cpr_local_skipped", tracker[CprLocalSkipped]);
        page.Add("cpr_filtered", tracker[CprFiltered]);
        page.Add("position_count_total", tracker[TrackerCounter.Positions]);
        var kinds = tracker.PositionsByKind;
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            page.Add("position_count_" + NameOf(kind), kinds[kind]);
        }

        page.Add("tracks_all", tracker[Tracks]);
        page.Add("tracks_single_message", tracker[TracksSingleMessage]);
    }

    private static void Messages(Page page, StatisticsPeriod period)
    {
        var (local, remote) = (period.Local, period.Remote);
        page.Add("messages_valid", period.Tracker[TrackerCounter.Messages]);
        page.Add("messages_invalid", local.Bad + remote.Bad);
        page.Add("messages_modes_valid", local.Accepted + remote.Accepted);
        page.Add("messages_modes_valid_fixed_bit", local.AcceptedRepaired);
        page.Add("messages_modes_invalid_bad", local.Bad + remote.Bad);
        page.Add("messages_modes_invalid_unknown_icao", local.UnknownAddress + remote.UnknownAddress);
        page.Add("messages_modes_rejected_delayed", 0);
        page.Add("messages_basestation_valid", remote.BaseStation);
        page.Add("messages_basestation_invalid", 0);
        page.Add("messages_modeac_valid", local.ModeAc + remote.ModeAc);
        page.Add("network_bytes_in", remote.BytesIn);
        page.Add("network_bytes_out", remote.BytesOut);
    }

    private static void Processor(Page page, in CpuStatistics cpu)
    {
        page.Add("cpu_background", cpu.BackgroundMs);
        page.Add("cpu_demod", cpu.DemodulatorMs);
        page.Add("cpu_reader", cpu.ReaderMs);
        foreach (var name in Processors)
        {
            page.Add("cpu_" + name, name switch { "aircraft_json" => cpu.AircraftJsonMs, "remove_stale" => cpu.RemoveStaleMs, _ => 0 });
        }
    }

    private static void Signal(Page page, StatisticsPeriod period)
    {
        var local = period.Local;
        if (local.AcceptedAll > 0)
        {
            page.Add("signal_avg", Power.Decibels(local.SignalPowerSum / local.AcceptedAll));
        }

        if (local.NoiseCount > 0)
        {
            page.Add("signal_noise", Power.Decibels(local.NoisePowerSum / local.NoiseCount));
        }

        if (period.PeakSignalPower > 0)
        {
            page.Add("signal_peak", Power.Decibels(period.PeakSignalPower));
        }

        page.Add("signal_strong", local.StrongSignals);
        page.Add("demod_samples_processed", local.SamplesProcessed);
        page.Add("demod_samples_dropped", local.SamplesDropped);
        page.Add("demod_samples_lost", local.SamplesLost);
        page.Add("demod_preambles", local.ModeS);
    }

    private static string NameOf(int kind) => Encoding.ASCII.GetString(JsonNames.Of((TrackKind)kind));

    private sealed class Page
    {
        private readonly StringBuilder _text = new(1 << 13);

        internal void Add(string name, double value) => _text.Append(CultureInfo.InvariantCulture, $"readsb_{name} {value}\n");

        public override string ToString() => _text.ToString();
    }
}
