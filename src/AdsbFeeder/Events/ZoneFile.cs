using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace AdsbFeeder.Events;

/// <summary>Reads zones from GeoJSON (RFC 7946).</summary>
/// <remarks><code>
///   {"type":"FeatureCollection","features":[
///     {"type":"Feature","properties":{"name":"Schiphol CTR","minFeet":0,"maxFeet":3000},
///      "geometry":{"type":"Polygon","coordinates":[[[4.5,52.2],[5.0,52.2],[5.0,52.4],[4.5,52.4],[4.5,52.2]]]}}]}
/// </code>A ring is longitude, latitude pairs and ends where it begins; the first ring is the outside, others are holes. A polygon across the
/// 180th meridian is written as two (RFC 7946 3.1.9).</remarks>
internal static class ZoneFile
{
    /// <summary>Files larger than this are no list of zones.</summary>
    internal const long LargestBytes = 16 << 20;

    /// <summary>Reads all zones of a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    internal static IReadOnlyList<Zone> Read(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > LargestBytes)
        {
            throw new InvalidDataException($"it is larger than {LargestBytes >> 20} MB");
        }

        return Parse(file);
    }

    internal static IReadOnlyList<Zone> Parse(Stream json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = document.RootElement;
            return Text(root, "type") switch
            {
                "FeatureCollection" => [.. root.GetProperty("features").EnumerateArray().Select(Feature)],
                "Feature" => [Feature(root, 0)],
                _ => throw new InvalidDataException("it is neither a FeatureCollection nor a Feature"),
            };
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"line {fault.LineNumber + 1} is not JSON", fault);
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("something is missing or of another type: " + fault.Message, fault);
        }
    }

    private static Zone Feature(JsonElement feature, int index)
    {
        var number = $"feature {index + 1}";
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"{number} has no geometry");
        }

        var hasProperties = feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        var name = (hasProperties ? Text(properties, "name") : null) ?? Text(feature, "id") ?? number;
        var coordinates = geometry.GetProperty("coordinates");
        Geometry area = Text(geometry, "type") switch
        {
            "Polygon" => Polygon(coordinates, name),
            "MultiPolygon" => GeometryFactory.Default.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(polygon => Polygon(polygon, name))]),
            var other => throw new InvalidDataException($"'{name}' is a {other ?? "thing without a type"}; zones are Polygon or MultiPolygon"),
        };
        var check = new IsValidOp(area);
        if (!check.IsValid)
        {
            throw new InvalidDataException($"the outline of '{name}' is wrong: {check.ValidationError.Message}");
        }

        return new Zone(name, area, hasProperties ? Feet(properties, "minFeet") : null, hasProperties ? Feet(properties, "maxFeet") : null);
    }

    private static Polygon Polygon(JsonElement rings, string name)
    {
        var all = rings.EnumerateArray().Select(ring => Ring(ring, name)).ToArray();
        return all.Length > 0
            ? GeometryFactory.Default.CreatePolygon(all[0], all[1..])
            : throw new InvalidDataException($"'{name}' has no outline");
    }

    private static LinearRing Ring(JsonElement ring, string name)
    {
        var points = ring.EnumerateArray().Select(point => point.GetArrayLength() >= 2
            ? new Coordinate(point[0].GetDouble(), point[1].GetDouble())
            : throw new InvalidDataException($"a point of '{name}' has no longitude and latitude")).ToArray();
        if (points.Length < 4 || !points[0].Equals2D(points[^1]))
        {
            throw new InvalidDataException($"a ring of '{name}' must have four points or more and end where it begins");
        }

        if (Array.Exists(points, point => !(Math.Abs(point.X) <= 180 && Math.Abs(point.Y) <= 90)))
        {
            throw new InvalidDataException($"a point of '{name}' is not on Earth; longitude comes before latitude");
        }

        return GeometryFactory.Default.CreateLinearRing(points);
    }

    private static string? Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Feet(JsonElement properties, string key) =>
        properties.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? (int)Math.Clamp(value.GetDouble(), -100_000, 1_000_000) : null;
}
