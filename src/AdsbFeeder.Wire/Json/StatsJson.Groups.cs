using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>The groups of a period.</summary>
public static partial class StatsJson
{
    private static void Local(ref JsonText json, StatisticsPeriod period, in StatsInformation information)
    {
        var local = period.Local;
        Integer(ref json, ",\"local\":{\"samples_processed\":"u8, local.SamplesProcessed);
        Integer(ref json, ",\"samples_dropped\":"u8, local.SamplesDropped);
        Integer(ref json, ",\"samples_lost\":"u8, local.SamplesLost);
        Integer(ref json, ",\"modeac\":"u8, local.ModeAc);
        Integer(ref json, ",\"modes\":"u8, local.ModeS);
        Integer(ref json, ",\"bad\":"u8, local.Bad);
        Integer(ref json, ",\"unknown_icao\":"u8, local.UnknownAddress);
        Integer(ref json, ",\"accepted\":["u8, local.Accepted);
        Integer(ref json, ","u8, local.AcceptedRepaired);
        json.Raw("]"u8);
        if (local.AcceptedAll > 0) Decibels(ref json, ",\"signal\":"u8, local.SignalPowerSum / local.AcceptedAll);
        if (local.NoiseCount > 0) Decibels(ref json, ",\"noise\":"u8, local.NoisePowerSum / local.NoiseCount);
        Decibels(ref json, ",\"peak_signal\":"u8, period.PeakSignalPower);
        Integer(ref json, ",\"strong_signals\":"u8, local.StrongSignals);
        if (information.GainDecibels is { } gain) Fixed(ref json, ",\"gain_db\":"u8, gain, 1);
        json.Raw("}"u8);
    }

    private static void Remote(ref JsonText json, in RemoteStatistics remote)
    {
        Integer(ref json, ",\"remote\":{\"modeac\":"u8, remote.ModeAc);
        Integer(ref json, ",\"modes\":"u8, remote.ModeS);
        Integer(ref json, ",\"basestation\":"u8, remote.BaseStation);
        Integer(ref json, ",\"bad\":"u8, remote.Bad);
        Integer(ref json, ",\"unknown_icao\":"u8, remote.UnknownAddress);
        Integer(ref json, ",\"accepted\":["u8, remote.Accepted);
        Integer(ref json, ",0],\"bytes_in\":"u8, remote.BytesIn);
        Integer(ref json, ",\"bytes_out\":"u8, remote.BytesOut);
        json.Raw("}"u8);
    }

    private static void PositionGroup(ref JsonText json, TrackerStatistics t)
    {
        Integer(ref json, ",\"cpr\":{\"surface\":"u8, t[TrackerCounter.CprSurface]);
        Integer(ref json, ",\"airborne\":"u8, t[TrackerCounter.CprAirborne]);
        Integer(ref json, ",\"global_ok\":"u8, t[TrackerCounter.CprGlobalOk]);
        Integer(ref json, ",\"global_bad\":"u8, t[TrackerCounter.CprGlobalBad]);
        Integer(ref json, ",\"global_range\":"u8, t[TrackerCounter.CprGlobalRange]);
        Integer(ref json, ",\"global_speed\":"u8, t[TrackerCounter.CprGlobalSpeed]);
        Integer(ref json, ",\"global_skipped\":"u8, t[TrackerCounter.CprGlobalSkipped]);
        Integer(ref json, ",\"local_ok\":"u8, t[TrackerCounter.CprLocalOk]);
        Integer(ref json, ",\"local_aircraft_relative\":"u8, t[TrackerCounter.CprLocalAircraftRelative]);
        Integer(ref json, ",\"local_receiver_relative\":"u8, t[TrackerCounter.CprLocalReceiverRelative]);
        Integer(ref json, ",\"local_skipped\":"u8, t[TrackerCounter.CprLocalSkipped]);
        Integer(ref json, ",\"local_range\":"u8, t[TrackerCounter.CprLocalRange]);
        Integer(ref json, ",\"local_speed\":"u8, t[TrackerCounter.CprLocalSpeed]);
        Integer(ref json, ",\"filtered\":"u8, t[TrackerCounter.CprFiltered]);
        json.Raw("}"u8);
    }

    /// <summary>Readers ask for all of readsb's entries; what we do not do, or not apart, took no time.</summary>
    private static void Cpu(ref JsonText json, in CpuStatistics cpu)
    {
        Integer(ref json, ",\"cpu\":{\"demod\":"u8, cpu.DemodulatorMs);
        Integer(ref json, ",\"reader\":"u8, cpu.ReaderMs);
        Integer(ref json, ",\"background\":"u8, cpu.BackgroundMs);
        Integer(ref json, ",\"aircraft_json\":"u8, cpu.AircraftJsonMs);
        json.Raw(",\"globe_json\":0,\"binCraft\":0,\"trace_json\":0,\"heatmap_and_state\":0,\"api_workers\":0,\"api_update\":0"u8);
        Integer(ref json, ",\"remove_stale\":"u8, cpu.RemoveStaleMs);
        json.Raw("}"u8);
    }

    private static void ByFormat(ref JsonText json, ReadOnlySpan<long> counts)
    {
        json.Raw(",\"messages_by_df\":["u8);
        for (var format = 0; format < counts.Length; format++)
        {
            if (format > 0) json.Raw(","u8);
            json.Integer(counts[format]);
        }

        json.Raw("]"u8);
    }

    private static void Rejections(ref JsonText json, TrackerStatistics t)
    {
        Integer(ref json, ",\"rejected\":{\"bad_parity\":"u8, t[TrackerCounter.RejectedBadParity]);
        Integer(ref json, ",\"unknown_address\":"u8, t[TrackerCounter.RejectedUnknownAddress]);
        Integer(ref json, ",\"not_an_address\":"u8, t[TrackerCounter.RejectedNotAnAddress]);
        Integer(ref json, ",\"unsupported\":"u8, t[TrackerCounter.RejectedUnsupported]);
        Integer(ref json, ",\"unconfirmed\":"u8, t[TrackerCounter.RejectedUnconfirmed]);
        Integer(ref json, ",\"full\":"u8, t[TrackerCounter.RejectedFull]);
        json.Raw("}"u8);
    }
}
