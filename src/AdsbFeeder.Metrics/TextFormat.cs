using System.Globalization;
using System.Text;

namespace AdsbFeeder.Metrics;

/// <summary>The Prometheus text exposition format, version 0.0.4.</summary>
/// <remarks><code>
///   # HELP adsb_frames_total Frames decoded.
///   # TYPE adsb_frames_total counter
///   adsb_frames_total{format="17"} 1027
/// </code>
/// In help text \ and line feed are escaped; in label values the double quote as well.</remarks>
internal static class TextFormat
{
    /// <summary>Bucket bounds for durations in seconds, 1 ms to 10 s, as most Prometheus clients have them.</summary>
    internal static readonly double[] DefaultBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>A legal metric name; other characters become underscores, and counters end in <c>_total</c>.</summary>
    internal static string MetricName(string name, MetricKind kind)
    {
        var legal = Legal(name, allowColon: true);
        return kind == MetricKind.Counter && !legal.EndsWith("_total", StringComparison.Ordinal) ? legal + "_total" : legal;
    }

    /// <summary>Labels in the order of their names, without braces: <c>a="1",b="2"</c>.</summary>
    internal static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var sorted = tags.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder();
        foreach (var (key, value) in sorted)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Legal(key, allowColon: false)).Append("=\"");
            AppendEscaped(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", quotes: true);
            text.Append('"');
        }

        return text.ToString();
    }

    internal static string Join(string labels, string label) => labels.Length == 0 ? label : labels + "," + label;

    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    internal static void WriteHeader(TextWriter writer, MetricFamily family)
    {
        var help = new StringBuilder();
        AppendEscaped(help, family.Help, quotes: false);
        writer.Write($"# HELP {family.Name} {help}\n");
        writer.Write($"# TYPE {family.Name} {family.Kind switch { MetricKind.Counter => "counter", MetricKind.Gauge => "gauge", _ => "histogram" }}\n");
    }

    internal static void WriteSample(TextWriter writer, string name, string labels, double value)
    {
        writer.Write(name);
        if (labels.Length > 0)
        {
            writer.Write('{');
            writer.Write(labels);
            writer.Write('}');
        }

        writer.Write(' ');
        writer.Write(Number(value));
        writer.Write('\n');
    }

    private static string Legal(string name, bool allowColon)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            var digit = char.IsAsciiDigit(c);
            if (digit && text.Length == 0)
            {
                text.Append('_');
            }

            text.Append(char.IsAsciiLetter(c) || digit || (c == ':' && allowColon) ? c : '_');
        }

        return text.ToString();
    }

    private static void AppendEscaped(StringBuilder text, string value, bool quotes)
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
}
