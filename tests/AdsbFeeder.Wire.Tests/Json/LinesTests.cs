using System.Buffers;
using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Json;

public class LinesTests
{
    private const long Now = 1795246708764;

    private static (Tracker Tracker, TrackUpdate Last) Flight()
    {
        var tracker = new Tracker(new TrackerOptions { ReceiverLocation = new GeoPosition(52, 4) });
        TrackUpdate last = default;
        string[] hex = [Samples.EvenPosition, Samples.OddPosition, Samples.EvenPosition];
        for (var n = 0; n < hex.Length; n++)
            last = tracker.Update(Samples.Received(hex[n]) with { UnixMilliseconds = Now - 8000 + 4000 * n });
        return (tracker, last);
    }

    [Fact]
    public void Each_position_is_a_line_with_the_keys_of_aircraft_json()
    {
        var (_, last) = Flight();
        var buffer = new byte[new JsonLinesFormat(() => null).MaxLength];

        var length = new JsonLinesFormat(() => null).Write(last, Now, buffer);

        var text = Encoding.UTF8.GetString(buffer, 0, length);
        Assert.StartsWith("{\"now\" : 1795246708.764,\"hex\":\"40621d\",\"type\":\"adsb_icao\",\"alt_baro\":38000,", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        using var json = JsonDocument.Parse(text);
        Assert.Equal(52.2572, json.RootElement.GetProperty("lat").GetDouble(), 1e-4);
        Assert.False(json.RootElement.TryGetProperty("r_dst", out _));

        length = new JsonLinesFormat(() => new GeoPosition(52, 4)).Write(last, Now, buffer);
        Assert.Contains("\"r_dst\":", Encoding.UTF8.GetString(buffer, 0, length), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_position_is_no_line()
    {
        var (tracker, _) = Flight();
        var other = tracker.Update(Samples.Received(Samples.AllCall) with { UnixMilliseconds = Now });

        Assert.Equal(0, new JsonLinesFormat(() => null).Write(other, Now, new byte[4096]));
    }

    [Fact]
    public void VRS_gets_each_aircraft_once_in_sixteen_lines_of_its_own_keys()
    {
        var (tracker, _) = Flight();
        tracker.Update(Samples.Received(Samples.GroundVelocity) with { UnixMilliseconds = Now });
        tracker.Update(Samples.Received(Samples.GroundVelocity) with { UnixMilliseconds = Now });
        var snapshot = tracker.Snapshot(Now);

        var lines = Enumerable.Range(0, VrsFormat.Slices).Select(slice =>
        {
            var buffer = new ArrayBufferWriter<byte>();
            VrsFormat.Write(buffer, snapshot, slice);
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }).ToList();

        Assert.Equal(
            "{\"acList\":[{\"Icao\":\"40621D\",\"Lat\":52.257202,\"Long\":3.919373,\"Alt\":38000,\"AltT\":0,\"Gnd\":false,\"Mlat\":false,\"Tisb\":false,\"Sig\":64,\"Trt\":3}]}\n",
            lines[0xD]);
        Assert.Contains("\"Icao\":\"485020\",\"Spd\":159.2,\"SpdTyp\":0,\"Trak\":182.9,\"TrkH\":false,\"Vsi\":-832,\"VsiT\":1", lines[0], StringComparison.Ordinal);
        Assert.Equal(14, lines.Count(x => x == "{\"acList\":[]}\n"));
    }

    [Fact]
    public void VRS_is_not_told_of_the_silent()
    {
        var (tracker, _) = Flight();
        var buffer = new ArrayBufferWriter<byte>();

        VrsFormat.Write(buffer, tracker.Snapshot(Now + 11_000), 0xD);

        Assert.Equal("{\"acList\":[]}\n", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void Writing_a_line_allocates_nothing_once_warm()
    {
        var (_, last) = Flight();
        var format = new JsonLinesFormat(() => new GeoPosition(52, 4));
        var buffer = new byte[4096];
        format.Write(last, Now, buffer);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var n = 0; n < 1000; n++)
                format.Write(last, Now, buffer);
        }));
    }
}
