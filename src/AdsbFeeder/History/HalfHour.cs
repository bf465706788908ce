using System.Globalization;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Half an hour of UTC: what one file of the history holds.</summary>
/// <param name="Index">Half hours since 1970.</param>
internal readonly record struct HalfHour(long Index) : IComparable<HalfHour>
{
    internal const int PerDay = 48;

    /// <summary>The one that a moment lies in.</summary>
    internal static HalfHour Of(long unixMs) => new(Math.DivRem(unixMs, HeatmapWriter.FileMs, out var rest) - (rest < 0 ? 1 : 0));

    /// <summary>One of a day; null when there is no such day or number.</summary>
    internal static HalfHour? Of(int year, int month, int day, int number) =>
        number is >= 0 and < PerDay && DateTime.TryParseExact($"{year:D4}-{month:D2}-{day:D2}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? Of(new DateTimeOffset(date, TimeSpan.Zero).ToUnixTimeMilliseconds()) + number
            : null;

    /// <summary>Its first moment, UTC milliseconds since 1970.</summary>
    internal long StartMs => Index * HeatmapWriter.FileMs;

    /// <summary>The first moment of the next.</summary>
    internal long EndMs => StartMs + HeatmapWriter.FileMs;

    /// <summary>Which of its day, 0 to 47.</summary>
    internal int Number => (int)(Index % PerDay);

    /// <summary>Its day as a path: <c>2026/11/21</c>.</summary>
    internal string DayPath => DateTimeOffset.FromUnixTimeMilliseconds(StartMs).ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);

    public static HalfHour operator +(HalfHour half, long count) => new(half.Index + count);

    /// <inheritdoc/>
    public int CompareTo(HalfHour other) => Index.CompareTo(other.Index);

    /// <summary><c>2026/11/21 07:30</c>.</summary>
    public override string ToString() => DateTimeOffset.FromUnixTimeMilliseconds(StartMs).ToString("yyyy'-'MM'-'dd HH':'mm", CultureInfo.InvariantCulture);
}
