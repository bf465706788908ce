using System.Buffers;
using System.Globalization;
using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>The messages of the push stream, as JSON text.</summary>
/// <remarks><code>
///   {"type":"snapshot","now":1795246708.764,"messages":4711,"aircraft":[ objects as in aircraft.json ]}
///   {"type":"delta","now":1795246709.764,"messages":4719,"aircraft":[ those that sent something ],"gone":["4840d6"]}
/// </code></remarks>
internal static class LiveMessage
{
    /// <summary>About what an aircraft takes, with its registration: of megabytes, growing would leave as many again.</summary>
    private const int AircraftBytes = 768;

    internal static ReadOnlyMemory<byte> Snapshot(TrackingSnapshot snapshot, IReadOnlyList<int> shown, GeoPosition? toldReceiver, AircraftDatabase? database)
    {
        var output = Begin("snapshot", snapshot, shown.Count);
        for (var i = 0; i < shown.Count; i++)
        {
            Append(output, snapshot, shown[i], i == 0, toldReceiver, database);
        }

        output.Write("]}"u8);
        return output.WrittenMemory;
    }

    internal static ReadOnlyMemory<byte> Delta(TrackingSnapshot snapshot, IReadOnlyList<int> changed, IReadOnlyCollection<Address> gone, GeoPosition? toldReceiver, AircraftDatabase? database)
    {
        var output = Begin("delta", snapshot, changed.Count);
        for (var i = 0; i < changed.Count; i++)
        {
            Append(output, snapshot, changed[i], i == 0, toldReceiver, database);
        }

        Encoding.UTF8.GetBytes("],\"gone\":[" + string.Join(',', gone.Select(address => $"\"{address}\"")) + "]}", output);
        return output.WrittenMemory;
    }

    private static ArrayBufferWriter<byte> Begin(string type, TrackingSnapshot snapshot, int aircraft)
    {
        var output = new ArrayBufferWriter<byte>((1 << 12) + (AircraftBytes * aircraft));
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"{type}\",\"now\":{snapshot.NowUnixMs / 1000.0:F3},\"messages\":{snapshot.Messages},\"aircraft\":["),
            output);
        return output;
    }

    private static void Append(ArrayBufferWriter<byte> output, TrackingSnapshot snapshot, int index, bool first, GeoPosition? toldReceiver, AircraftDatabase? database)
    {
        if (!first)
        {
            output.Write(","u8);
        }

        AircraftJson.WriteObject(output, snapshot.Aircraft.ItemRef(index), snapshot.NowUnixMs, toldReceiver, database);
    }
}
