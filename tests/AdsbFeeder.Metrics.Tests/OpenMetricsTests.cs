using System.Diagnostics.Metrics;

namespace AdsbFeeder.Metrics.Tests;

public sealed class OpenMetricsTests : IDisposable
{
    private readonly Meter _meter = new("Test." + Guid.NewGuid());
    private readonly MetricsExposition _exposition;

    public OpenMetricsTests() => _exposition = new MetricsExposition(meter => meter.Name == _meter.Name);

    public void Dispose()
    {
        _exposition.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void The_family_of_a_counter_has_no_suffix_its_unit_has_a_line_and_the_page_an_end()
    {
        _meter.CreateCounter<long>("adsb_sent_bytes_total", "By", "Bytes \"sent\".").Add(7);

        Assert.Equal(
            """
            # HELP adsb_sent_bytes Bytes \"sent\".
            # UNIT adsb_sent_bytes bytes
            # TYPE adsb_sent_bytes counter
            adsb_sent_bytes_total 7
            # EOF

            """.ReplaceLineEndings("\n"),
            _exposition.Write(ExpositionFormat.OpenMetrics));
    }

    [Fact]
    public void Bucket_bounds_are_floats_in_OpenMetrics_only()
    {
        _meter.CreateHistogram("adsb_latency_seconds", "s", "Latency.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] }).Record(0.7);

        Assert.Contains("_bucket{le=\"1.0\"} 1\n", _exposition.Write(ExpositionFormat.OpenMetrics), StringComparison.Ordinal);
        Assert.Contains("_bucket{le=\"1\"} 1\n", _exposition.Write(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", "http_server_request_duration_seconds")]
    [InlineData("dotnet.gc.heap", "By", "dotnet_gc_heap_bytes")]
    [InlineData("adsb_queue_bytes", "By", "adsb_queue_bytes")]
    [InlineData("clients", "{client}", "clients")]
    [InlineData("ratio", "1", "ratio")]
    [InlineData("1st", null, "_1st")]
    public void Names_end_in_their_unit_once(string name, string? unit, string expected)
    {
        _meter.CreateUpDownCounter<long>(name, unit).Add(1);

        Assert.Contains($"\n{expected} 1\n", _exposition.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_in_another_order_are_the_same_series()
    {
        var counter = _meter.CreateCounter<long>("a_total");
        for (var n = 0; n < 3; n++)
        {
            counter.Add(1, new("x", "1"), new KeyValuePair<string, object?>("y", 2));
            counter.Add(1, new("y", 2), new KeyValuePair<string, object?>("x", "1"));
        }

        Assert.Contains("a_total{x=\"1\",y=\"2\"} 6\n", _exposition.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_comes_twice_is_written_once()
    {
        _meter.CreateCounter<long>("a_total").Add(1, new("x", "old"), new KeyValuePair<string, object?>("x", "new"));

        Assert.Contains("a_total{x=\"new\"} 1\n", _exposition.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Counting_in_a_series_that_is_known_allocates_nothing()
    {
        var counter = _meter.CreateCounter<long>("a_total");
        var tag = new KeyValuePair<string, object?>("listener", "30005");
        counter.Add(1, tag);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var n = 0; n < 1000; n++)
            {
                counter.Add(1, tag);
            }
        }));
    }

    [Theory]
    [InlineData(null, ExpositionFormat.PrometheusText)]
    [InlineData("", ExpositionFormat.PrometheusText)]
    [InlineData("*/*", ExpositionFormat.PrometheusText)]
    [InlineData("text/plain", ExpositionFormat.PrometheusText)]
    [InlineData("application/openmetrics-text", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text; version=1.0.0; q=0.2, text/plain; q=0.9", ExpositionFormat.PrometheusText)]
    [InlineData("application/openmetrics-text; version=2.0.0", ExpositionFormat.PrometheusText)]
    [InlineData("application/openmetrics-text; q=0", ExpositionFormat.PrometheusText)]
    [InlineData("application/openmetrics-text; q=abc, ;;,,", ExpositionFormat.PrometheusText)]
    public void The_form_is_what_the_scraper_likes_best(string? accept, ExpositionFormat expected) =>
        Assert.Equal(expected, ExpositionFormats.Negotiate(accept));
}
