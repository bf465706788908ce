using System.Globalization;

namespace AdsbFeeder.Metrics;

/// <summary>Lines of the Prometheus text format, version 0.0.4, and of OpenMetrics 1.0.0.</summary>
/// <remarks><code>
///   Prometheus                                    OpenMetrics
///   # HELP adsb_sent_bytes_total Bytes sent.      # HELP adsb_sent_bytes Bytes sent.
///   # UNIT adsb_sent_bytes_total bytes            # UNIT adsb_sent_bytes bytes
///   # TYPE adsb_sent_bytes_total counter          # TYPE adsb_sent_bytes counter
///   adsb_sent_bytes_total{to="a"} 1027            adsb_sent_bytes_total{to="a"} 1027
///                                                 # EOF
/// </code>
/// Scrapers of the older format take UNIT for a comment. Bucket bounds are floats in OpenMetrics: <c>le="1.0"</c>.</remarks>
internal static class TextFormat
{
    /// <summary>Bucket bounds for durations in seconds, 1 ms to 10 s, as most Prometheus clients have them.</summary>
    internal static readonly double[] DefaultBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    internal const string End = "# EOF\n";

    internal static string Join(string labels, string label) => labels.Length == 0 ? label : labels + "," + label;

    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    internal static string Bound(double value, ExpositionFormat format)
    {
        var text = Number(value);
        return format == ExpositionFormat.OpenMetrics && double.IsFinite(value) && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    internal static void WriteHeader(TextWriter writer, in MetricName name, MetricKind kind, string help, ExpositionFormat format)
    {
        var open = format == ExpositionFormat.OpenMetrics;
        var family = open ? name.Family : name.Sample;
        writer.Write($"# HELP {family} {Escape.Help(help, quotes: open)}\n");
        if (name.Unit.Length > 0)
        {
            writer.Write($"# UNIT {family} {name.Unit}\n");
        }

        writer.Write($"# TYPE {family} {kind switch { MetricKind.Counter => "counter", MetricKind.Gauge => "gauge", _ => "histogram" }}\n");
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
}
