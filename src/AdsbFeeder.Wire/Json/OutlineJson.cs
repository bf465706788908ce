using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>The farthest place where an aircraft was heard in some direction.</summary>
/// <param name="Place">Where.</param>
/// <param name="AltitudeFeet">How high; 0 on the ground or when unknown.</param>
public readonly record struct OutlinePoint(GeoPosition Place, int AltitudeFeet);

/// <summary>outline.json: how far the receiver hears, by bearing (wire-formats.md 2.10).</summary>
/// <remarks><code>{ "actualRange": { "last24h": { "points": [ [53.1234,4.0012,37000], ... ] } } }</code></remarks>
public static class OutlineJson
{
    /// <summary>Writes the document; the points are in the order of their bearing.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<OutlinePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var json = new JsonText(output);
        json.Raw("{ \"actualRange\": { \"last24h\": { \"points\": ["u8);
        for (var i = 0; i < points.Count; i++)
        {
            json.Raw(i == 0 ? "\n["u8 : ",\n["u8);
            json.Fixed(points[i].Place.Latitude, 4);
            json.Raw(","u8);
            json.Fixed(points[i].Place.Longitude, 4);
            json.Raw(","u8);
            json.Integer(points[i].AltitudeFeet);
            json.Raw("]"u8);
        }

        json.Raw("\n]}}}\n"u8);
        json.Flush();
    }
}
