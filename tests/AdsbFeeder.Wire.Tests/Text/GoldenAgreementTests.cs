using System.Buffers;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Text;

/// <summary>The JSON of 600 frames, beside what pyModeS 2 made of them (frames/golden_v2.json).</summary>
public class GoldenAgreementTests
{
    /// <summary>Their key, ours, and by how much they may differ: rounding, and whole knots that they cut off.</summary>
    private static readonly (string Theirs, string[] Ours, double Tolerance)[] Numbers =
    [
        ("df", ["df"], 0), ("typecode", ["tc"], 0), ("altitude", ["alt_baro", "alt_geom"], 0),
        ("groundspeed", ["gs"], 1), ("track", ["track"], 0.005), ("true_track", ["track"], 0.005),
        ("vertical_rate", ["baro_rate", "geom_rate"], 0), ("baro_pressure_setting", ["nav_qnh"], 0.01),
        ("selected_altitude_mcp", ["nav_altitude_mcp"], 0), ("selected_altitude_fms", ["nav_altitude_fms"], 0),
        ("roll", ["roll"], 0.0051), ("track_rate", ["track_rate"], 0.0051), ("true_airspeed", ["tas"], 0),
        ("baro_vertical_rate", ["baro_rate"], 0), ("inertial_vertical_rate", ["inertial_rate"], 0),
        ("indicated_airspeed", ["ias"], 0), ("mach", ["mach"], 0.0005), ("magnetic_heading", ["mag_heading"], 0.0051),
    ];

    [Fact]
    public void The_JSON_agrees_with_another_decoder()
    {
        if (SharedData.Find("frames/golden_v2.json") is not { } path)
            return;
        using var golden = JsonDocument.Parse(File.ReadAllText(path));
        var (compared, otherRegister) = (0, 0);

        foreach (var frame in golden.RootElement.EnumerateObject())
        {
            using var document = JsonDocument.Parse(Json(frame.Name));
            var ours = document.RootElement;
            Assert.Equal(frame.Value.GetProperty("icao").GetString(), ours.GetProperty("hex").GetString(), ignoreCase: true);
            if (frame.Value.TryGetProperty("callsign", out var callsign) && ours.TryGetProperty("flight", out var flight))
                Assert.Equal(callsign.GetString()!.Replace('_', ' '), flight.GetString());
            if (frame.Value.TryGetProperty("squawk", out var squawk))
                Assert.Equal(squawk.GetString(), ours.GetProperty("squawk").GetString());
            // They name several registers for some replies; docs/decoder-notes.md judges those.
            if (frame.Value.TryGetProperty("bds", out var bds))
            {
                if (!ours.TryGetProperty("bds", out var register) || bds.GetString() != "BDS" + register.GetString()!.Replace(",", "", StringComparison.Ordinal))
                {
                    otherRegister++;
                    continue;
                }
            }

            foreach (var (theirs, keys, tolerance) in Numbers)
            {
                if (!frame.Value.TryGetProperty(theirs, out var expected) || expected.ValueKind != JsonValueKind.Number)
                    continue;
                var key = keys.FirstOrDefault(x => ours.TryGetProperty(x, out _));
                Assert.True(key is not null, $"{frame.Name} {theirs}");
                var difference = Math.Abs(expected.GetDouble() - ours.GetProperty(key).GetDouble());
                Assert.True(difference <= tolerance, $"{frame.Name} {theirs} {expected} {ours.GetProperty(key)}");
                compared++;
            }
        }

        Assert.True(compared > 2600, $"{compared}");
        Assert.True(otherRegister <= 36, $"{otherRegister}");
    }

    private static string Json(string hex)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageJson.Write(new TrackUpdate(new ReceivedFrame(Frame.Parse(hex), 0, 0, FrameSource.Network), TrackOutcome.Accepted), output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
