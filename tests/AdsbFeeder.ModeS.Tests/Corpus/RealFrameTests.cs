using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace AdsbFeeder.ModeS.Tests;

/// <summary>Real frames of the shared data through all decoders, and against what pyModeS 2 made of 600 of them.</summary>
public partial class RealFrameTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("frames/short_flights.csv", 486)]
    [InlineData("frames/example1.txt", 1000)]
    [InlineData("frames/sample_data_adsb.csv", 100)]
    [InlineData("frames/sample_data_commb_df20.csv", 4999)]
    [InlineData("frames/surface_positions_a53436.json", 174)]
    public void Every_frame_of_a_file_decodes(string file, int atLeast)
    {
        if (SharedData.Lines(file, output) is not { } lines)
            return;

        var frames = lines.SelectMany(FramesOf).ToList();
        foreach (var frame in frames)
            EveryDecoder.Run(frame);

        Assert.True(frames.Count >= atLeast, $"{frames.Count} frames");
    }

    [Fact]
    public void Nearly_all_squitters_of_the_recordings_have_sound_parity()
    {
        var lines = (SharedData.Lines("frames/short_flights.csv", output) ?? []).Concat(SharedData.Lines("frames/surface_positions_a53436.json", output) ?? []);

        foreach (var frame in lines.SelectMany(FramesOf))
            Assert.True(ExtendedSquitter.TryDecode(frame, out _), frame.ToString());
    }

    [Fact]
    public void Values_agree_with_pyModeS()
    {
        if (SharedData.Lines("frames/golden_v2.json", output) is not { } lines)
            return;

        using var golden = JsonDocument.Parse(string.Join('\n', lines));
        var disagreements = golden.RootElement.EnumerateObject().SelectMany(entry => Disagreements(Frame.Parse(entry.Name), entry.Value)).ToList();

        foreach (var line in disagreements)
            output.WriteLine(line);
        Assert.Empty(disagreements);
    }

    /// <summary>Where pyModeS names several registers, ours is one of them, or three times undecided between its two for want of an altitude;
    /// where it names one, the same. It names none for the frame that holds 0,5.</summary>
    [Fact]
    public void Inferred_registers_agree_with_pyModeS()
    {
        if (SharedData.Lines("frames/golden_v2.json", output) is not { } lines)
            return;

        using var golden = JsonDocument.Parse(string.Join('\n', lines));
        var rows = golden.RootElement.EnumerateObject().Where(entry => entry.Value.TryGetProperty("bds", out _)).Select(entry =>
        {
            var reply = SurveillanceReply.Decode(Frame.Parse(entry.Name));
            var guess = RegisterInference.Infer(reply.CommB!.Value, new RegisterContext { AltitudeFeet = reply.AltitudeFeet });
            return (entry.Name, Theirs: entry.Value.GetProperty("bds").GetString() ?? "", Ours: guess.Register is { } bds ? $"BDS{bds.Value:X2}" : $"{guess.Verdict}");
        }).ToList();
        var differing = rows.Where(row => !row.Theirs.Split(',').Contains(row.Ours)).ToList();
        foreach (var group in rows.GroupBy(row => (row.Theirs, row.Ours)).OrderBy(group => group.Key.Theirs, StringComparer.Ordinal))
            output.WriteLine($"{group.Key.Theirs} -> {group.Key.Ours}: {group.Count()}");

        Assert.Equal(399, rows.Count);
        Assert.All(differing, row => Assert.Contains((row.Theirs, row.Ours), new[] { ("", "BDS05"), ("BDS50,BDS60", "Ambiguous") }));
        Assert.True(differing.Count <= 4, $"{differing.Count} differ");
    }

    private static IEnumerable<string> Disagreements(Frame frame, JsonElement golden)
    {
        var ours = new Dictionary<string, object?>();
        if (ExtendedSquitter.TryDecode(frame, out var squitter))
            Describe(squitter, ours);
        else
            Describe(SurveillanceReply.Decode(frame), golden.TryGetProperty("bds", out var bds) ? bds.GetString() : null, ours);

        foreach (var (key, value) in ours)
        {
            if (golden.TryGetProperty(key, out var theirs) && !Agree(value, theirs))
                yield return $"{frame} {key}: ours {value}, theirs {theirs}";
        }
    }

    private static void Describe(ExtendedSquitter squitter, Dictionary<string, object?> ours)
    {
        ours["typecode"] = squitter.TypeCode;
        ours["icao"] = squitter.Address.ToString();
        switch (squitter.Content)
        {
            case SquitterContent.Identification:
                ours["callsign"] = AircraftIdentification.Decode(squitter.Me).Callsign.ToString();
                ours["category"] = AircraftIdentification.Decode(squitter.Me).Category.Number;
                break;
            case SquitterContent.AirbornePosition:
                var position = AirbornePosition.Decode(squitter.Me);
                ours["altitude"] = position.AltitudeFeet;
                ours["cpr_format"] = (int)position.Cpr.Format;
                break;
            case SquitterContent.Velocity:
                var velocity = AirborneVelocity.Decode(squitter.Me);
                ours["groundspeed"] = velocity.GroundSpeedKnots is { } speed ? Math.Floor(speed) : null;
                ours["track"] = velocity.TrackDegrees;
                ours["vertical_rate"] = velocity.VerticalRateFpm;
                break;
        }
    }

    private static void Describe(SurveillanceReply reply, string? bds, Dictionary<string, object?> ours)
    {
        ours["icao"] = reply.Address.ToString();
        if (reply.AltitudeFeet is { } feet)
            ours["altitude"] = feet;
        if (reply.Squawk is { } squawk)
            ours["squawk"] = squawk.ToString();
        var mb = reply.CommB!.Value;
        switch (bds)
        {
            case "BDS10":
                Assert.True(DataLinkCapability.Fits(mb), reply.ToString());
                break;
            case "BDS17":
                Assert.True(CommonUsageCapability.Fits(mb), reply.ToString());
                break;
            case "BDS20":
                ours["callsign"] = IdentificationRegister.Decode(mb).Callsign.ToString();
                break;
            case "BDS40":
                Assert.True(SelectedVerticalIntention.Fits(mb));
                var intention = SelectedVerticalIntention.Decode(mb);
                ours["selected_altitude_mcp"] = intention.PanelAltitudeFeet;
                ours["selected_altitude_fms"] = intention.FmsAltitudeFeet;
                ours["baro_pressure_setting"] = intention.BarometricSettingHectopascals;
                break;
            case "BDS50":
                Assert.True(TrackAndTurn.Fits(mb));
                var turn = TrackAndTurn.Decode(mb);
                ours["roll"] = turn.RollDegrees;
                ours["true_track"] = turn.TrueTrackDegrees;
                ours["groundspeed"] = turn.GroundSpeedKnots;
                ours["track_rate"] = turn.TrackRateDegreesPerSecond;
                ours["true_airspeed"] = turn.TrueAirspeedKnots;
                break;
            case "BDS60":
                Assert.True(HeadingAndSpeed.Fits(mb));
                var speed = HeadingAndSpeed.Decode(mb);
                ours["magnetic_heading"] = speed.MagneticHeadingDegrees;
                ours["indicated_airspeed"] = speed.IndicatedAirspeedKnots;
                ours["mach"] = speed.Mach;
                ours["baro_vertical_rate"] = speed.BarometricRateFpm;
                ours["inertial_vertical_rate"] = speed.InertialRateFpm;
                break;
        }
    }

    private static bool Agree(object? ours, JsonElement theirs) => theirs.ValueKind switch
    {
        JsonValueKind.Null => ours is null,
        JsonValueKind.Number => ours is not null && Math.Abs(Convert.ToDouble(ours, CultureInfo.InvariantCulture) - theirs.GetDouble()) < 0.001,
        _ => string.Equals(ours?.ToString(), theirs.GetString()!.Replace('_', ' '), StringComparison.OrdinalIgnoreCase),
    };

    private static IEnumerable<Frame> FramesOf(string line)
    {
        foreach (Match match in Hex().Matches(line))
            yield return Frame.Parse(match.Value);
        foreach (Match match in Base64().Matches(line))
            yield return new Frame(Convert.FromBase64String(match.Groups[1].Value));
    }

    [GeneratedRegex(@"\b([0-9A-Fa-f]{28}|[0-9A-Fa-f]{14})\b")]
    private static partial Regex Hex();

    [GeneratedRegex(@"""reply"": ?""([A-Za-z0-9+/]{19}=)""")]
    private static partial Regex Base64();
}
