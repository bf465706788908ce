using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AdsbFeeder.Serving;
using AdsbFeeder.Tests.Events;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Serving;

/// <summary>What the map draws beside aircraft.</summary>
public sealed class MapEndpointTests : IDisposable
{
    // Rows of OurAirports of 2025 (public domain), with a quoted comma, a closed runway, one without places and a broken row.
    private const string AirportRows =
        """"
        "id","ident","type","name","latitude_deg","longitude_deg","elevation_ft","continent","iso_country"
        2513,"EHAM","large_airport","Amsterdam Airport Schiphol",52.308601,4.76389,-11,"EU","NL"
        2522,"EHRD","medium_airport","Rotterdam The Hague, Airport",51.956902,4.43722,-15,"EU","NL"
        1,"NL-0001","heliport","""Helipad"" West",52.1,4.1,,"EU","NL"
        2,"NL-0002","closed","Gone",52.1,4.1,,"EU","NL"
        3,"NL-0003","small_airport","Nowhere",north,4.1,,"EU","NL"
        3632,"KJFK","large_airport","John F Kennedy International Airport",40.639447,-73.779317,13,"NA","US"
        """";

    private const string RunwayRows =
        """
        "id","airport_ref","airport_ident","length_ft","width_ft","surface","lighted","closed","le_ident","le_latitude_deg","le_longitude_deg","le_elevation_ft","le_heading_degT","le_displaced_threshold_ft","he_ident","he_latitude_deg","he_longitude_deg"
        239411,2513,"EHAM",11483,148,"ASP",1,0,"06",52.289139,4.737181,-11,58,,"24",52.304621,4.777526
        239412,2513,"EHAM",6608,148,"ASP",1,1,"04",52.300171,4.783360,-14,41,,"22",52.313782,4.802830
        239413,2522,"EHRD",7218,148,"ASP",1,0,"06",,,,,,"24",,
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_anything_configured_there_is_nothing_to_ask_for()
    {
        await using var host = await ServingHost.StartAsync();

        Assert.Equal((200, """{"zones":false,"airports":false,"tiles":[]}"""), await host.GetAsync("/api/map"));
        Assert.Equal((200, """{"type":"FeatureCollection","features":[]}"""), await host.GetAsync("/api/zones"));
        Assert.Equal((200, """{"type":"FeatureCollection","features":[]}"""), await host.GetAsync("/api/airports"));
        Assert.Equal(404, (await host.GetAsync("/api/tiles/none")).Status);
    }

    [Fact]
    public async Task Tiles_are_told_as_the_owner_wrote_them_and_a_file_as_an_address_of_ours()
    {
        await using var host = await ServingHost.StartAsync(settings =>
        {
            settings.Tiles["OSM"].Url = "https://tile.example/{z}/{x}/{y}.png";
            settings.Tiles["OSM"].Attribution = "© somebody";
            settings.Tiles["shapes"].Url = "https://tile.example/{z}/{x}/{y}.mvt?key=1";
            settings.Tiles["my map"].Url = "/srv/secret/place.pmtiles";
            settings.Tiles["my map"].MaxZoom = 14;
        });

        using var map = JsonDocument.Parse((await host.GetAsync("/api/map")).Body);

        Assert.Equal(
            [("my map", "pmtiles", "api/tiles/my%20map", "", 14), ("OSM", "raster", "https://tile.example/{z}/{x}/{y}.png", "© somebody", 19), ("shapes", "vector", "https://tile.example/{z}/{x}/{y}.mvt?key=1", "", 19)],
            map.RootElement.GetProperty("tiles").EnumerateArray().Select(tiles => (Text(tiles, "name"), Text(tiles, "kind"), Text(tiles, "url"), Text(tiles, "attribution"), tiles.GetProperty("maxZoom").GetInt32())));
    }

    [Fact]
    public async Task A_file_of_tiles_is_read_in_parts()
    {
        var path = Path.Combine(_folder, "place.pmtiles");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 200).Select(n => (byte)n)]);
        await using var host = await ServingHost.StartAsync(settings => settings.Tiles["my map"].Url = path);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tiles/my%20map");
        request.Headers.Range = new RangeHeaderValue(100, 102);

        using var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal([100, 101, 102], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(200, response.Content.Headers.ContentRange!.Length);
        File.Delete(path);
        Assert.Equal((404, "The file of Tiles:my map:Url is not there.\n"), await host.GetAsync("/api/tiles/my%20map"));
    }

    [Fact]
    public async Task Zones_are_told_with_their_holes_and_altitudes()
    {
        var path = Path.Combine(_folder, "zones.geojson");
        File.WriteAllText(path, ZoneTests.Schiphol);
        await using var host = await ServingHost.StartAsync(settings => settings.Zones.File = path);

        using var zones = JsonDocument.Parse((await host.GetAsync("/api/zones")).Body);

        var zone = Assert.Single(zones.RootElement.GetProperty("features").EnumerateArray());
        Assert.Equal("""{"name":"Schiphol","maxFeet":3000}""", zone.GetProperty("properties").GetRawText());
        Assert.Equal(
            """{"type":"MultiPolygon","coordinates":[[[[4.5,52.2],[5,52.2],[5,52.4],[4.5,52.4],[4.5,52.2]],[[4.7,52.25],[4.8,52.25],[4.8,52.3],[4.7,52.3],[4.7,52.25]]]]}""",
            zone.GetProperty("geometry").GetRawText());
        Assert.Contains("\"zones\":true", (await host.GetAsync("/api/map")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Airports_within_range_are_told_with_their_open_runways()
    {
        WriteAirports();
        await using var host = await ServingHost.StartAsync(settings => settings.Map.Airports = _folder);
        host.Publish(Sky.Picture());

        var features = await FeaturesAsync(host);

        Assert.Equal(["EHAM", "EHAM 06/24", "EHRD", "NL-0001"], features.Select(feature => feature.Name));
        Assert.Equal("""{"type":"LineString","coordinates":[[4.737181,52.289139],[4.777526,52.304621]]}""", features[1].Geometry);
        Assert.Contains("\"airports\":true", (await host.GetAsync("/api/map")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Airports_without_a_place_of_the_receiver_are_the_large_ones_of_the_world()
    {
        WriteAirports();
        await using var host = await ServingHost.StartAsync(settings => settings.Map.Airports = _folder);

        Assert.Equal(["EHAM", "EHAM 06/24", "KJFK"], (await FeaturesAsync(host)).Select(feature => feature.Name));
    }

    [Fact]
    public async Task Airports_are_read_again_when_they_change_and_kept_when_they_break()
    {
        WriteAirports();
        await using var host = await ServingHost.StartAsync(settings => settings.Map.Airports = _folder);
        Assert.Equal(3, (await FeaturesAsync(host)).Count);

        File.WriteAllText(Path.Combine(_folder, "airports.csv"), "no,such,columns\n1,2,3\n");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "airports.csv"), DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(3, (await FeaturesAsync(host)).Count);

        File.WriteAllText(Path.Combine(_folder, "airports.csv"), "ident,type,name,latitude_deg,longitude_deg\r\nEGLL,large_airport,Heathrow,51.4706,-0.461941\r\n");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "airports.csv"), DateTime.UtcNow.AddSeconds(10));
        Assert.Equal("EGLL", Assert.Single(await FeaturesAsync(host)).Name);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", new[] { "1|2" })]
    [InlineData("b,a\n1,2\n", new[] { "2|1" })]
    [InlineData("a,b\r\n\"x,\"\"y\"\"\nz\",2", new[] { "x,\"y\"\nz|2" })]
    [InlineData("a,b\n1\n", new[] { "1|" })]
    [InlineData("a,b\n\"never closed,2\n", new[] { "never closed,2\n|" })]
    [InlineData("a\n1\n", new[] { "1|" })]
    [InlineData("", new string[0])]
    public void Values_with_commas_are_read_by_the_names_above(string text, string[] rows) =>
        Assert.Equal(rows, Csv.Read(new StringReader(text), "a", "b").Select(row => string.Join('|', row)));

    private static async Task<List<(string Name, string Geometry)>> FeaturesAsync(ServingHost host)
    {
        using var airports = JsonDocument.Parse((await host.GetAsync("/api/airports")).Body);
        return [.. airports.RootElement.GetProperty("features").EnumerateArray().Select(feature => (
            Text(feature.GetProperty("properties"), "ident") + (feature.GetProperty("properties").TryGetProperty("runway", out var runway) ? " " + runway.GetString() : ""),
            feature.GetProperty("geometry").GetRawText()))];
    }

    private void WriteAirports()
    {
        File.WriteAllText(Path.Combine(_folder, "airports.csv"), AirportRows);
        File.WriteAllText(Path.Combine(_folder, "runways.csv"), RunwayRows);
    }

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();
}
