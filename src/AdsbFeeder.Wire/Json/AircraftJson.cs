using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>aircraft.json as readsb prints it: keys, order, decimals (wire-formats.md 2.7; docs/json.md tells each key).</summary>
/// <remarks><code>
///   { "now" : 1795246708.764,
///     "messages" : 2,
///     "aircraft" : [
///       {"hex":"40621d","type":"adsb_icao","alt_baro":38000,"calc_track":3,"lat":52.265780,"lon":3.938913,"nic":8,...}
///     ]
///   }
/// </code></remarks>
public static partial class AircraftJson
{
    /// <summary>Writes the whole document.</summary>
    /// <param name="output">Takes the UTF-8 bytes.</param>
    /// <param name="snapshot">The aircraft.</param>
    /// <param name="toldReceiver">The receiver's place as far as it may be told (see <see cref="LocationAccuracy"/>); null leaves out distance and direction.</param>
    /// <param name="database">Registrations, types and owners; null when there is none.</param>
    public static void Write(IBufferWriter<byte> output, TrackingSnapshot snapshot, GeoPosition? toldReceiver, AircraftDatabase? database = null)
    {
        var json = new JsonText(output);
        json.Raw("{ \"now\" : "u8);
        json.Fixed(snapshot.NowUnixMs / 1000.0, 3);
        json.Raw(",\n  \"messages\" : "u8);
        json.Integer(snapshot.Messages);
        json.Raw(",\n  \"aircraft\" : ["u8);
        var first = true;
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
        {
            json.Raw(first ? "\n    "u8 : ",\n    "u8);
            first = false;
            json.Raw("{"u8);
            Members(ref json, aircraft, snapshot.NowUnixMs, toldReceiver, database);
            json.Raw("}"u8);
        }

        json.Raw("\n  ]\n}\n"u8);
        json.Flush();
    }

    /// <summary>Writes one aircraft as an object: <c>{"hex":"40621d",...}</c>.</summary>
    /// <param name="output">Takes the UTF-8 bytes.</param>
    /// <param name="aircraft">The aircraft.</param>
    /// <param name="nowUnixMs">The time that ages are told from.</param>
    /// <param name="toldReceiver">As in <see cref="Write"/>.</param>
    /// <param name="database">As in <see cref="Write"/>.</param>
    public static void WriteObject(IBufferWriter<byte> output, in AircraftState aircraft, long nowUnixMs, GeoPosition? toldReceiver, AircraftDatabase? database = null)
    {
        var json = new JsonText(output);
        json.Raw("{"u8);
        Members(ref json, aircraft, nowUnixMs, toldReceiver, database);
        json.Raw("}"u8);
        json.Flush();
    }

    /// <summary>Writes one aircraft as a line of the JSON port 30047: <c>{"now" : 1795246708.764,"hex":"40621d",...}</c> and a line feed.</summary>
    /// <inheritdoc cref="WriteObject" path="/param"/>
    public static void WriteLine(IBufferWriter<byte> output, in AircraftState aircraft, long nowUnixMs, GeoPosition? toldReceiver, AircraftDatabase? database = null)
    {
        var json = new JsonText(output);
        json.Raw("{\"now\" : "u8);
        json.Fixed(nowUnixMs / 1000.0, 3);
        json.Raw(","u8);
        Members(ref json, aircraft, nowUnixMs, toldReceiver, database);
        json.Raw("}\n"u8);
        json.Flush();
    }
}
