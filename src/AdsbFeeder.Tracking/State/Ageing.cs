namespace AdsbFeeder.Tracking;

/// <summary>How long data live (wire-formats.md 4.2), milliseconds.</summary>
internal static class Ageing
{
    /// <summary>After this a lower source may replace a value.</summary>
    public const long StaleMs = 15_000;

    /// <summary>After this a value is gone.</summary>
    public const long FieldMs = 60_000;

    /// <summary>The same for what changes seldom and is sent seldom: call sign, category, air/ground state.</summary>
    public const long SlowFieldMs = 180_000;

    /// <summary>ADS-B version and the marks of equipment outlive pauses in reception.</summary>
    public const long EquipmentMs = 600_000;

    /// <summary>The last good place of an aircraft whose position failed is told for this long (readsb's 15 minutes).</summary>
    public const long GpsLossMs = 900_000;

    /// <summary>ADS-C reports come up to half an hour apart: what they tell, and who does, stays this long (readsb's 33 minutes).</summary>
    public const long AdsCMs = 33 * 60_000;

    /// <summary>An aircraft that nothing is heard from leaves the lists.</summary>
    public const long ListedMs = 60_000;

    /// <summary>An aircraft without any position is forgotten.</summary>
    public const long ForgetMs = 300_000;

    /// <summary>An aircraft with a position is forgotten.</summary>
    public const long ForgetWithPositionMs = 3_600_000;

    /// <summary>An aircraft that a single frame told of is forgotten: mostly it never was.</summary>
    public const long ForgetSingleMs = 60_000;
}
