namespace AdsbFeeder.Metrics;

/// <summary>The two text forms that a scraper may ask for.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus text, version 0.0.4.</summary>
    PrometheusText,

    /// <summary>OpenMetrics 1.0.0: the unit has a line, a counter's family has no <c>_total</c>, and the page ends in <c># EOF</c>.</summary>
    OpenMetrics,
}

/// <summary>Media types of the text forms, and which of them an <c>Accept</c> header prefers.</summary>
public static class ExpositionFormats
{
    private const string OpenMetricsType = "application/openmetrics-text";

    /// <summary>The value of <c>Content-Type</c>.</summary>
    public static string ContentType(this ExpositionFormat format) => format == ExpositionFormat.OpenMetrics
        ? OpenMetricsType + "; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The form that suits an <c>Accept</c> header best: OpenMetrics only where it is named (version 1 or none) and not liked less than plain text.</summary>
    /// <param name="accept">The header's value (RFC 9110 §12.5.1); null or empty when there is none.</param>
    public static ExpositionFormat Negotiate(string? accept)
    {
        double openMetrics = 0, plain = 0;
        foreach (var range in (accept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            var quality = parts.Skip(1).Where(part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase)).Select(part => Quality(part[2..])).FirstOrDefault(1);
            var version = parts.Skip(1).Where(part => part.StartsWith("version=", StringComparison.OrdinalIgnoreCase)).Select(part => part[8..].Trim('"')).FirstOrDefault();
            if (parts[0].Equals(OpenMetricsType, StringComparison.OrdinalIgnoreCase) && (version is null or "1.0.0"))
            {
                openMetrics = Math.Max(openMetrics, quality);
            }
            else if (parts[0] is "text/plain" or "text/*" or "*/*")
            {
                plain = Math.Max(plain, quality);
            }
        }

        return openMetrics > 0 && openMetrics >= plain ? ExpositionFormat.OpenMetrics : ExpositionFormat.PrometheusText;
    }

    private static double Quality(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var quality) ? quality : 0;
}
