using System.Buffers;
using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.Events;
using NetTopologySuite.Geometries;

namespace AdsbFeeder.Serving;

/// <summary>What the map draws beside aircraft: <c>/api/map</c> says what there is, <c>/api/zones</c>, <c>/api/airports</c> and <c>/api/tiles/NAME</c> are that.</summary>
internal sealed class MapEndpoints(Settings settings, ZoneBook zones, Airports airports, SnapshotStore snapshots)
{
    private const string GeoJson = "application/geo+json; charset=utf-8";
    private const string Tiles = "api/tiles/";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<MapEndpoints>();
        routes.MapGet("/api/map", endpoints.MapAsync);
        routes.MapGet("/api/zones", endpoints.ZonesAsync);
        routes.MapGet("/api/airports", endpoints.AirportsAsync);
        routes.MapGet("/" + Tiles + "{name}", endpoints.TilesAsync);
    }

    private Task MapAsync(HttpContext context) => SendAsync(context, "application/json; charset=utf-8", json =>
    {
        json.WriteBoolean("zones"u8, zones.Current.Count > 0);
        json.WriteBoolean("airports"u8, airports.AreThere);
        json.WriteStartArray("tiles"u8);
        foreach (var tiles in settings.Tiles)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tiles.Name);
            json.WriteString("kind"u8, tiles.ResolvedKind switch { TilesKind.Vector => "vector", TilesKind.Pmtiles => "pmtiles", _ => "raster" });
            json.WriteString("url"u8, tiles.IsFile ? Tiles + Uri.EscapeDataString(tiles.Name) : tiles.Url);
            json.WriteString("attribution"u8, tiles.Attribution);
            json.WriteNumber("maxZoom"u8, tiles.MaxZoom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private Task ZonesAsync(HttpContext context) => SendAsync(context, GeoJson, json =>
    {
        json.WriteString("type"u8, "FeatureCollection"u8);
        json.WriteStartArray("features"u8);
        foreach (var zone in zones.Current)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "Feature"u8);
            json.WriteStartObject("properties"u8);
            json.WriteString("name"u8, zone.Name);
            if (zone.LowestFeet is { } least) json.WriteNumber("minFeet"u8, least);
            if (zone.HighestFeet is { } most) json.WriteNumber("maxFeet"u8, most);
            json.WriteEndObject();
            WriteArea(json, zone.Area);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteArea(Utf8JsonWriter json, Geometry area)
    {
        json.WriteStartObject("geometry"u8);
        json.WriteString("type"u8, "MultiPolygon"u8);
        json.WriteStartArray("coordinates"u8);
        for (var i = 0; i < area.NumGeometries; i++)
        {
            var polygon = (Polygon)area.GetGeometryN(i);
            json.WriteStartArray();
            foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                json.WriteStartArray();
                foreach (var point in ring.Coordinates)
                {
                    GeoJsonPoint.Write(json, point.X, point.Y);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private Task AirportsAsync(HttpContext context) => SendAsync(context, GeoJson, json => airports.Write(json, snapshots.ToldReceiver));

    /// <summary>A file of tiles in parts, as its readers ask for it.</summary>
    private Task TilesAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"];
        var tiles = settings.Tiles.FirstOrDefault(tiles => tiles.IsFile && tiles.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return tiles is null || !File.Exists(tiles.Url)
            ? JsonResponse.NotFoundAsync(context, tiles is null ? "No [Tiles:NAME] of that name is a file." : $"The file of Tiles:{tiles.Name}:Url is not there.")
            : Results.File(tiles.Url, "application/vnd.pmtiles", enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static Task SendAsync(HttpContext context, string contentType, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(1 << 12);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return JsonResponse.SendAsync(context, output.WrittenMemory, contentType: contentType);
    }
}

/// <summary>A place in GeoJSON: longitude before latitude.</summary>
internal static class GeoJsonPoint
{
    internal static void Write(Utf8JsonWriter json, double longitude, double latitude)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(longitude, 6));
        json.WriteNumberValue(Math.Round(latitude, 6));
        json.WriteEndArray();
    }
}
