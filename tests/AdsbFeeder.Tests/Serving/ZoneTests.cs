using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Serving.Zones;
using AdsbFeeder.Tracking;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdsbFeeder.Tests.Serving;

public class ZoneTests
{
    private const string Schiphol =
        """
        {"type":"FeatureCollection","features":[
         {"type":"Feature","properties":{"name":"Schiphol","maxFeet":3000},"geometry":{"type":"Polygon","coordinates":[
           [[4.5,52.2],[5.0,52.2],[5.0,52.4],[4.5,52.4],[4.5,52.2]],
           [[4.7,52.25],[4.8,52.25],[4.8,52.3],[4.7,52.3],[4.7,52.25]]]}}]}
        """;

    private readonly List<SkyEvent> _events = [];

    [Theory]
    [InlineData(52.35, 4.6, 2000, true)]
    [InlineData(52.4, 4.6, 2000, true)]     // on the edge
    [InlineData(52.35, 4.6, null, true)]
    [InlineData(52.35, 4.6, 3001, false)]   // above
    [InlineData(52.27, 4.75, 2000, false)]  // in the hole
    [InlineData(52.41, 4.6, 2000, false)]
    public void A_zone_contains(double latitude, double longitude, int? feet, bool contains) =>
        Assert.Equal(contains, Assert.Single(Parse(Schiphol)).Contains(new(latitude, longitude), feet));

    [Fact]
    public void An_aircraft_enters_and_leaves_and_when_it_vanishes_it_leaves()
    {
        var watch = new ZoneWatch(Parse(Schiphol), _events.Add, NullLogger.Instance);
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.5, 4.6), "KLM1", feet: 2000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.6), "KLM1", feet: 2000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.61), "KLM1", feet: 2000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.61), "KLM1", feet: 4000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.61), "KLM1", feet: 1000)));
        watch.Take(Sky.Picture());

        Assert.Equal([SkyEventKind.Enter, SkyEventKind.Leave, SkyEventKind.Enter, SkyEventKind.Leave], _events.Select(e => e.Kind));
        Assert.All(_events, e => Assert.Equal("Schiphol", e.Detail));
        Assert.Equal("KLM1", _events[0].Flight);
    }

    [Fact]
    public void An_emergency_squawk_is_told_once_and_again_after_another()
    {
        var watch = new ZoneWatch([], _events.Add, NullLogger.Instance);
        foreach (var squawk in (string[])["1000", "7700", "7700", "7600", "1000", "7600"])
        {
            watch.Take(Sky.Picture(Sky.Aircraft(1, null, squawk: squawk)));
        }

        Assert.Equal(["7700", "7600", "7600"], _events.Select(e => e.Detail));
        Assert.All(_events, e => Assert.Equal(SkyEventKind.Squawk, e.Kind));
    }

    [Fact]
    public void Who_was_not_there_at_the_start_is_seen_first_once()
    {
        var watch = new ZoneWatch([], _events.Add, NullLogger.Instance);
        watch.Take(Sky.Picture(Sky.Aircraft(1)));
        watch.Take(Sky.Picture(Sky.Aircraft(1), Sky.Aircraft(2)));
        watch.Take(Sky.Picture());
        watch.Take(Sky.Picture(Sky.Aircraft(1), Sky.Aircraft(2)));

        Assert.Equal((SkyEventKind.FirstSeen, Address.Icao(2)), Assert.Single(_events.Select(e => (e.Kind, e.Address))));
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("[]", "missing or of another type")]
    [InlineData("{}", "neither a FeatureCollection nor a Feature")]
    [InlineData("""{"type":"FeatureCollection"}""", "missing")]
    [InlineData("""{"type":"FeatureCollection","features":[{}]}""", "feature 1 has no geometry")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}""", "'feature 1' is a Point")]
    [InlineData("""{"type":"Feature","id":"a","geometry":{"type":"Polygon","coordinates":[]}}""", "'a' has no outline")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1]]]}}""", "four points or more")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2]]]}}""", "end where it begins")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[2,1],[1,2],[1,1]]]}}""", "Self-intersection")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,91],[2,1],[2,2],[1,91]]]}}""", "not on Earth")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1],[2,1],[2,2],[1]]]}}""", "no longitude and latitude")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[["1","1"],[2,1],[2,2],[1,1]]]}}""", "another type")]
    public void A_bad_file_says_what_is_wrong(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/nowhere/zones.geojson")]
    [InlineData("/")]
    public async Task A_file_that_cannot_be_read_does_not_stop_the_service(string path)
    {
        await using var host = await ServingHost.StartAsync(settings => settings.Zones.File = path);
        host.Publish(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.6))));

        Assert.Equal(200, (await host.GetAsync("/data/aircraft.json")).Status);
    }

    [Fact]
    public void An_event_is_one_line_of_JSON_with_its_keys()
    {
        using var json = JsonDocument.Parse(new SkyEvent(ServingHost.Now, SkyEventKind.Enter, Address.Icao(0x4840D6), "KLM1", new(52.1, 4.2), "A \"zone\"\n").ToJson());

        Assert.Equal(["type", "now", "event", "hex", "flight", "lat", "lon", "zone"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("event", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("enter", json.RootElement.GetProperty("event").GetString());
    }

    private static IReadOnlyList<Zone> Parse(string text) => ZoneFile.Parse(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
