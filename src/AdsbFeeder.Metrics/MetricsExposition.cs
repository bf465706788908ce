using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AdsbFeeder.Metrics;

/// <summary>Collects the instruments of chosen meters and writes them as Prometheus text or OpenMetrics.</summary>
/// <remarks>
/// Counters become counters, histograms histograms, everything else gauges. Names become legal ones and end in their unit, and counters
/// in <c>_total</c>, so name them the Prometheus way (<c>adsb_frames_total</c>) or OpenTelemetry's; the description is the help text and tags are
/// the labels. Series of observable instruments that were not observed in a scrape disappear from it.
/// </remarks>
public sealed class MetricsExposition : IDisposable
{
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _scrape = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="meters">Which meters; asked once for each instrument.</param>
    public MetricsExposition(Predicate<Meter> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters(instrument.Meter))
            {
                _families[instrument] = new MetricFamily(instrument, BoundsOf(instrument));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.MeasurementsCompleted = (instrument, state) => _families.TryRemove(instrument, out _);
        _listener.SetMeasurementEventCallback<byte>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<short>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<int>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<long>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<float>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<double>((i, v, t, _) => Record(i, v, t));
        _listener.SetMeasurementEventCallback<decimal>((i, v, t, _) => Record(i, (double)v, t));
        _listener.Start();
    }

    /// <summary>Observes the observable instruments and returns the whole page.</summary>
    /// <param name="format">The form, see <see cref="ExpositionFormats.Negotiate"/>.</param>
    public string Write(ExpositionFormat format = ExpositionFormat.PrometheusText)
    {
        using var writer = new StringWriter();
        lock (_scrape)
        {
            var observed = _families.Where(pair => pair.Key.IsObservable).Select(pair => pair.Value).ToList();
            observed.ForEach(family => family.BeginObservation());
            _listener.RecordObservableInstruments();
            observed.ForEach(family => family.EndObservation());

            // Two meters may share a name; the format wants one header for it, so the first meter's stands.
            foreach (var family in _families.Values.OrderBy(family => family.Name.Sample, StringComparer.Ordinal).DistinctBy(family => family.Name.Sample))
            {
                family.WriteTo(writer, format);
            }

            if (format == ExpositionFormat.OpenMetrics)
            {
                writer.Write(TextFormat.End);
            }
        }

        return writer.ToString();
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    private static IReadOnlyList<double>? BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> h => h.Advice?.HistogramBucketBoundaries,
        Histogram<float> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
        Histogram<long> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
        Histogram<int> h => h.Advice?.HistogramBucketBoundaries?.Select(b => (double)b).ToList(),
        _ => null,
    };

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_families.TryGetValue(instrument, out var family))
        {
            return;
        }

        if (instrument.IsObservable || family.Kind == MetricKind.Gauge && instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>))
        {
            family.Set(value, tags);
        }
        else
        {
            family.Add(value, tags);
        }
    }
}
