using System.Text;
using System.Text.Json;
using AdsbFeeder.Decoding;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Decoding;

/// <summary>One object for each frame, with what the frames before it tell.</summary>
public class FrameOutputTests
{
    // The well-known pair of 40621D: 52.2572 N 3.9194 E for the even frame, 52.2658 N 3.9389 E for the odd one.
    private const string Even = "8D40621D58C382D690C8AC2863A7", Odd = "8D40621D58C386435CC412692AD6";

    [Fact]
    public void Each_frame_gives_one_line_in_order_whatever_it_is()
    {
        string[] frames = [Even, "8D406B902015E678D4D220AA4BDA", "00000000000000", "7700", "02E197B00179C3", "8D4840D6202CC3", "FFFFFFFFFFFFFF", "10000000000000", Even];

        var lines = Decode(null, frames);

        Assert.Equal(frames, lines.Select(line => line.GetProperty("frame").GetString()));
        Assert.Equal(
            ["accepted", "bad_parity", "not_an_address", "accepted", "unknown_address", "unsupported", "unsupported", "unsupported", "accepted"],
            lines.Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal([true, false, false, null, null, false, false, null, true], lines.Select(line => line.TryGetProperty("crc_ok", out var ok) ? ok.GetBoolean() : (bool?)null));
    }

    [Fact]
    public void The_first_pair_gives_a_position()
    {
        var lines = Decode(null, Odd, Even);

        Assert.False(lines[0].TryGetProperty("lat", out _));
        Assert.Equal((52.2572, 3.91937, "track"), (Math.Round(lines[1].GetProperty("lat").GetDouble(), 4), Math.Round(lines[1].GetProperty("lon").GetDouble(), 5), lines[1].GetProperty("position_from").GetString()));
    }

    [Fact]
    public void A_single_frame_has_a_position_beside_a_reference()
    {
        var line = Decode(new GeoPosition(52.5, 4.5), Odd)[0];

        Assert.Equal((52.2658, 3.9389, "reference"), (Math.Round(line.GetProperty("lat").GetDouble(), 4), Math.Round(line.GetProperty("lon").GetDouble(), 4), line.GetProperty("position_from").GetString()));
        Assert.False(Decode(new GeoPosition(52.5, 4.5), "8D485020994409940838175B284F")[0].TryGetProperty("lat", out _));
    }

    // A real 6,0 of 4CA6E3 put into a DF21: without an altitude it could be 5,0 too. Without times what was told before may be of another hour.
    [Theory]
    [InlineData(true, "6,0")]
    [InlineData(false, null)]
    public void What_the_aircraft_told_before_settles_a_register_when_it_is_known_to_be_recent(bool timed, string? register)
    {
        var address = Address.Icao(0x4CA6E3);
        var altitude = new AirbornePosition(11, 26_375, Cpr.Encode(52, 4, CprFormat.Even, false)).Encode();

        var last = Decode(null, timed, [Squitter(address, altitude), Frame.Parse("A8001010901A2F2B21C0002FAA17")])[^1];

        Assert.Equal(register, last.TryGetProperty("bds", out var bds) ? bds.GetString() : null);
    }

    private static Frame Squitter(Address address, MessageField me) => ExtendedSquitter.OfTransponder(address, Capability.Level2Airborne, me).Encode();

    private static JsonElement[] Decode(GeoPosition? reference, params string[] frames) => Decode(reference, false, [.. frames.Select(hex => Frame.Parse(hex))]);

    private static JsonElement[] Decode(GeoPosition? reference, bool timed, Frame[] frames)
    {
        using var stream = new MemoryStream();
        using (var output = new FrameOutput(stream, OutputKinds.EncoderOf(OutputKind.Json), reference))
        {
            foreach (var frame in frames) output.Write(new ReceivedFrame(frame, 0, 1_795_246_700_000, FrameSource.Network), timed);
        }

        return [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
