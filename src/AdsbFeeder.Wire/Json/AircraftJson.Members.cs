using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>The keys of one aircraft, in readsb's order.</summary>
public static partial class AircraftJson
{
    private const double SecondsPerMs = 0.001;

    /// <summary>An advisory is told for this long after it was last heard (readsb: 15 s); programs take its presence for an alarm that lasts.</summary>
    private const long AdvisoryLifeMs = 15_000;

    internal static void Members(ref JsonText json, in AircraftState a, long nowMs, GeoPosition? receiver, AircraftDatabase? database)
    {
        json.Raw(a.Address.IsIcao ? "\"hex\":\""u8 : "\"hex\":\"~"u8);
        json.Hex6(a.Address.Bits);
        json.Raw("\",\"type\":\""u8);
        json.Raw(JsonNames.Of(a.Kind));
        json.Raw("\""u8);
        if (a.Callsign.IsPresent) Flight(ref json, a.Callsign.Value);
        RegistryJson.Members(ref json, a.Address, database);
        Altitudes(ref json, a);
        Motion(ref json, a);
        Identity(ref json, a);
        Navigation(ref json, a);
        Position(ref json, a, nowMs, receiver);
        Quality(ref json, a);
        Origins(ref json, a);
        json.Raw(",\"messages\":"u8);
        json.Integer(a.Messages);
        json.Raw(",\"seen\":"u8);
        json.Fixed(Math.Max(0, nowMs - a.SeenUnixMs) * SecondsPerMs, 1);
        json.Raw(",\"rssi\":"u8);
        json.Fixed(a.RssiDbfs, 1);
        if (a.ResolutionAdvisory.IsPresent && a.ResolutionAdvisory.AgeMs(nowMs) < AdvisoryLifeMs) Advisory(ref json, a.ResolutionAdvisory);
    }

    /// <summary>What a point of a trace tells beside its own numbers, as an object.</summary>
    internal static void TraceMembers(ref JsonText json, in AircraftState a, bool hasIntegrity)
    {
        json.Raw("{\"type\":\""u8);
        json.Raw(JsonNames.Of(a.Kind));
        json.Raw("\""u8);
        if (a.Callsign.IsPresent) Flight(ref json, a.Callsign.Value);
        Integer(ref json, ",\"alt_geom\":"u8, a.GeometricAltitudeFeet);
        Motion(ref json, a);
        Identity(ref json, a);
        Navigation(ref json, a);
        if (hasIntegrity) Integrity(ref json, a.Position.Value);
        Quality(ref json, a);
        json.Raw("}"u8);
    }

    private static void Integrity(ref JsonText json, in PositionFix fix)
    {
        json.Raw(",\"nic\":"u8);
        json.Integer(fix.Nic);
        json.Raw(",\"rc\":"u8);
        json.Integer(fix.ContainmentRadiusMetres);
    }

    private static void Flight(ref JsonText json, Callsign callsign)
    {
        json.Raw(",\"flight\":\""u8);
        for (var i = 0; i < Callsign.Length; i++) json.Character(callsign[i]);
        json.Raw("\""u8);
    }

    private static void Altitudes(ref JsonText json, in AircraftState a)
    {
        if (a.AirGround.IsPresent && a.AirGround.Value == AirGround.Ground) json.Raw(",\"alt_baro\":\"ground\""u8);
        else Integer(ref json, ",\"alt_baro\":"u8, a.BarometricAltitudeFeet);
        Integer(ref json, ",\"alt_geom\":"u8, a.GeometricAltitudeFeet);
    }

    private static void Motion(ref JsonText json, in AircraftState a)
    {
        Fixed(ref json, ",\"gs\":"u8, a.GroundSpeedKnots, 1);
        Integer(ref json, ",\"ias\":"u8, a.IndicatedAirspeedKnots);
        Integer(ref json, ",\"tas\":"u8, a.TrueAirspeedKnots);
        Fixed(ref json, ",\"mach\":"u8, a.Mach, 3);
        Fixed(ref json, ",\"wd\":"u8, a.WindDirectionDegrees, 0);
        Fixed(ref json, ",\"ws\":"u8, a.WindSpeedKnots, 0);
        Fixed(ref json, ",\"oat\":"u8, a.OutsideAirTemperatureCelsius, 0);
        Fixed(ref json, ",\"tat\":"u8, a.TotalAirTemperatureCelsius, 0);
        if (a.TrackDegrees.IsPresent) Fixed(ref json, ",\"track\":"u8, a.TrackDegrees, 2);
        else Fixed(ref json, ",\"calc_track\":"u8, a.CalculatedTrackDegrees, 0);
        Fixed(ref json, ",\"track_rate\":"u8, a.TrackRateDegreesPerSecond, 2);
        Fixed(ref json, ",\"roll\":"u8, a.RollDegrees, 2);
        Fixed(ref json, ",\"mag_heading\":"u8, a.MagneticHeadingDegrees, 2);
        Fixed(ref json, ",\"true_heading\":"u8, a.TrueHeadingDegrees, 2);
        Integer(ref json, ",\"baro_rate\":"u8, a.BarometricRateFpm);
        Integer(ref json, ",\"geom_rate\":"u8, a.GeometricRateFpm);
    }

    private static void Identity(ref JsonText json, in AircraftState a)
    {
        if (a.Squawk.IsPresent)
        {
            json.Raw(",\"squawk\":\""u8);
            for (var shift = 9; shift >= 0; shift -= 3) json.Character((char)('0' + (a.Squawk.Value.Code >> shift & 7)));
            json.Raw("\""u8);
        }

        if (a.Emergency.IsPresent)
        {
            json.Raw(",\"emergency\":\""u8);
            json.Raw(JsonNames.Of(a.Emergency.Value));
            json.Raw("\""u8);
        }

        if (!a.Category.IsPresent) return;
        json.Raw(",\"category\":\""u8);
        json.Character(a.Category.Value.Set);
        json.Character((char)('0' + a.Category.Value.Number));
        json.Raw("\""u8);
    }

    private static void Navigation(ref JsonText json, in AircraftState a)
    {
        Fixed(ref json, ",\"nav_qnh\":"u8, a.NavQnhHectopascals, 1);
        Integer(ref json, ",\"nav_altitude_mcp\":"u8, a.NavAltitudeMcpFeet);
        Integer(ref json, ",\"nav_altitude_fms\":"u8, a.NavAltitudeFmsFeet);
        Fixed(ref json, ",\"nav_heading\":"u8, a.NavHeadingDegrees, 2);
        if (!a.NavModes.IsPresent) return;

        json.Raw(",\"nav_modes\":["u8);
        var first = true;
        for (var bit = 1; bit <= (int)NavigationModes.Tcas; bit <<= 1)
        {
            if (((int)a.NavModes.Value & bit) == 0) continue;
            json.Raw(first ? "\""u8 : ",\""u8);
            json.Raw(JsonNames.Of((NavigationModes)bit));
            json.Raw("\""u8);
            first = false;
        }

        json.Raw("]"u8);
    }

    private static void Position(ref JsonText json, in AircraftState a, long nowMs, GeoPosition? receiver)
    {
        if (a.Position.IsPresent)
        {
            json.Raw(","u8);
            Place(ref json, a.Position, nowMs);
            if (receiver is { } from) Distance(ref json, from, a.Position.Value.Location);
        }
        else if (a.LastPosition.IsPresent)
        {
            json.Raw(",\"lastPosition\":{"u8);
            Place(ref json, a.LastPosition, nowMs);
            json.Raw("}"u8);
        }
        else if (receiver is { } near)
        {
            Fixed(ref json, ",\"rr_lat\":"u8, near.Latitude, 1);
            Fixed(ref json, ",\"rr_lon\":"u8, near.Longitude, 1);
        }

        if (!a.GpsOkBefore.IsPresent) return;
        Fixed(ref json, ",\"gpsOkBefore\":"u8, a.GpsOkBefore.UpdatedUnixMs * SecondsPerMs, 1);
        Fixed(ref json, ",\"gpsOkLat\":"u8, a.GpsOkBefore.Value.Latitude, 6);
        Fixed(ref json, ",\"gpsOkLon\":"u8, a.GpsOkBefore.Value.Longitude, 6);
    }

    private static void Place(ref JsonText json, in Dated<PositionFix> fix, long nowMs)
    {
        json.Raw("\"lat\":"u8);
        json.Fixed(fix.Value.Location.Latitude, 6);
        json.Raw(",\"lon\":"u8);
        json.Fixed(fix.Value.Location.Longitude, 6);
        Integrity(ref json, fix.Value);
        json.Raw(",\"seen_pos\":"u8);
        json.Fixed(fix.AgeMs(nowMs) * SecondsPerMs, 3);
    }

    private static void Distance(ref JsonText json, GeoPosition from, GeoPosition to)
    {
        json.Raw(",\"r_dst\":"u8);
        json.Fixed(GreatCircle.DistanceMetres(from, to) / GreatCircle.MetresPerNauticalMile, 3);
        json.Raw(",\"r_dir\":"u8);
        json.Fixed(GreatCircle.BearingDegrees(from, to), 1);
    }

    private static void Quality(ref JsonText json, in AircraftState a)
    {
        Integer(ref json, ",\"version\":"u8, a.Version);
        Flag(ref json, ",\"nic_baro\":"u8, a.NicBaro);
        Integer(ref json, ",\"nac_p\":"u8, a.NacP);
        Integer(ref json, ",\"nac_v\":"u8, a.NacV);
        if (a.Sil.IsPresent)
        {
            Integer(ref json, ",\"sil\":"u8, a.Sil);
            json.Raw(",\"sil_type\":\""u8);
            json.Raw(JsonNames.Of(a.SilType));
            json.Raw("\""u8);
        }

        Integer(ref json, ",\"gva\":"u8, a.Gva);
        Integer(ref json, ",\"sda\":"u8, a.Sda);
        Flag(ref json, ",\"alert\":"u8, a.Alert);
        Flag(ref json, ",\"spi\":"u8, a.Spi);
    }

    private static void Integer(ref JsonText json, ReadOnlySpan<byte> key, in Dated<int> field)
    {
        if (!field.IsPresent) return;
        json.Raw(key);
        json.Integer(field.Value);
    }

    private static void Integer(ref JsonText json, ReadOnlySpan<byte> key, in Dated<byte> field)
    {
        if (!field.IsPresent) return;
        json.Raw(key);
        json.Integer(field.Value);
    }

    private static void Flag(ref JsonText json, ReadOnlySpan<byte> key, in Dated<bool> field)
    {
        if (!field.IsPresent) return;
        json.Raw(key);
        json.Raw(field.Value ? "1"u8 : "0"u8);
    }

    private static void Fixed(ref JsonText json, ReadOnlySpan<byte> key, double value, int decimals)
    {
        json.Raw(key);
        json.Fixed(value, decimals);
    }

    private static void Fixed(ref JsonText json, ReadOnlySpan<byte> key, in Dated<float> field, int decimals)
    {
        if (!field.IsPresent) return;
        json.Raw(key);
        json.Fixed(field.Value, decimals);
    }
}
