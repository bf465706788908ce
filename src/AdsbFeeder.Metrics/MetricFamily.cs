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
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly double[]? _bounds;

    internal MetricFamily(Instrument instrument, IReadOnlyList<double>? bounds)
    {
        Kind = KindOf(instrument);
        Name = TextFormat.MetricName(instrument.Name, Kind);
        Help = instrument.Description ?? "";
        _bounds = Kind == MetricKind.Histogram ? [.. bounds ?? TextFormat.DefaultBounds] : null;
    }

    internal string Name { get; }

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
            foreach (var (labels, series) in _series)
            {
                if (!series.Observed)
                {
                    _series.Remove(labels);
                }
            }
        }
    }

    internal void WriteTo(TextWriter writer)
    {
        lock (_lock)
        {
            if (_series.Count == 0)
            {
                return;
            }

            TextFormat.WriteHeader(writer, this);
            foreach (var (labels, series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (_bounds is null)
                {
                    TextFormat.WriteSample(writer, Name, labels, series.Value);
                }
                else
                {
                    WriteHistogram(writer, labels, series, _bounds);
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

    private void WriteHistogram(TextWriter writer, string labels, Series series, double[] bounds)
    {
        long cumulative = 0;
        for (var i = 0; i <= bounds.Length; i++)
        {
            cumulative += series.Buckets![i];
            var bound = i < bounds.Length ? TextFormat.Number(bounds[i]) : "+Inf";
            TextFormat.WriteSample(writer, Name + "_bucket", TextFormat.Join(labels, $"le=\"{bound}\""), cumulative);
        }

        TextFormat.WriteSample(writer, Name + "_sum", labels, series.Value);
        TextFormat.WriteSample(writer, Name + "_count", labels, series.Count);
    }

    private Series SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = TextFormat.Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            series = new Series { Buckets = _bounds is null ? null : new long[_bounds.Length + 1] };
            _series.Add(labels, series);
        }

        return series;
    }

    private sealed class Series
    {
        internal double Value;
        internal long Count;
        internal bool Observed;
        internal long[]? Buckets;
    }
}
