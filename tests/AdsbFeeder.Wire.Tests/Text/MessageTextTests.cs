using System.Buffers;
using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Text;

public class MessageTextTests
{
    private static readonly string[] Frames =
    [
        .. Samples.All, "02E197B00179C3", "80E197B158BF12F38AD083E10AE8", "2C000A8AA83784", "A02238382004B1F2CB0820321A78",
        "8D4CA7B1A0C3813880C3505B5A7A", "8D4070E50053C0000000004F7C40", "8DA2C1B6E112B600000000760759", "8D4CA7B1E88AB42E9B18110BFF6D", "92A24528993C238900062053CDEF", "8D4CA7B1F8180000000000C556E6", "E0000000000000000000000000FF",
    ];

    private static TrackUpdate Update(string hex) => new(
        new ReceivedFrame(Frame.Parse(hex), 1234, 1795246708764, FrameSource.Radio)
        {
            SignalPower = 0.01f,
            SnrDecibels = 18.06f,
            TimeOfArrivalNanoseconds = 102833.34,
            RepairedBits = 1,
        },
        TrackOutcome.Accepted);

    private static string Json(in TrackUpdate update)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageJson.Write(update, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    [Theory]
    [InlineData(Samples.GroundVelocity, "hex", "\"485020\"")]
    [InlineData(Samples.GroundVelocity, "gs", "159.2")]
    [InlineData(Samples.GroundVelocity, "track", "182.88")]
    [InlineData(Samples.GroundVelocity, "geom_rate", "-832")]
    [InlineData(Samples.GroundVelocity, "geom_minus_baro", "550")]
    [InlineData(Samples.AirVelocity, "tas", "375")]
    [InlineData(Samples.AirVelocity, "mag_heading", "243.98")]
    [InlineData(Samples.Identification, "flight", "\"KLM1023 \"")]
    [InlineData(Samples.EvenPosition, "alt_baro", "38000")]
    [InlineData(Samples.EvenPosition, "cpr_lat", "93000")]
    [InlineData(Samples.EvenPosition, "df", "17")]
    [InlineData("8D4CA7B1A0C3813880C3505B5A7A", "alt_geom", "38000")]
    [InlineData("8C3461CE399E40586B4EE4932241", "gs", "8")]
    [InlineData("2C000A8AA83784", "squawk", "\"7600\"")]
    [InlineData("2C000A8AA83784", "alert", "1")]
    [InlineData("02E197B00179C3", "alt_baro", "37000")]
    [InlineData("A02238382004B1F2CB0820321A78", "flight", "\"AKG220  \"")]
    [InlineData("5D40621D4F94EC", "interrogator", "\"SI44\"")]
    [InlineData("7700", "squawk", "\"7700\"")]
    [InlineData("8D4CA7B1EABE885FDD3F588EB9C1", "nav_altitude_fms", "31968")]
    [InlineData("8D4CA7B1EABE885FDD3F588EB9C1", "nav_modes", "[\"autopilot\",\"althold\",\"approach\",\"tcas\"]")]
    [InlineData("8C4CA7B1F9115506835932F8DE3C", "version", "2")]
    [InlineData("8C4CA7B1F9115506835932F8DE3C", "nac_p", "9")]
    [InlineData("931234560787148C4D2929B869A8", "gs", "144")]
    [InlineData("8D4CA7B1BF555000000000FDD293", "squawk", "\"7700\"")]
    [InlineData("80E18C3830DA01200000007D2E44", "ra", "true")]
    [InlineData(Samples.AllCall, "ticks", "1234")]
    [InlineData(Samples.AllCall, "toa_ns", "102833.3")]
    [InlineData(Samples.AllCall, "rssi", "-20")]
    [InlineData(Samples.AllCall, "snr", "18.1")]
    [InlineData(Samples.AllCall, "now", "1795246708.764")]
    [InlineData(Samples.AllCall, "repaired", "1")]
    public void A_field_has_its_key_and_value(string hex, string key, string expected)
    {
        var line = Json(Update(hex));

        Assert.EndsWith("}\n", line);
        using var document = JsonDocument.Parse(line);
        Assert.Equal(expected, document.RootElement.GetProperty(key).GetRawText());
        Assert.Equal(hex, document.RootElement.GetProperty("frame").GetString());
    }

    [Fact]
    public void A_position_that_the_tracker_found_is_shown()
    {
        using var document = JsonDocument.Parse(Json(Update(Samples.EvenPosition) with { Position = new GeoPosition(52.26578017, 3.93891) }));

        Assert.Equal(52.26578, document.RootElement.GetProperty("lat").GetDouble());
    }

    [Fact]
    public void Text_gives_each_field_a_line_with_its_unit()
    {
        var text = new StringBuilder();

        MessageText.Write(Update(Samples.GroundVelocity), text);

        var lines = text.ToString().Split('\n');
        Assert.Equal("Frame                   8D485020994409940838175B284F", lines[0]);
        Assert.Contains("Ground speed            159.20 kt", lines);
        Assert.Contains("Vertical rate (GNSS)    -832 ft/min", lines);
        Assert.Contains("Level                   -20.0 dBFS", lines);
        Assert.Equal(["", ""], lines[^2..]);
    }

    [Fact]
    public void Every_frame_becomes_text_and_one_line_of_valid_JSON_without_repeated_keys()
    {
        foreach (var hex in Frames)
        {
            var text = new StringBuilder();
            MessageText.Write(Update(hex), text);
            var line = Json(Update(hex));

            Assert.NotEmpty(text.ToString());
            Assert.Equal(1, line.Count(x => x == '\n'));
            using var document = JsonDocument.Parse(line);
            var keys = document.RootElement.EnumerateObject().Select(x => x.Name).ToList();
            Assert.Equal(keys.Distinct(), keys);
        }
    }

    [Fact]
    public void Random_frames_never_throw()
    {
        var random = new Random(4711);
        var bytes = new byte[14];
        for (var i = 0; i < 5000; i++)
        {
            random.NextBytes(bytes);
            var frame = new Frame(bytes.AsSpan(0, i % 3 == 0 ? 7 : 14));
            var update = Update(frame.ToString());
            Json(update);
            SbsWriter.Write(update with { Address = Address.Icao(1) }, 0, new byte[SbsWriter.MaxLength]);
        }
    }
}
