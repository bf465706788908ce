using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>An aircraft of an answer.</summary>
/// <param name="Index">Its place in the snapshot.</param>
/// <param name="DistanceNauticalMiles">Its distance from the point that was asked about; absent when none was.</param>
/// <param name="DirectionDegrees">Its true bearing from there.</param>
public readonly record struct ApiRow(int Index, double? DistanceNauticalMiles = null, double? DirectionDegrees = null);

/// <summary>Answers of the HTTP API as readsb gives them (wire-formats.md 2.13).</summary>
/// <remarks><code>
///   {"now": 1795246708.764,"aircraft":[{"hex":"40621d",...,"dst":16.116,"dir":352.0}],"resultCount":1,"ptime":0.041}
///   {"ac":[...],"msg":"No error","now":1795246708764,"total":1,"ctime":1795246708764,"ptime":0.041}        second form
/// </code></remarks>
public static class ApiJson
{
    /// <summary>Writes an answer.</summary>
    /// <param name="output">Takes the UTF-8 bytes.</param>
    /// <param name="snapshot">The aircraft.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="isVersion2">In the form of ADS-B Exchange's second API.</param>
    /// <param name="milliseconds">What the search took.</param>
    /// <param name="toldReceiver">As in <see cref="AircraftJson.Write"/>.</param>
    /// <param name="database">As there.</param>
    public static void Write(IBufferWriter<byte> output, TrackingSnapshot snapshot, IReadOnlyList<ApiRow> rows, bool isVersion2, double milliseconds, GeoPosition? toldReceiver, AircraftDatabase? database = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(rows);
        var json = new JsonText(output);
        if (isVersion2)
        {
            json.Raw("{\"ac\":["u8);
        }
        else
        {
            json.Raw("{\"now\": "u8);
            json.Fixed(snapshot.NowUnixMs / 1000.0, 3);
            json.Raw(",\"aircraft\":["u8);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            json.Raw(i == 0 ? "\n{"u8 : ",\n{"u8);
            AircraftJson.Members(ref json, snapshot.Aircraft.ItemRef(rows[i].Index), snapshot.NowUnixMs, toldReceiver, database);
            if (rows[i] is { DistanceNauticalMiles: { } distance, DirectionDegrees: { } direction })
            {
                json.Raw(",\"dst\":"u8);
                json.Fixed(distance, 3);
                json.Raw(",\"dir\":"u8);
                json.Fixed(direction, 1);
            }

            json.Raw("}"u8);
        }

        if (isVersion2)
        {
            json.Raw("\n],\"msg\":\"No error\",\"now\":"u8);
            json.Integer(snapshot.NowUnixMs);
            json.Raw(",\"total\":"u8);
            json.Integer(rows.Count);
            json.Raw(",\"ctime\":"u8);
            json.Integer(snapshot.NowUnixMs);
        }
        else
        {
            json.Raw("\n],\"resultCount\":"u8);
            json.Integer(rows.Count);
        }

        json.Raw(",\"ptime\":"u8);
        json.Fixed(milliseconds, 3);
        json.Raw("}\n"u8);
        json.Flush();
    }
}
