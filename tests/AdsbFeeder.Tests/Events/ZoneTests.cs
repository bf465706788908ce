using System.Text;
using System.Text.Json;
using AdsbFeeder.Events;
using AdsbFeeder.Tests.Serving;

namespace AdsbFeeder.Tests.Events;

public class ZoneTests
{
    internal const string Schiphol =
        """
        {"type":"FeatureCollection","features":[
         {"type":"Feature","properties":{"name":"Schiphol","maxFeet":3000},"geometry":{"type":"Polygon","coordinates":[
           [[4.5,52.2],[5.0,52.2],[5.0,52.4],[4.5,52.4],[4.5,52.2]],
           [[4.7,52.25],[4.8,52.25],[4.8,52.3],[4.7,52.3],[4.7,52.25]]]}}]}
        """;

    [Theory]
    [InlineData(52.35, 4.6, 2000, true)]
    [InlineData(52.4, 4.6, 2000, true)]     // on the edge
    [InlineData(52.35, 4.6, null, true)]
    [InlineData(52.35, 4.6, 3001, false)]   // above
    [InlineData(52.27, 4.75, 2000, false)]  // in the hole
    [InlineData(52.41, 4.6, 2000, false)]
    public void A_zone_contains(double latitude, double longitude, int? feet, bool contains) =>
        Assert.Equal(contains, Assert.Single(Parse(Schiphol)).Contains(new(latitude, longitude), feet));

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

    internal static IReadOnlyList<Zone> Parse(string text) => ZoneFile.Parse(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
