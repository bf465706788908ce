using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AdsbFeeder.Serving;

/// <summary>How long it takes to write the documents that are made of the sky.</summary>
internal sealed class DocumentTimes
{
    private readonly Histogram<double> _seconds;

    public DocumentTimes(IMeterFactory meters) => _seconds = meters.Create("AdsbFeeder.Documents").CreateHistogram<double>(
        "adsb_document_write_seconds", "s", "Time to write a document once; by document. Who asks for the same picture again gets the same bytes.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5] });

    /// <summary>Writes and measures.</summary>
    internal T Measure<T>(string document, Func<T> write)
    {
        var start = Stopwatch.GetTimestamp();
        var written = write();
        _seconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("document", document));
        return written;
    }
}
