using System.Globalization;

namespace AdsbFeeder.Radio;

/// <summary>Sample rates as people write them: <c>2.4M</c>, <c>2400k</c>, <c>2400000</c>, <c>2.4e6</c>.</summary>
public static class SampleRate
{
    /// <summary>Samples per second; false for anything that is not a positive whole number of them below 1 GS/s.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int hertz)
    {
        hertz = 0;
        var scale = text.IsEmpty ? 1 : text[^1] switch { 'k' or 'K' => 1e3, 'm' or 'M' => 1e6, _ => 1 };
        var digits = scale > 1 ? text[..^1] : text;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var exact = number * scale;
        if (!(exact >= 1 && exact < 1e9) || Math.Abs(exact - Math.Round(exact)) > 1e-6)
        {
            return false;
        }

        hertz = (int)Math.Round(exact);
        return true;
    }

    /// <summary>Megasamples with as few digits as say it exactly: <c>2.4 MS/s</c>.</summary>
    public static string Format(int hertz) => string.Create(CultureInfo.InvariantCulture, $"{hertz / 1e6:0.######} MS/s");
}
