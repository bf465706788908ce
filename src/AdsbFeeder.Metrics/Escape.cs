using System.Text;

namespace AdsbFeeder.Metrics;

/// <summary>In help text \ and line feed are escaped; in label values, and everywhere in OpenMetrics, the double quote as well.</summary>
internal static class Escape
{
    internal static void Append(StringBuilder text, string value, bool quotes)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '"' when quotes => text.Append("\\\""),
                _ => text.Append(c),
            };
        }
    }

    internal static string Help(string value, bool quotes)
    {
        var text = new StringBuilder(value.Length);
        Append(text, value, quotes);
        return text.ToString();
    }
}
