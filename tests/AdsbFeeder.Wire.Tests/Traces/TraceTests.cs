using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Traces;

/// <summary>Points in few bytes, and the file of tar1090's heatmap and replay.</summary>
public class TraceTests
{
    private const long Start = 1_795_246_200_000;   // 2026-11-21 07:30:00 UTC

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    [InlineData(TraceBlock.MostPoints)]
    public void Points_come_back_as_they_were(int count)
    {
        for (var seed = 0; seed < (count < 100 ? 200 : 3); seed++)
        {
            var points = RandomPoints(new Random(seed), count);
            var bytes = TraceBlock.Encode(points);
            var read = new List<TracePoint>();

            Assert.True(TraceBlock.TryReadHeader(bytes, out var startMs, out var endMs, out var told));
            Assert.True(TraceBlock.TryDecode(bytes, read));
            Assert.Equal((points[0].UnixMs, points[^1].UnixMs, count), (startMs, endMs, told));
            Assert.Equal(points, read);
        }
    }

    [Fact]
    public void A_block_cut_anywhere_is_refused_and_leaves_the_list_alone()
    {
        var bytes = TraceBlock.Encode(RandomPoints(new Random(1), 40));
        for (var length = 0; length < bytes.Length; length++)
        {
            var read = new List<TracePoint> { default };
            Assert.False(TraceBlock.TryDecode(bytes.AsSpan(0, length), read));
            Assert.Single(read);
        }
    }

    [Fact]
    public void Garbage_is_refused_or_gives_points_that_can_be()
    {
        var random = new Random(3);
        var good = TraceBlock.Encode(RandomPoints(random, 20));
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = i % 2 == 0 ? good.ToArray() : new byte[random.Next(80)];
            if (i % 2 == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            else random.NextBytes(bytes);
            var read = new List<TracePoint>();
            if (!TraceBlock.TryDecode(bytes, read)) continue;
            Assert.All(read, point => Assert.InRange(point.Latitude, -90, 90));
            Assert.InRange(read.Count, 1, TraceBlock.MostPoints);
        }
    }

    [Fact]
    public void A_straight_flight_costs_few_bytes()
    {
        var points = Enumerable.Range(0, 32).Select(i => Point(Start + (i * 20_013), 52 + (i * 0.01234), 4 + (i * 0.0345))).ToArray();

        Assert.InRange(TraceBlock.Encode(points).Length / 32.0, 5, 11);
    }

    [Fact]
    public void A_point_tells_what_aircraft_json_tells_beside_its_place()
    {
        const string told = """
            {"type":"adsb_icao","flight":"KLM1023 ","alt_geom":38300,"ias":260,"tas":451,"mach":0.782,"wd":271,"ws":33,"oat":-56,"tat":-27,"track":90.50,"track_rate":-0.25,"roll":-1.50,"mag_heading":88.25,"true_heading":90.12,"baro_rate":-64,"squawk":"1000","emergency":"none","category":"A3","nav_qnh":1013.6,"nav_altitude_mcp":38016,"nav_heading":90.70,"nav_modes":["autopilot","tcas"],"nic":8,"rc":186,"version":2,"nic_baro":1,"nac_p":9,"nac_v":2,"sil":3,"sil_type":"perhour","gva":2,"sda":2,"alert":0,"spi":1}
            """;
        var state = new AircraftState { Kind = TrackKind.AdsbIcao, Position = At(new PositionFix(new GeoPosition(52, 4), 8, 186)), SilType = SilType.PerHour };
        state.Callsign = At(Callsign.Parse("KLM1023"));
        (state.BarometricAltitudeFeet, state.GeometricAltitudeFeet, state.IndicatedAirspeedKnots, state.TrueAirspeedKnots, state.Mach) = (At(38_000), At(38_300), At(260), At(451), At(0.782f));
        (state.WindDirectionDegrees, state.WindSpeedKnots, state.OutsideAirTemperatureCelsius, state.TotalAirTemperatureCelsius) = (At(271f), At(33f), At(-56f), At(-27f));
        (state.TrackDegrees, state.TrackRateDegreesPerSecond, state.RollDegrees, state.MagneticHeadingDegrees, state.TrueHeadingDegrees) = (At(90.5f), At(-0.25f), At(-1.5f), At(88.25f), At(90.12f));
        (state.BarometricRateFpm, state.Squawk, state.Emergency, state.Category) = (At(-64), At(Squawk.Parse("1000")), At(Emergency.None), At(new EmitterCategory('A', 3)));
        (state.NavQnhHectopascals, state.NavAltitudeMcpFeet, state.NavHeadingDegrees, state.NavModes) = (At(1013.6f), At(38_016), At(90.7f), At(NavigationModes.Autopilot | NavigationModes.Tcas));
        (state.Version, state.NicBaro, state.NacP, state.NacV, state.Sil, state.Gva, state.Sda, state.Alert, state.Spi) = (At((byte)2), At(true), At((byte)9), At((byte)2), At((byte)3), At((byte)2), At((byte)2), At(false), At(true));
        var points = new List<TracePoint>();
        Assert.True(TraceBlock.TryDecode(TraceBlock.Encode([new TracePoint(state, TraceMarks.None, TraceDetails.Of(state)), Point(Start + 1, 52, 4), Point(Start + 2, 52, 4), Point(Start + 3, 52, 4), Point(Start + 4, 52, 4)]), points));

        using var trace = Json(points);
        var rows = trace.RootElement.GetProperty("trace");
        Assert.Equal(told.Trim(), rows[0][8].GetRawText());
        Assert.Equal(JsonValueKind.Null, rows[1][8].ValueKind);

        // Four points later what lasts is told again, and not the wind of then.
        Assert.Equal((38_016, "KLM1023 ", 9), (rows[4][8].GetProperty("nav_altitude_mcp").GetInt32(), rows[4][8].GetProperty("flight").GetString(), rows[4][8].GetProperty("nac_p").GetInt32()));
        Assert.False(rows[4][8].TryGetProperty("wd", out _) || rows[4][8].TryGetProperty("tas", out _));
    }

    [Fact]
    public void On_the_ground_a_point_tells_where_the_aircraft_points()
    {
        var state = new AircraftState { Position = At(new PositionFix(new GeoPosition(52, 4), 8, 186)), AirGround = At(AirGround.Ground), TrackDegrees = At(10f), TrueHeadingDegrees = At(190f) };
        Assert.Equal(190, new TracePoint(state, TraceMarks.None, null).TrackDegrees);
        state.AirGround = At(AirGround.Airborne);
        Assert.Equal(10, new TracePoint(state, TraceMarks.None, null).TrackDegrees);
    }

    [Fact]
    public void Blocks_of_files_from_before_there_was_more_are_read()
    {
        var points = new[] { Point(Start, 52, 4, details: new TraceDetails(Callsign.Parse("KLM1023"), Squawk.Parse("7654"), new EmitterCategory('A', 3))), Point(Start + 1, 52, 4) };
        var read = new List<TracePoint>();
        Assert.True(TraceBlock.TryDecode(TraceBlock.Encode(points), read));

        using var trace = Json(read);
        Assert.Equal("""{"type":"adsb_icao","flight":"KLM1023 ","squawk":"7654","category":"A3"}""", trace.RootElement.GetProperty("trace")[0][8].GetRawText());
    }

    private static Dated<T> At<T>(T value)
        where T : struct => new(value, Start, FieldSource.Adsb);

    private static JsonDocument Json(List<TracePoint> points)
    {
        var output = new ArrayBufferWriter<byte>();
        TraceJson.Write(output, Address.Icao(0x4840D6), "test", System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points));
        return JsonDocument.Parse(output.WrittenMemory);
    }

    [Fact]
    public void A_heatmap_is_what_tar1090_reads()
    {
        var details = new TraceDetails(Callsign.Parse("KLM1023"), Squawk.Parse("7654"), null);
        var one = new[]
        {
            Point(Start + 10_000, 52, 4, feet: 38000, knots: 451.2f, details: details),
            Point(Start + 50_000, 52.4, 4.8, feet: 38000, knots: 451.2f),
            Point(Start + 300_000, 53, 5, ground: true),
        };
        var other = new[] { Point(Start + 1_799_000, -33.5, 151.25, kind: TrackKind.Mlat) };
        var output = new ArrayBufferWriter<byte>();
        HeatmapWriter.Write(output, Start, [new(Address.Icao(0x4840D6), one), new(Address.NonIcao(0xABCDEF), other)]);

        var slices = ReadAsTar1090(output.WrittenSpan.ToArray());

        Assert.Equal(60, slices.Count);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (Start + (i * 30_000L)) / 1000.0), slices.Select(slice => slice.Now));
        Assert.All(slices, slice => Assert.Equal(30, slice.Seconds));
        Assert.Equal(
            ["4840d6 KLM1023  7654", "4840d6 52 4 38000 451.2 0"],   // the first point, for there is none before it
            slices[0].Rows);
        Assert.Equal(["4840d6 52.2 4.4 38000 451.2 0"], slices[1].Rows);   // half way
        Assert.Empty(slices[2].Rows);
        Assert.Equal(["4840d6 KLM1023  7654", "4840d6 53 5 ground null 0"], slices[10].Rows);
        Assert.Equal(["~abcdef -33.5 151.25 null null 5"], slices[59].Rows);
        Assert.Equal(6, slices.Sum(slice => slice.Rows.Count));
    }

    [Fact]
    public void Over_the_180th_meridian_no_place_is_made_up()
    {
        var output = new ArrayBufferWriter<byte>();
        HeatmapWriter.Write(output, Start, [new(Address.Icao(1), [Point(Start + 20_000, 0, 179.9), Point(Start + 40_000, 0, -179.9)])]);

        Assert.Equal(["000001 0 179.9 null null 0", "000001 0 -179.9 null null 0"], ReadAsTar1090(output.WrittenSpan.ToArray()).SelectMany(slice => slice.Rows));
    }

    /// <summary>The file as tar1090's replay reads it: 32-bit numbers, slices found by their mark, checked against the index in front.</summary>
    private static List<(double Now, double Seconds, List<string> Rows)> ReadAsTar1090(byte[] bytes)
    {
        Assert.Equal(0, bytes.Length % 16);
        int Int(int entry, int part) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan((entry * 16) + (part * 4)));
        const int mark = 0xe7f7c9d;
        var index = new List<int>();
        var at = 0;
        for (; Int(at, 0) != mark; at++) index.Add(Int(at, 0));
        var slices = new List<(double, double, List<string>)>();
        for (; at < bytes.Length / 16; at++)
        {
            if (Int(at, 0) == mark)
            {
                Assert.Equal(index[slices.Count], at);
                slices.Add((((uint)Int(at, 2) / 1000.0) + (Int(at, 1) * 4294967.296), (Int(at, 3) & 65535) / 1000.0, []));
                continue;
            }

            var hex = ((Int(at, 0) & 0x1000000) != 0 ? "~" : "") + (Int(at, 0) & 0xFFFFFF).ToString("x6", null);
            if (Int(at, 1) >= 1073741824)
            {
                slices[^1].Item3.Add($"{hex} {Encoding.ASCII.GetString(bytes, (at * 16) + 8, 8)} {Int(at, 1) & 0xFFFF:D4}");
                continue;
            }

            var altitude = (short)(Int(at, 3) & 65535) switch { -123 => "ground", -124 => "null", var steps => (steps * 25).ToString(null, null) };
            var speed = Int(at, 3) >> 16;
            FormattableString row = $"{hex} {Int(at, 1) / 1e6} {Int(at, 2) / 1e6} {altitude} {(speed == -1 ? "null" : FormattableString.Invariant($"{speed / 10.0}"))} {(uint)Int(at, 0) >> 27}";
            slices[^1].Item3.Add(FormattableString.Invariant(row));
        }

        return slices;
    }

    private static TracePoint Point(
        long ms, double latitude, double longitude, int? feet = null, float? knots = null, bool ground = false, TrackKind kind = TrackKind.AdsbIcao, TraceDetails? details = null)
    {
        var state = new AircraftState { Kind = kind, Position = new(new PositionFix(new GeoPosition(latitude, longitude), 8, 186), ms, FieldSource.Adsb) };
        if (feet is { } altitude) state.BarometricAltitudeFeet = new(altitude, ms, FieldSource.Adsb);
        if (knots is { } speed) state.GroundSpeedKnots = new(speed, ms, FieldSource.Adsb);
        if (ground) state.AirGround = new(AirGround.Ground, ms, FieldSource.Adsb);
        return new TracePoint(state, TraceMarks.None, details);
    }

    private static AircraftState RandomTelling(Random random, long ms)
    {
        Dated<T> Maybe<T>(T value)
            where T : struct => random.Next(2) == 0 ? new(value, ms, FieldSource.Adsb) : default;
        return new AircraftState
        {
            Position = new(new PositionFix(new GeoPosition(52, 4), (byte)random.Next(12), random.Next(40_000)), ms, FieldSource.Adsb),
            TrueAirspeedKnots = Maybe(random.Next(600)),
            Mach = Maybe((float)random.NextDouble()),
            OutsideAirTemperatureCelsius = Maybe((float)random.Next(-70, 40)),
            WindDirectionDegrees = Maybe((float)random.Next(360)),
            TrackRateDegreesPerSecond = Maybe((float)(random.NextDouble() * 6) - 3),
            TrueHeadingDegrees = Maybe((float)random.NextDouble() * 360),
            Emergency = Maybe((Emergency)random.Next(8)),
            NavQnhHectopascals = Maybe(800f + random.Next(400)),
            NavAltitudeMcpFeet = Maybe(random.Next(65_000)),
            NavModes = Maybe((NavigationModes)random.Next(64)),
            Version = Maybe((byte)random.Next(8)),
            Sil = Maybe((byte)random.Next(4)),
            SilType = (SilType)random.Next(3),
            Alert = Maybe(random.Next(2) == 0),
        };
    }

    private static TracePoint[] RandomPoints(Random random, int count)
    {
        var points = new TracePoint[count];
        var ms = Start + random.Next(1000);
        for (var i = 0; i < count; i++)
        {
            var state = new AircraftState { Kind = (TrackKind)random.Next(13), Position = new(new PositionFix(new GeoPosition((random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180), 8, 186), ms, FieldSource.Adsb) };
            if (random.Next(2) == 0) state.BarometricAltitudeFeet = new(random.Next(-1200, 126_700), ms, FieldSource.Adsb);
            if (random.Next(2) == 0) state.GeometricAltitudeFeet = new(random.Next(-1200, 126_700), ms, FieldSource.Adsb);
            if (random.Next(2) == 0) state.GroundSpeedKnots = new(random.Next(1000), ms, FieldSource.Adsb);
            if (random.Next(2) == 0) state.TrackDegrees = new(random.Next(360), ms, FieldSource.Adsb);
            if (random.Next(2) == 0) state.RollDegrees = new(random.Next(-90, 90), ms, FieldSource.Adsb);
            if (random.Next(2) == 0) state.BarometricRateFpm = new(random.Next(-32_000, 32_000), ms, FieldSource.Adsb);
            if (random.Next(2) == 0) state.IndicatedAirspeedKnots = new(random.Next(500), ms, FieldSource.Adsb);
            if (random.Next(4) == 0) state.AirGround = new(AirGround.Ground, ms, FieldSource.Adsb);
            var details = random.Next(4) == 0
                ? new TraceDetails(
                    random.Next(2) == 0 ? Callsign.Parse("KLM" + random.Next(9999)) : null, random.Next(2) == 0 ? Squawk.FromCode(random.Next(4096)) : null, random.Next(2) == 0 ? new EmitterCategory((char)('A' + random.Next(4)), random.Next(8)) : null,
                    random.Next(3) == 0 ? null : TraceExtras.Of(RandomTelling(random, ms)))
                : null;
            points[i] = new TracePoint(state, (TraceMarks)random.Next(4), details);
            ms += random.Next(1, 60_000);
        }

        return points;
    }
}
