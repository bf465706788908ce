using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>What stats.json tells beside the periods.</summary>
/// <param name="GainDecibels">Gain of the tuner; null when there is none.</param>
/// <param name="EstimatedPpm">Error of the sample clock; null when unknown.</param>
public readonly record struct StatsInformation(double? GainDecibels = null, double? EstimatedPpm = null);

/// <summary>stats.json with all groups that dump1090-exporter and graphs1090 read (wire-formats.md 2.10, feeders.md 4.1; docs/json.md).</summary>
/// <remarks>A reader drops a whole period when a group is missing, so every period has every group.</remarks>
public static partial class StatsJson
{
    private const double FullScaleFloor = 1e-10;   // -100 dBFS: less than any receiver resolves

    /// <summary>Writes the document.</summary>
    public static void Write(IBufferWriter<byte> output, TrackingSnapshot snapshot, StatisticsWindows windows, in StatsInformation information = default)
    {
        var json = new JsonText(output);
        var withPosition = snapshot.CountWithPosition();
        json.Raw("{ \"now\" : "u8);
        json.Fixed(snapshot.NowUnixMs / 1000.0, 3);
        if (information.GainDecibels is { } gain) Fixed(ref json, ",\n  \"gain_db\" : "u8, gain, 1);
        if (information.EstimatedPpm is { } ppm) Fixed(ref json, ",\n  \"estimated_ppm\" : "u8, ppm, 1);
        Integer(ref json, ",\n  \"aircraft_with_pos\" : "u8, withPosition);
        Integer(ref json, ",\n  \"aircraft_without_pos\" : "u8, snapshot.Aircraft.Length - withPosition);
        json.Raw(",\n  \"aircraft_count_by_type\" : {"u8);
        CountsByKind(ref json, snapshot.CountByKind());
        json.Raw("}"u8);
        Period(ref json, ",\n  \"latest\" : "u8, windows.Latest, information);
        Period(ref json, ",\n  \"last1min\" : "u8, windows.Last1Min, information);
        Period(ref json, ",\n  \"last5min\" : "u8, windows.Last5Min, information);
        Period(ref json, ",\n  \"last15min\" : "u8, windows.Last15Min, information);
        Period(ref json, ",\n  \"total\" : "u8, windows.Total, information);
        json.Raw("\n}\n"u8);
        json.Flush();
    }

    private static void Period(ref JsonText json, ReadOnlySpan<byte> key, StatisticsPeriod period, in StatsInformation information)
    {
        var tracker = period.Tracker;
        json.Raw(key);
        json.Raw("{\"start\":"u8);
        json.Fixed(period.StartUnixMs / 1000.0, 1);
        Fixed(ref json, ",\"end\":"u8, period.EndUnixMs / 1000.0, 1);
        Integer(ref json, ",\"messages_valid\":"u8, tracker[TrackerCounter.Messages]);
        Integer(ref json, ",\"position_count_total\":"u8, tracker[TrackerCounter.Positions]);
        json.Raw(",\"position_count_by_type\":{"u8);
        CountsByKind(ref json, tracker.PositionsByKind);
        json.Raw("}"u8);
        Local(ref json, period, information);
        Remote(ref json, period.Remote);
        PositionGroup(ref json, tracker);
        Integer(ref json, ",\"altitude_suppressed\":"u8, tracker[TrackerCounter.AltitudeSuppressed]);
        Cpu(ref json, period.Cpu);
        Integer(ref json, ",\"tracks\":{\"all\":"u8, tracker[TrackerCounter.Tracks]);
        Integer(ref json, ",\"single_message\":"u8, tracker[TrackerCounter.TracksSingleMessage]);
        Integer(ref json, "},\"messages\":"u8, tracker[TrackerCounter.Messages]);
        ByFormat(ref json, tracker.MessagesByFormat);
        Rejections(ref json, tracker);
        Fixed(ref json, ",\"max_distance\":"u8, period.MaxDistanceMetres, 0);
        json.Raw("}"u8);
    }

    private static void CountsByKind<T>(ref JsonText json, ReadOnlySpan<T> counts)
        where T : System.Numerics.INumberBase<T>
    {
        for (var kind = 0; kind < counts.Length; kind++)
        {
            json.Raw(kind == 0 ? "\""u8 : ",\""u8);
            json.Raw(JsonNames.Of((TrackKind)kind));
            json.Raw("\":"u8);
            json.Integer(long.CreateChecked(counts[kind]));
        }
    }

    internal static void CountsByKind(ref JsonText json, int[] counts) => CountsByKind<int>(ref json, counts);

    private static void Integer(ref JsonText json, ReadOnlySpan<byte> key, long value)
    {
        json.Raw(key);
        json.Integer(value);
    }

    private static void Fixed(ref JsonText json, ReadOnlySpan<byte> key, double value, int decimals)
    {
        json.Raw(key);
        json.Fixed(value, decimals);
    }

    /// <summary>A power of full scale in dB; the key is left out when the power is unknown.</summary>
    private static void Decibels(ref JsonText json, ReadOnlySpan<byte> key, double power)
    {
        if (power > 0) Fixed(ref json, key, 10 * Math.Log10(Math.Max(power, FullScaleFloor)), 1);
    }
}
