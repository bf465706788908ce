using AdsbFeeder.Tracking;

namespace AdsbFeeder.Monitoring;

/// <summary>The tracker's counters as label values: <c>CprGlobalOk</c> becomes <c>cpr_global_ok</c>.</summary>
internal static class TrackerCounterNames
{
    internal static readonly IReadOnlyList<(TrackerCounter Counter, string Name)> All =
        [.. Enum.GetValues<TrackerCounter>().Where(counter => counter is not (TrackerCounter.Count or TrackerCounter.Messages)).Select(counter => (counter, SnakeCase(counter.ToString())))];

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
