using System.Buffers;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>trace_recent and trace_full as tar1090 reads them (wire-formats.md 2.14).</summary>
/// <remarks><code>
///   {"icao":"40621d","noRegData":true,"version":"...","timestamp":1795246708.764,"trace":[
///   [0.00,52.265780,3.938913,38000,451.2,182.9,0,-64,{"type":"adsb_icao","flight":"KLM1023 "},"adsb_icao",38250,null,null,null]]}
///    |    |         |        |     |     |     |  |   details or null                          |           |     |    |    roll
///    s    latitude  longitude|     speed track |  vertical rate                                source      |     |    indicated airspeed
///    after the timestamp     altitude, "ground"  flags                                                     |     geometric rate
///                            or null                                                                       geometric altitude
/// </code></remarks>
public static class TraceJson
{
    /// <summary>Details are told again with every fourth point (as readsb does): pages also draw a part of a trace.</summary>
    private const int DetailsEvery = 4;

    /// <summary>Writes the document; the points are in the order of time.</summary>
    public static void Write(IBufferWriter<byte> output, Address address, string version, ReadOnlySpan<TracePoint> points, AircraftDatabase? database = null)
    {
        var json = new JsonText(output);
        json.Raw(address.IsIcao ? "{\"icao\":\""u8 : "{\"icao\":\"~"u8);
        json.Hex6(address.Bits);
        json.Raw("\""u8);
        RegistryJson.Members(ref json, address, database);
        if (database is null || !database.TryFind(address, out _)) json.Raw(",\"noRegData\":true"u8);
        json.Raw(",\"version\":"u8);
        json.String(version);
        json.Raw(",\"timestamp\":"u8);
        var start = points.IsEmpty ? 0 : points[0].UnixMs;
        json.Fixed(start / 1000.0, 3);
        json.Raw(",\"trace\":["u8);
        TraceDetails? known = null;
        for (var i = 0; i < points.Length; i++)
        {
            json.Raw(i == 0 ? "\n["u8 : ",\n["u8);
            var told = points[i].Details;
            known = told ?? known;
            Point(ref json, points[i], start, i % DetailsEvery == 0 ? known : told, told is not null);
            json.Raw("]"u8);
        }

        json.Raw("\n]}\n"u8);
        json.Flush();
    }

    private static void Point(ref JsonText json, in TracePoint p, long start, TraceDetails? details, bool isNow)
    {
        json.Fixed((p.UnixMs - start) / 1000.0, 2);
        json.Raw(","u8);
        json.Fixed(p.Latitude, 6);
        json.Raw(","u8);
        json.Fixed(p.Longitude, 6);
        if (p.IsOnGround) json.Raw(",\"ground\""u8);
        else Integer(ref json, p.BarometricAltitudeFeet ?? p.GeometricAltitudeFeet);
        Fixed(ref json, p.GroundSpeedKnots);
        Fixed(ref json, p.TrackDegrees);
        Integer(ref json, (int)p.Marks);
        Integer(ref json, Known(p.BarometricRateFpm) ?? Known(p.GeometricRateFpm));
        json.Raw(","u8);
        if (details is not null) Details(ref json, p, details, isNow);
        else json.Raw("null"u8);
        json.Raw(",\""u8);
        json.Raw(JsonNames.Of(p.Kind));
        json.Raw("\""u8);
        Integer(ref json, p.GeometricAltitudeFeet);
        Integer(ref json, Known(p.GeometricRateFpm));
        Integer(ref json, Known(p.IndicatedAirspeedKnots));
        Fixed(ref json, p.RollDegrees);
    }

    /// <summary>The object of aircraft.json without what the point says by itself.</summary>
    private static void Details(ref JsonText json, in TracePoint p, TraceDetails details, bool isNow)
    {
        Dated<T> Dated<T>(T? value, long ms)
            where T : struct => value is { } known ? new Dated<T>(known, ms, FieldSource.Adsb) : default;
        var ms = p.UnixMs;
        var state = new AircraftState
        {
            Kind = p.Kind,
            Position = new(new PositionFix(new GeoPosition(p.Latitude, p.Longitude), 0, 0), ms, FieldSource.Adsb),
            Callsign = Dated(details.Callsign, ms),
            GeometricAltitudeFeet = Dated(p.GeometricAltitudeFeet, ms),
            IndicatedAirspeedKnots = Dated<int>(Known(p.IndicatedAirspeedKnots), ms),
            TrackDegrees = Dated((float?)p.TrackDegrees, ms),
            RollDegrees = Dated((float?)p.RollDegrees, ms),
            BarometricRateFpm = Dated<int>(Known(p.BarometricRateFpm), ms),
            GeometricRateFpm = Dated<int>(Known(p.GeometricRateFpm), ms),
            Squawk = Dated(details.Squawk, ms),
            Category = Dated(details.Category, ms),
        };
        details.Extras?.Fill(ref state, isNow);
        AircraftJson.TraceMembers(ref json, state, hasIntegrity: details.Extras is not null);
    }

    private static int? Known(short value) => value == TracePoint.Unknown ? null : value;

    private static void Integer(ref JsonText json, int? value)
    {
        json.Raw(","u8);
        if (value is { } known) json.Integer(known);
        else json.Raw("null"u8);
    }

    private static void Fixed(ref JsonText json, double? value)
    {
        json.Raw(","u8);
        if (value is { } known) json.Fixed(known, 1);
        else json.Raw("null"u8);
    }
}
