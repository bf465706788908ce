using System.Globalization;

namespace AdsbFeeder.History;

/// <summary>Which part of the outline is asked for: <c>outline.json?hours=6&amp;above=10000&amp;below=30000</c>.</summary>
/// <param name="Hours">How far back.</param>
/// <param name="LeastFeet">From this altitude on; absent for the ground.</param>
/// <param name="MostFeet">Below this altitude; absent for all.</param>
internal readonly record struct OutlineQuery(double Hours, int? LeastFeet, int? MostFeet)
{
    internal static readonly string Rule =
        $"'hours' must be a number from 0.5 to 24; 'above' and 'below' must each be one of {string.Join(", ", RangeOutline.BandLimits)} feet, 'above' the smaller.";

    internal static bool TryParse(IQueryCollection text, out OutlineQuery query)
    {
        query = new OutlineQuery(24, null, null);
        var hours = 24.0;
        if (text.TryGetValue("hours", out var told) && (!double.TryParse(told, NumberStyles.Float, CultureInfo.InvariantCulture, out hours) || !(hours is >= 0.5 and <= 24)))
        {
            return false;
        }

        if (!TryLimit(text, "above", out var least) || !TryLimit(text, "below", out var most) || least >= most)
        {
            return false;
        }

        query = new OutlineQuery(hours, least, most);
        return true;
    }

    private static bool TryLimit(IQueryCollection text, string key, out int? feet)
    {
        feet = null;
        if (!text.TryGetValue(key, out var told))
        {
            return true;
        }

        if (!int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || !RangeOutline.BandLimits.Contains(limit))
        {
            return false;
        }

        feet = limit;
        return true;
    }
}
