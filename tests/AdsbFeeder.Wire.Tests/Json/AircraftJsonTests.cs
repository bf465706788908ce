using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Json;

/// <summary>aircraft.json must read as readsb's.</summary>
public class AircraftJsonTests
{
    private const long Now = 1_795_246_708_764;
    private static readonly GeoPosition Receiver = new(52, 4);

    private static Dated<T> Adsb<T>(T value, long age = 0, FieldSource source = FieldSource.Adsb)
        where T : struct => new(value, Now - age, source);

    /// <summary>The aircraft of wire-formats.md 2.6.</summary>
    private static AircraftState Example => new()
    {
        Address = Address.Icao(0x40621D),
        Kind = TrackKind.AdsbIcao,
        Messages = 2,
        SeenUnixMs = Now,
        BarometricAltitudeFeet = Adsb(38000),
        CalculatedTrackDegrees = Adsb(3.2f),
        Position = Adsb(new PositionFix(new GeoPosition(52.26578, 3.938913), 8, 186)),
        LastPosition = Adsb(new PositionFix(new GeoPosition(52.26578, 3.938913), 8, 186)),
        Version = Adsb((byte)0),
        NacP = Adsb((byte)8),
        Sil = Adsb((byte)2),
        Alert = Adsb(false),
        Spi = Adsb(false),
    };

    private static string Line(AircraftState state, GeoPosition? receiver = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        AircraftJson.WriteLine(buffer, state, Now, receiver);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonElement Object(AircraftState state, GeoPosition? receiver = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        AircraftJson.WriteObject(buffer, state, Now, receiver);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    [Fact]
    public void A_line_is_what_readsb_prints()
    {
        // observed from readsb 3.16.15, but for r_dst: theirs is 16.133, on a sphere of the equator's radius; the ellipsoid gives 16.126
        Assert.Equal(
            """{"now" : 1795246708.764,"hex":"40621d","type":"adsb_icao","alt_baro":38000,"calc_track":3,"lat":52.265780,"lon":3.938913,"nic":8,"rc":186,"seen_pos":0.000,"r_dst":16.116,"r_dir":352.0,"version":0,"nac_p":8,"sil":2,"sil_type":"unknown","alert":0,"spi":0,"mlat":[],"tisb":[],"messages":2,"seen":0.0,"rssi":-49.5}""" + "\n",
            Line(Example, Receiver));
    }

    [Fact]
    public void The_tracker_and_the_writer_together_say_what_readsb_says_of_two_frames()
    {
        var tracker = new Tracker(new TrackerOptions { ReceiverLocation = Receiver });
        string[] hex = ["8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6"];
        for (var i = 0; i < 2; i++) tracker.Update(new ReceivedFrame(Frame.Parse(hex[i]), 0, Now - 4000 + 4000 * i, FrameSource.Network));
        var buffer = new ArrayBufferWriter<byte>();

        AircraftJson.Write(buffer, tracker.Snapshot(Now), Receiver);

        // readsb shows the position of one pair already; we wait for a second that agrees
        Assert.Equal(
            """
            { "now" : 1795246708.764,
              "messages" : 2,
              "aircraft" : [
                {"hex":"40621d","type":"adsb_icao","alt_baro":38000,"rr_lat":52.0,"rr_lon":4.0,"version":0,"nac_p":8,"sil":2,"sil_type":"unknown","alert":0,"spi":0,"mlat":[],"tisb":[],"messages":2,"seen":0.0,"rssi":-49.5}
              ]
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void A_lost_position_wind_and_an_advisory_have_readsbs_keys()
    {
        var state = Example;
        state.WindDirectionDegrees = Adsb(271.4f);
        state.WindSpeedKnots = Adsb(48.7f);
        state.Position = state.LastPosition = default;
        state.GpsOkBefore = Adsb(new GeoPosition(52.1, 4.2), 30_000);
        var frame = Frame.Parse("A000183830C20204F191103F722A");   // ARA 3080, "no below", threat 3C6444
        state.ResolutionAdvisory = Adsb(new HeardAdvisory(frame, frame.Message));

        var aircraft = Object(state, Receiver);

        Assert.Equal((271, 49), (aircraft.GetProperty("wd").GetInt32(), aircraft.GetProperty("ws").GetInt32()));
        Assert.Equal((52.0, 4.0), (aircraft.GetProperty("rr_lat").GetDouble(), aircraft.GetProperty("rr_lon").GetDouble()));
        Assert.Equal("1795246678.8", aircraft.GetProperty("gpsOkBefore").GetRawText());
        Assert.Equal((52.1, 4.2), (aircraft.GetProperty("gpsOkLat").GetDouble(), aircraft.GetProperty("gpsOkLon").GetDouble()));
        Assert.Equal(
            """{"utc":"2026-11-21 07:38:28.7","unix_timestamp":1795246708.76,"df_type":20,"full_bytes":"A000183830C20204F191103F722A","bytes":"30C20204F19110","ARA":"1100001","RAT":"0","MTE":"0","RAC":"1000","advisory_complement":"Do not pass below","advisory":"Climb","TTI":"01","threat_id_hex":"3c6444"}""",
            aircraft.GetProperty("acas_ra").GetRawText());
        Assert.False(Object(state).TryGetProperty("rr_lat", out _));   // no place is told

        state.ResolutionAdvisory = Adsb(new HeardAdvisory(frame, frame.Message), 15_000);
        Assert.False(Object(state).TryGetProperty("acas_ra", out _));   // over
    }

    [Fact]
    public void Keys_come_in_readsbs_order_with_its_decimals()
    {
        var state = Example;
        state.Address = Address.NonIcao(0x0000AF);
        state.Kind = TrackKind.AdsbOther;
        state.Callsign = Adsb(Callsign.Parse("KLM1023"));
        state.GeometricAltitudeFeet = Adsb(-75);
        state.GroundSpeedKnots = Adsb(159.2f);
        state.IndicatedAirspeedKnots = Adsb(250);
        state.TrueAirspeedKnots = Adsb(440);
        state.Mach = Adsb(0.76f);
        state.OutsideAirTemperatureCelsius = Adsb(-56.4f);
        state.TotalAirTemperatureCelsius = Adsb(-31.1f);
        state.TrackDegrees = Adsb(182.88f);
        state.TrackRateDegreesPerSecond = Adsb(-0.25f);
        state.RollDegrees = Adsb(-3.515625f);
        state.MagneticHeadingDegrees = Adsb(180f);
        state.TrueHeadingDegrees = Adsb(181.5f);
        state.BarometricRateFpm = Adsb(-832);
        state.GeometricRateFpm = Adsb(64);
        state.Squawk = Adsb(Squawk.Parse("0021"));
        state.Emergency = Adsb(Emergency.Medical);
        state.Category = Adsb(new EmitterCategory('A', 3));
        state.NavQnhHectopascals = Adsb(1013.6f);
        state.NavAltitudeMcpFeet = Adsb(36992);
        state.NavAltitudeFmsFeet = Adsb(37008);
        state.NavHeadingDegrees = Adsb(347.34f);
        state.NavModes = Adsb(NavigationModes.Autopilot | NavigationModes.Tcas);
        state.NicBaro = Adsb(true);
        state.NacV = Adsb((byte)1);
        state.SilType = SilType.PerHour;
        state.Gva = Adsb((byte)2);
        state.Sda = Adsb((byte)2);
        state.MeanSignalPower = 0.01f;
        state.SeenUnixMs = Now - 1250;

        Assert.Equal(
            """{"now" : 1795246708.764,"hex":"~0000af","type":"adsb_other","flight":"KLM1023 ","alt_baro":38000,"alt_geom":-75,"gs":159.2,"ias":250,"tas":440,"mach":0.760,"oat":-56,"tat":-31,"track":182.88,"track_rate":-0.25,"roll":-3.52,"mag_heading":180.00,"true_heading":181.50,"baro_rate":-832,"geom_rate":64,"squawk":"0021","emergency":"lifeguard","category":"A3","nav_qnh":1013.6,"nav_altitude_mcp":36992,"nav_altitude_fms":37008,"nav_heading":347.34,"nav_modes":["autopilot","tcas"],"lat":52.265780,"lon":3.938913,"nic":8,"rc":186,"seen_pos":0.000,"version":0,"nic_baro":1,"nac_p":8,"nac_v":1,"sil":2,"sil_type":"perhour","gva":2,"sda":2,"alert":0,"spi":0,"mlat":[],"tisb":[],"messages":2,"seen":1.2,"rssi":-20.0}""" + "\n",
            Line(state));
    }

    [Fact]
    public void On_the_ground_the_altitude_is_a_word()
    {
        var state = Example;
        state.AirGround = Adsb(AirGround.Ground);

        Assert.Equal("ground", Object(state).GetProperty("alt_baro").GetString());
    }

    [Fact]
    public void An_old_position_moves_to_its_own_object_and_takes_the_distance_with_it()
    {
        var state = Example;
        state.Position = default;
        state.LastPosition = Adsb(state.LastPosition.Value, age: 61_500);

        var json = Object(state, Receiver);

        Assert.False(json.TryGetProperty("lat", out _) || json.TryGetProperty("r_dst", out _));
        Assert.Equal("""{"lat":52.265780,"lon":3.938913,"nic":8,"rc":186,"seen_pos":61.500}""", json.GetProperty("lastPosition").GetRawText());
    }

    [Fact]
    public void Lists_name_what_came_by_multilateration_and_tisb()
    {
        var state = Example;
        state.Kind = TrackKind.Mlat;
        state.Position = Adsb(state.Position.Value, source: FieldSource.Mlat);
        state.GroundSpeedKnots = Adsb(400f, source: FieldSource.Mlat);
        state.TrackDegrees = Adsb(90f, source: FieldSource.TisB);

        var json = Object(state);

        Assert.Equal("""["gs","lat","lon","nic","rc"]""", json.GetProperty("mlat").GetRawText());
        Assert.Equal("""["track"]""", json.GetProperty("tisb").GetRawText());
        Assert.Equal("mlat", json.GetProperty("type").GetString());
    }

    [Fact]
    public void Times_from_the_future_are_now()
    {
        var state = Example;
        state.SeenUnixMs = Now + 5000;
        state.Position = Adsb(state.Position.Value, age: -5000);

        var json = Object(state);

        Assert.Equal("0.0", json.GetProperty("seen").GetRawText());
        Assert.Equal("0.000", json.GetProperty("seen_pos").GetRawText());
    }

    [Fact]
    public void Every_kind_emergency_and_mode_has_a_word_of_readsbs()
    {
        string[] types = ["adsb_icao", "adsb_icao_nt", "adsr_icao", "tisb_icao", "adsc", "mlat", "other", "mode_s", "adsb_other", "adsr_other", "tisb_trackfile", "tisb_other", "mode_ac"];
        string[] emergencies = ["none", "general", "lifeguard", "minfuel", "nordo", "unlawful", "downed", "reserved"];
        var state = Example;

        for (var i = 0; i < types.Length; i++)
        {
            state.Kind = (TrackKind)i;
            Assert.Equal(types[i], Object(state).GetProperty("type").GetString());
        }

        for (var i = 0; i < emergencies.Length; i++)
        {
            state.Emergency = Adsb((Emergency)i);
            Assert.Equal(emergencies[i], Object(state).GetProperty("emergency").GetString());
        }

        state.NavModes = Adsb((NavigationModes)63);
        Assert.Equal("""["autopilot","vnav","althold","approach","lnav","tcas"]""", Object(state).GetProperty("nav_modes").GetRawText());
    }

    [Fact]
    public void The_culture_changes_nothing()
    {
        var expected = Line(Example, Receiver);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = comma;

            Assert.Equal(expected, Line(Example, Receiver));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Values_that_are_no_numbers_do_not_break_the_document()
    {
        var state = Example;
        state.GroundSpeedKnots = Adsb(float.NaN);
        state.Mach = Adsb(float.PositiveInfinity);

        Assert.Equal(JsonValueKind.Null, Object(state).GetProperty("gs").ValueKind);
    }

    [Fact]
    public void An_empty_sky_is_a_document_too()
    {
        var buffer = new ArrayBufferWriter<byte>();
        AircraftJson.Write(buffer, TrackingSnapshot.Empty with { NowUnixMs = Now }, null);

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.Empty(document.RootElement.GetProperty("aircraft").EnumerateArray());
    }

    [Fact]
    public void Thousands_of_aircraft_are_one_sound_document()
    {
        var states = Enumerable.Range(1, 3000).Select(i =>
        {
            var state = Example;
            state.Address = Address.Icao((uint)i);
            return state;
        });
        var buffer = new ArrayBufferWriter<byte>();

        AircraftJson.Write(buffer, TrackingSnapshot.Empty with { NowUnixMs = Now, Aircraft = [.. states] }, Receiver);

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.Equal(3000, document.RootElement.GetProperty("aircraft").EnumerateArray().Select(a => a.GetProperty("hex").GetString()).Distinct().Count());
    }
}
