using System.Text.RegularExpressions;

namespace AdsbFeeder.Tests.House;

/// <summary>Names of metrics stand in three places: the code that counts, the page that explains, and what asks for them. They agree.</summary>
public sealed partial class MetricNameTests
{
    private static readonly string[] Suffixes = ["_bucket", "_sum", "_count"];

    [Fact]
    public void Every_metric_of_the_code_is_explained_and_every_explained_one_is_in_the_code() =>
        Assert.Equal(InCode(), [.. Name().Matches(Read("docs/monitoring.md")).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)]);

    [Theory]
    [InlineData("packaging/monitoring/grafana/adsbfeeder.json")]
    [InlineData("packaging/monitoring/prometheus-rules.yml")]
    public void Dashboard_and_alerts_ask_only_for_metrics_that_there_are(string file)
    {
        var known = InCode().ToHashSet();

        var asked = Name().Matches(Read(file)).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(Suffixes.Aggregate(name, (text, suffix) => text.EndsWith(suffix, StringComparison.Ordinal) && !known.Contains(text) ? text[..^suffix.Length] : text), known));
    }

    private static List<string> InCode() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).SelectMany(file => Creation().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex("(?:Create\\w+(?:<\\w+>)?|Gauge|Counter|CounterSet)\\(\\s*\"(adsb_[a-z0-9_]+)\"")]
    private static partial Regex Creation();

    [GeneratedRegex("adsb_[a-z0-9_]+")]
    private static partial Regex Name();
}
