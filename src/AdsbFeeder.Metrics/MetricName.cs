using System.Text;

namespace AdsbFeeder.Metrics;

/// <summary>Names as the text formats want them: legal characters, the unit as a suffix, <c>_total</c> for counters.</summary>
/// <remarks>Instruments of the runtime are named the OpenTelemetry way: <c>http.server.request.duration</c> with unit <c>s</c> becomes
/// <c>http_server_request_duration_seconds</c>. A unit in braces, such as <c>{frame}</c>, only annotates and is left out.</remarks>
internal readonly struct MetricName
{
    private const string Total = "_total";

    internal MetricName(string name, string? unit, MetricKind kind)
    {
        Unit = UnitWord(unit);
        var family = Legal(name, allowColon: true);
        if (kind == MetricKind.Counter && family.EndsWith(Total, StringComparison.Ordinal))
        {
            family = family[..^Total.Length];
        }

        if (Unit.Length > 0 && !family.EndsWith("_" + Unit, StringComparison.Ordinal))
        {
            family += "_" + Unit;
        }

        Family = family;
        Sample = kind == MetricKind.Counter ? family + Total : family;
    }

    /// <summary>Name of the family in OpenMetrics: a counter's without its suffix.</summary>
    internal string Family { get; }

    /// <summary>Name of its samples, and of the family in Prometheus text.</summary>
    internal string Sample { get; }

    /// <summary>The unit in words; empty where there is none.</summary>
    internal string Unit { get; }

    /// <summary>A legal label name.</summary>
    internal static string Label(string name) => Legal(name, allowColon: false);

    /// <summary>UCUM's signs for the units that the runtime and we use.</summary>
    private static string UnitWord(string? unit) => unit switch
    {
        null or "" or "1" => "",
        "By" => "bytes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "m" => "meters",
        "Hz" => "hertz",
        "%" => "percent",
        "dB" => "db",
        "dBFS" => "dbfs",
        _ when unit.StartsWith('{') => "",
        _ => Legal(unit, allowColon: false),
    };

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
}
