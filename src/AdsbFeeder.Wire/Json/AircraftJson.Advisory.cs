using System.Globalization;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>The object <c>acas_ra</c>: what the collision avoidance system advises. Rare, so written plainly.</summary>
/// <remarks><code>
///   "acas_ra":{"utc":"2026-11-21 07:38:28.7","unix_timestamp":1795246708.76,"df_type":17,"full_bytes":"8D...","bytes":"E2...",
///     "ARA":"1100001","RAT":"0","MTE":"0","RAC":"0010","advisory_complement":"...","advisory":"Climb","TTI":"01","threat_id_hex":"3c6444"}
/// </code>Bit fields are text of 0 and 1. ARA has the seven bits that ACAS II uses.</remarks>
public static partial class AircraftJson
{
    private static readonly string[] Complements = ["Do not pass below", "Do not pass above", "Do not turn left", "Do not turn right"];

    private static void Advisory(ref JsonText json, in Dated<HeardAdvisory> heard)
    {
        var advisory = heard.Value.Advisory;
        var time = DateTimeOffset.FromUnixTimeMilliseconds(heard.UpdatedUnixMs);
        json.Raw(",\"acas_ra\":{\"utc\":"u8);
        json.String(time.ToString("yyyy-MM-dd HH:mm:ss.f", CultureInfo.InvariantCulture));
        Fixed(ref json, ",\"unix_timestamp\":"u8, heard.UpdatedUnixMs * SecondsPerMs, 2);
        json.Raw(",\"df_type\":"u8);
        json.Integer((int)heard.Value.Frame.Format);
        json.Raw(",\"full_bytes\":"u8);
        json.String(Convert.ToHexString(heard.Value.Frame.Bytes));
        json.Raw(",\"bytes\":"u8);
        json.String(heard.Value.Field.Bits.ToString("X14", CultureInfo.InvariantCulture));
        json.Raw(",\"ARA\":"u8);
        Bits(ref json, advisory.ActiveAdvisories >> 7, 7);
        json.Raw(",\"RAT\":"u8);
        Bits(ref json, advisory.IsTerminated ? 1 : 0, 1);
        json.Raw(",\"MTE\":"u8);
        Bits(ref json, advisory.MultipleThreats ? 1 : 0, 1);
        json.Raw(",\"RAC\":"u8);
        Bits(ref json, advisory.Complements, 4);
        json.Raw(",\"advisory_complement\":"u8);
        json.String(string.Join("; ", Complements.Where((_, i) => (advisory.Complements & (8 >> i)) != 0)));
        json.Raw(",\"advisory\":"u8);
        json.String(advisory.Announcement ?? "");
        json.Raw(",\"TTI\":"u8);
        Bits(ref json, advisory.ThreatType, 2);
        if (advisory.ThreatAddress is { } threat)
        {
            json.Raw(",\"threat_id_hex\":"u8);
            json.String(threat.ToString());
        }

        json.Raw("}"u8);
    }

    private static void Bits(ref JsonText json, int value, int count)
    {
        json.Raw("\""u8);
        for (var bit = count - 1; bit >= 0; bit--) json.Character((value >> bit & 1) == 0 ? '0' : '1');
        json.Raw("\""u8);
    }
}
