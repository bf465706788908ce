using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names integrity and accuracy, with what the codes mean.</summary>
internal static class QualityFields
{
    private static readonly bool[] Either = [false, true];

    /// <summary>NIC and Rc as far as the type code alone decides, whatever the version and the supplements that other messages tell.</summary>
    /// <param name="typeCode">Of a position.</param>
    /// <param name="b">NIC supplement B of version 2; null when the message has none.</param>
    /// <param name="to">The writer.</param>
    public static void DescribeIntegrity(int typeCode, bool? b, IFieldWriter to)
    {
        var first = PositionIntegrity.Of(typeCode, 0, false, false, false);
        to.Number("nuc_p", "NUCp, if version 0", first.NucP);
        var later = (
            from version in new[] { 1, 2 }
            from supplementA in Either
            from supplementB in Either
            from supplementC in Either
            where b is null || b == supplementB
            select PositionIntegrity.Of(typeCode, version, supplementA, supplementB, supplementC)).ToList();
        if (later.TrueForAll(x => x.Nic == later[0].Nic))
            to.Number("nic", "NIC, from version 1", later[0].Nic);
        if (later.TrueForAll(x => x.RadiusMetres == first.RadiusMetres) && first.RadiusMetres is { } radius)
            to.Number("rc", "Containment radius", Math.Ceiling(radius), "m");
    }

    public static void NacP(int? code, IFieldWriter to) =>
        to.Number("nac_p", "NACp", code, meaning: Meaning(code, Accuracy.PositionRadiusMetres, "95 % within {0} m"));

    public static void NacV(int? code, IFieldWriter to) =>
        to.Number("nac_v", "NACv", code, meaning: Meaning(code, Accuracy.VelocityMetresPerSecond, "95 % below {0} m/s"));

    public static void Gva(int? code, IFieldWriter to) =>
        to.Number("gva", "GVA", code, meaning: Meaning(code, Accuracy.HeightMetresOfGva, "95 % within {0} m"));

    public static void Sil(int? code, IFieldWriter to) =>
        to.Number("sil", "SIL", code, meaning: Meaning(code, Accuracy.IntegrityRisk, "outside Rc with {0}"));

    public static void Sda(int? code, IFieldWriter to) => to.Number(
        "sda", "SDA", code, meaning: code is { } known && Accuracy.DesignAssuranceLevel(known) is { } level ? $"level {level}" : "unknown");

    public static void SilType(bool? perSample, IFieldWriter to) =>
        to.Text("sil_type", "SIL per", perSample switch { true => "persample", false => "perhour", null => null });

    private static string Meaning(int? code, Func<int, double?> value, string format) => code is { } known && value(known) is { } limit
        ? string.Format(CultureInfo.InvariantCulture, format, limit <= 1e-3 ? limit.ToString("0E-0", CultureInfo.InvariantCulture) : limit)
        : "unknown";
}
