using System.Globalization;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Monitoring;

/// <summary>Names that other people's dashboards ask for, as lists of facts: dump1090-exporter at 7857608, readsb's stats.prom.</summary>
public sealed class CompatibilityTests
{
    private static readonly string[] ExporterLatest =
        ["recent_aircraft_observed", "recent_aircraft_with_position", "recent_aircraft_with_multilateration", "recent_aircraft_max_range", "messages_total"];

    private static readonly string[] ExporterByDirection = ["recent_aircraft_with_direction", "recent_aircraft_max_range_by_direction"];

    private static readonly string[] ExporterLastMinute =
    [
        "messages_total", "cpr_airborne", "cpr_surface", "cpr_filtered", "cpr_global_bad", "cpr_global_ok", "cpr_global_range", "cpr_global_skipped",
        "cpr_global_speed", "cpr_local_aircraft_relative", "cpr_local_ok", "cpr_local_range", "cpr_local_receiver_relative", "cpr_local_skipped",
        "cpr_local_speed", "cpu_background_milliseconds", "cpu_demod_milliseconds", "cpu_reader_milliseconds", "local_accepted",
        "local_signal_strength_dbFS", "local_peak_signal_strength_dbFS", "local_noise_level_dbFS", "local_strong_signals", "local_bad", "local_modes",
        "local_modeac", "local_samples_dropped", "local_samples_processed", "local_unknown_icao", "remote_accepted", "remote_bad", "remote_modeac",
        "remote_modes", "remote_unknown_icao", "tracks_all", "tracks_single_message",
    ];

    private static readonly string[] ReadsbNames =
    [
        "now", "uptime", "aircraft_adsb_version_zero", "aircraft_adsb_version_one", "aircraft_adsb_version_two", "aircraft_emergency", "aircraft_total",
        "aircraft_with_flight_number", "aircraft_without_flight_number", "aircraft_with_position", "aircraft_without_position", "aircraft_adsb_icao",
        "aircraft_adsb_icao_nt", "aircraft_adsr_icao", "aircraft_tisb_icao", "aircraft_adsc", "aircraft_mlat", "aircraft_other", "aircraft_mode_s",
        "aircraft_adsb_other", "aircraft_adsr_other", "aircraft_tisb_trackfile", "aircraft_tisb_other", "aircraft_mode_ac", "aircraft_unknown",
        "cpr_airborne", "cpr_surface", "cpr_global_ok", "cpr_global_bad", "cpr_global_bad_range", "cpr_global_bad_speed", "cpr_global_skipped", "cpr_local_ok",
        "cpr_local_aircraft_relative", "cpr_local_receiver_relative", "cpr_local_bad_range", "cpr_local_bad_speed", "cpr_local_skipped", "cpr_filtered",
        "cpu_background", "cpu_demod", "cpu_reader", "cpu_aircraft_json", "cpu_globe_json", "cpu_binCraft", "cpu_heatmap_and_state", "cpu_remove_stale",
        "cpu_trace_json", "cpu_api_update", "cpu_api_workers", "distance_max", "distance_min", "messages_valid", "messages_invalid", "messages_modes_valid",
        "messages_modes_valid_fixed_bit", "messages_modes_invalid_bad", "messages_modes_invalid_unknown_icao", "messages_modes_rejected_delayed",
        "messages_basestation_valid", "messages_basestation_invalid", "messages_modeac_valid", "network_bytes_in", "network_bytes_out", "tracks_all",
        "tracks_single_message", "position_count_total", "position_count_adsb_icao", "signal_strong", "demod_samples_processed", "demod_samples_dropped",
        "demod_samples_lost", "demod_preambles",
    ];

    [Fact]
    public async Task Every_gauge_of_dump1090_exporter_is_there_with_its_labels()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x4CA7E8, new GeoPosition(52.5, 4))));
        host.Publish(Sky.PictureAt(ServingHost.Now + 1000, Sky.Aircraft(0x4CA7E8, new GeoPosition(52.5, 4), ms: ServingHost.Now + 1000)));

        var page = await host.Http.GetStringAsync("/metrics");

        Assert.All(ExporterLatest, name => Assert.Contains($"\ndump1090_{name}{{time_period=\"latest\"}} ", page, StringComparison.Ordinal));
        Assert.All(ExporterLastMinute, name => Assert.Contains($"\ndump1090_stats_{name}{{time_period=\"last1min\"}} ", page, StringComparison.Ordinal));
        foreach (var direction in new[] { "N", "NE", "E", "SE", "S", "SW", "W", "NW" })
        {
            Assert.All(ExporterByDirection, name => Assert.Contains($"\ndump1090_{name}{{direction=\"{direction}\",time_period=\"latest\"}} ", page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_aircraft_in_the_north_counts_there_and_its_range_is_in_metres()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x4CA7E8, new GeoPosition(52.5, 4)), Sky.Aircraft(0x4CA7E9, new GeoPosition(52.5, 4), ms: ServingHost.Now - 20_000)));

        var page = await host.Http.GetStringAsync("/metrics");

        Assert.Contains("\ndump1090_recent_aircraft_with_direction{direction=\"N\",time_period=\"latest\"} 1\n", page, StringComparison.Ordinal);
        Assert.Equal(1, Value(page, "dump1090_recent_aircraft_observed{time_period=\"latest\"}"));
        Assert.InRange(Value(page, "dump1090_recent_aircraft_max_range{time_period=\"latest\"}"), 55_000, 56_000);
        Assert.Contains("\ndump1090_stats_local_signal_strength_dbFS{time_period=\"last1min\"} NaN\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_name_of_stats_prom_is_on_the_readsb_page_and_nothing_but_samples()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x4CA7E8, new GeoPosition(52.5, 4), "KLM1023")));

        var lines = (await host.Http.GetStringAsync("/metrics/readsb")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches("^readsb_[a-zA-Z_]+ -?[0-9.E+]+$", line));
        Assert.All(ReadsbNames, name => Assert.Single(lines, line => line.StartsWith($"readsb_{name} ", StringComparison.Ordinal)));
        Assert.Contains("readsb_aircraft_with_flight_number 1", lines);
    }

    [Fact]
    public async Task No_series_is_of_a_single_aircraft()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x4CA7E8, new GeoPosition(52.5, 4), "KLM1023", "7700")));

        var page = await host.Http.GetStringAsync("/metrics");

        Assert.DoesNotContain("4ca7e8", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("KLM1023", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_with_a_thousand_aircraft_stays_under_200_kilobytes()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish(Sky.Picture([.. Enumerable.Range(0, 1000).Select(n => Sky.Aircraft(0x400000u + (uint)n, new GeoPosition(50 + n / 250.0, 4), "TEST" + n))]));

        Assert.InRange((await host.Http.GetByteArrayAsync("/metrics")).Length, 10_000, 200_000);
    }

    private static double Value(string page, string series) =>
        double.Parse(page.Split('\n').Single(line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..], CultureInfo.InvariantCulture);
}
