using System.Buffers;
using System.Text;
using System.Text.Json;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Json;

public class ReceiverJsonTests
{
    private static string Write(ReceiverInformation information)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ReceiverJson.Write(buffer, information);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [Fact]
    public void It_says_where_and_how_often()
    {
        Assert.Equal(
            """{ "refresh": 1000, "history": 1, "lat": 52.310000, "lon": -4.760000, "jaeroTimeout": 33.0, "readsb": true, "binCraft": false, "zstd": false, "version": "AdsbFeeder 0.1.0" }""" + "\n",
            Write(new ReceiverInformation("AdsbFeeder 0.1.0") { ToldLocation = new GeoPosition(52.31, -4.76) }));
    }

    [Fact]
    public void Without_a_told_place_there_is_none()
    {
        using var document = JsonDocument.Parse(Write(new ReceiverInformation("a \"quoted\" \\ version\n")));

        Assert.False(document.RootElement.TryGetProperty("lat", out _));
        Assert.Equal("a \"quoted\" \\ version\n", document.RootElement.GetProperty("version").GetString());
    }

    [Theory]
    [InlineData(LocationAccuracy.None, null)]
    [InlineData(LocationAccuracy.Approximate, 52.31)]
    [InlineData(LocationAccuracy.Exact, 52.308123)]
    public void The_place_is_told_as_exactly_as_allowed(LocationAccuracy accuracy, double? latitude)
    {
        Assert.Equal(latitude, accuracy.Apply(new GeoPosition(52.308123, 4.764456))?.Latitude);
        Assert.Null(accuracy.Apply(null));
    }
}
