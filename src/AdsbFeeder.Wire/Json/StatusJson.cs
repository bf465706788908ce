using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>status.json: how many aircraft there are and for how long the service runs (wire-formats.md 2.10).</summary>
public static class StatusJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(IBufferWriter<byte> output, TrackingSnapshot snapshot, TimeSpan uptime)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var json = new JsonText(output);
        var withPosition = snapshot.CountWithPosition();
        json.Raw("{ \"now\" : "u8);
        json.Fixed(snapshot.NowUnixMs / 1000.0, 3);
        json.Raw(", \"uptime\" : "u8);
        json.Fixed(uptime.TotalSeconds, 1);
        json.Raw(", \"aircraft_with_pos\" : "u8);
        json.Integer(withPosition);
        json.Raw(", \"aircraft_without_pos\" : "u8);
        json.Integer(snapshot.Aircraft.Length - withPosition);
        json.Raw(", \"aircraft_count_by_type\" : {"u8);
        StatsJson.CountsByKind(ref json, snapshot.CountByKind());
        json.Raw("} }\n"u8);
        json.Flush();
    }
}
