using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>The lists <c>mlat</c> and <c>tisb</c>: which keys came that way.</summary>
public static partial class AircraftJson
{
    private static void Origins(ref JsonText json, in AircraftState a)
    {
        json.Raw(",\"mlat\":["u8);
        KeysFrom(ref json, a, FieldSource.Mlat);
        json.Raw("],\"tisb\":["u8);
        KeysFrom(ref json, a, FieldSource.TisB);
        json.Raw("]"u8);
    }

    private static void KeysFrom(ref JsonText json, in AircraftState a, FieldSource source)
    {
        var first = true;
        Key(ref json, ref first, "\"callsign\""u8, a.Callsign.Source == source);
        Key(ref json, ref first, "\"altitude\""u8, a.BarometricAltitudeFeet.Source == source);
        Key(ref json, ref first, "\"alt_geom\""u8, a.GeometricAltitudeFeet.Source == source);
        Key(ref json, ref first, "\"gs\""u8, a.GroundSpeedKnots.Source == source);
        Key(ref json, ref first, "\"ias\""u8, a.IndicatedAirspeedKnots.Source == source);
        Key(ref json, ref first, "\"tas\""u8, a.TrueAirspeedKnots.Source == source);
        Key(ref json, ref first, "\"mach\""u8, a.Mach.Source == source);
        Key(ref json, ref first, "\"track\""u8, a.TrackDegrees.Source == source);
        Key(ref json, ref first, "\"track_rate\""u8, a.TrackRateDegreesPerSecond.Source == source);
        Key(ref json, ref first, "\"roll\""u8, a.RollDegrees.Source == source);
        Key(ref json, ref first, "\"mag_heading\""u8, a.MagneticHeadingDegrees.Source == source);
        Key(ref json, ref first, "\"true_heading\""u8, a.TrueHeadingDegrees.Source == source);
        Key(ref json, ref first, "\"baro_rate\""u8, a.BarometricRateFpm.Source == source);
        Key(ref json, ref first, "\"geom_rate\""u8, a.GeometricRateFpm.Source == source);
        Key(ref json, ref first, "\"squawk\""u8, a.Squawk.Source == source);
        Key(ref json, ref first, "\"emergency\""u8, a.Emergency.Source == source);
        Key(ref json, ref first, "\"nav_qnh\""u8, a.NavQnhHectopascals.Source == source);
        Key(ref json, ref first, "\"nav_altitude_mcp\""u8, a.NavAltitudeMcpFeet.Source == source);
        Key(ref json, ref first, "\"nav_altitude_fms\""u8, a.NavAltitudeFmsFeet.Source == source);
        Key(ref json, ref first, "\"nav_heading\""u8, a.NavHeadingDegrees.Source == source);
        Key(ref json, ref first, "\"nav_modes\""u8, a.NavModes.Source == source);
        Key(ref json, ref first, "\"lat\",\"lon\",\"nic\",\"rc\""u8, a.Position.Source == source);
        Key(ref json, ref first, "\"nic_baro\""u8, a.NicBaro.Source == source);
        Key(ref json, ref first, "\"nac_p\""u8, a.NacP.Source == source);
        Key(ref json, ref first, "\"nac_v\""u8, a.NacV.Source == source);
        Key(ref json, ref first, "\"sil\",\"sil_type\""u8, a.Sil.Source == source);
        Key(ref json, ref first, "\"gva\""u8, a.Gva.Source == source);
        Key(ref json, ref first, "\"sda\""u8, a.Sda.Source == source);
    }

    private static void Key(ref JsonText json, ref bool first, ReadOnlySpan<byte> name, bool isFrom)
    {
        if (!isFrom) return;
        if (!first) json.Raw(","u8);
        json.Raw(name);
        first = false;
    }
}
