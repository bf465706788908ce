using System.Diagnostics.Metrics;

namespace AdsbFeeder.Metrics;

/// <summary>The kinds of the Prometheus text format that instruments map to.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One instrument and its series, one for each set of label values seen.</summary>
internal sealed class MetricFamily
{
    private readonly Dictionary<int, Series> _byTags = [];
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly double[]? _bounds;

    internal MetricFamily(Instrument instrument, IReadOnlyList<double>? bounds)
    {
        Kind = KindOf(instrument);
        Name = new MetricName(instrument.Name, instrument.Unit, Kind);
        Help = instrument.Description ?? "";
        _bounds = Kind == MetricKind.Histogram ? [.. bounds ?? TextFormat.DefaultBounds] : null;
    }

    internal MetricName Name { get; }

    internal string Help { get; }

    internal MetricKind Kind { get; }

    /// <summary>Adds to a counter or histogram.</summary>
    internal void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            var series = SeriesOf(tags);
            series.Value += value;
            if (_bounds is not null)
            {
                series.Count++;
                var bucket = Array.BinarySearch(_bounds, value);
                series.Buckets![bucket < 0 ? ~bucket : bucket]++;
            }
        }
    }

    /// <summary>Sets a gauge or an observed counter.</summary>
    internal void Set(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            var series = SeriesOf(tags);
            series.Value = value;
            series.Observed = true;
        }
    }

    /// <summary>Forgets what the last scrape observed, so that a series whose source is gone disappears.</summary>
    internal void BeginObservation()
    {
        lock (_lock)
        {
            foreach (var series in _series.Values)
            {
                series.Observed = false;
            }
        }
    }

    internal void EndObservation()
    {
        lock (_lock)
        {
            foreach (var labels in _series.Where(pair => !pair.Value.Observed).Select(pair => pair.Key).ToList())
            {
                _series.Remove(labels);
                _byTags.Clear();
            }
        }
    }

    internal void WriteTo(TextWriter writer, ExpositionFormat format)
    {
        lock (_lock)
        {
            if (_series.Count == 0)
            {
                return;
            }

            TextFormat.WriteHeader(writer, Name, Kind, Help, format);
            foreach (var (labels, series) in _series)
            {
                if (_bounds is null)
                {
                    TextFormat.WriteSample(writer, Name.Sample, labels, series.Value);
                }
                else
                {
                    WriteHistogram(writer, labels, series, _bounds, format);
                }
            }
        }
    }

    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter
            : type == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
    }

    private void WriteHistogram(TextWriter writer, string labels, Series series, double[] bounds, ExpositionFormat format)
    {
        long cumulative = 0;
        for (var i = 0; i <= bounds.Length; i++)
        {
            cumulative += series.Buckets![i];
            var bound = i < bounds.Length ? TextFormat.Bound(bounds[i], format) : "+Inf";
            TextFormat.WriteSample(writer, Name.Sample + "_bucket", TextFormat.Join(labels, $"le=\"{bound}\""), cumulative);
        }

        TextFormat.WriteSample(writer, Name.Sample + "_sum", labels, series.Value);
        TextFormat.WriteSample(writer, Name.Sample + "_count", labels, series.Count);
    }

    /// <summary>Tags that came before are found by their hash, without making text; two sets with one hash take the longer way each time.</summary>
    private Series SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = LabelSet.HashOf(tags);
        if (_byTags.TryGetValue(hash, out var found) && found.Labels.Is(tags))
        {
            return found;
        }

        var labels = new LabelSet(tags);
        if (!_series.TryGetValue(labels.Text, out var series))
        {
            series = new Series(labels) { Buckets = _bounds is null ? null : new long[_bounds.Length + 1] };
            _series.Add(labels.Text, series);
        }

        if (series.Labels.Is(tags))
        {
            _byTags[hash] = series;
        }

        return series;
    }

    private sealed class Series(LabelSet labels)
    {
        internal readonly LabelSet Labels = labels;
        internal double Value;
        internal long Count;
        internal bool Observed;
        internal long[]? Buckets;
    }
}
