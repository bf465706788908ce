using System.Diagnostics.Metrics;
using System.Globalization;

namespace AdsbFeeder.Metrics.Tests;

public sealed class MetricsExpositionTests : IDisposable
{
    private readonly Meter _meter = new("Test." + Guid.NewGuid());
    private readonly MetricsExposition _exposition;

    public MetricsExpositionTests() => _exposition = new MetricsExposition(meter => meter.Name == _meter.Name);

    public void Dispose()
    {
        _exposition.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_has_help_type_and_a_line_for_each_label_set()
    {
        var frames = _meter.CreateCounter<long>("adsb_frames_total", null, "Frames decoded.");
        frames.Add(2, new KeyValuePair<string, object?>("df", 17));
        frames.Add(3, new KeyValuePair<string, object?>("df", 17));
        frames.Add(1, new KeyValuePair<string, object?>("df", 11));

        Assert.Equal(
            """
            # HELP adsb_frames_total Frames decoded.
            # TYPE adsb_frames_total counter
            adsb_frames_total{df="11"} 1
            adsb_frames_total{df="17"} 5

            """.ReplaceLineEndings("\n"),
            _exposition.Write());
    }

    [Fact]
    public void A_counter_without_the_suffix_gets_it()
    {
        _meter.CreateCounter<int>("adsb.frames").Add(1);

        Assert.Contains("adsb_frames_total 1\n", _exposition.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Backslash_quote_and_line_feed_are_escaped_in_labels_and_the_quote_is_kept_in_help()
    {
        _meter.CreateCounter<int>("a_total", null, "say \"x\"\\\nnext").Add(1, new KeyValuePair<string, object?>("path", "C:\\\"\n"));

        var page = _exposition.Write();

        Assert.Contains("# HELP a_total say \"x\"\\\\\\nnext\n", page, StringComparison.Ordinal);
        Assert.Contains("a_total{path=\"C:\\\\\\\"\\n\"} 1\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_that_is_no_longer_observed_disappears()
    {
        var clients = new List<string> { "a", "b" };
        _meter.CreateObservableGauge("adsb_client_queue_bytes", () => clients.Select(c => new Measurement<long>(1, new KeyValuePair<string, object?>("client", c))));
        Assert.Contains("client=\"b\"", _exposition.Write(), StringComparison.Ordinal);

        clients.Remove("b");

        Assert.DoesNotContain("client=\"b\"", _exposition.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_counts_a_value_on_a_bound_inside_it_and_ends_with_infinity()
    {
        var histogram = _meter.CreateHistogram("adsb_latency_seconds", null, "Latency.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(7);

        var page = _exposition.Write();

        Assert.Contains("# TYPE adsb_latency_seconds histogram\n", page, StringComparison.Ordinal);
        Assert.Contains("adsb_latency_seconds_bucket{le=\"0.1\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("adsb_latency_seconds_bucket{le=\"1\"} 2\n", page, StringComparison.Ordinal);
        Assert.Contains("adsb_latency_seconds_bucket{le=\"+Inf\"} 3\n", page, StringComparison.Ordinal);
        Assert.Contains("adsb_latency_seconds_sum 7.6\n", page, StringComparison.Ordinal);
        Assert.Contains("adsb_latency_seconds_count 3\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(-0.5, "-0.5")]
    public void Numbers_are_written_for_machines_whatever_the_culture(double value, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            _meter.CreateGauge<double>("adsb_noise_dbfs").Record(value);
            Assert.Contains($"adsb_noise_dbfs {expected}\n", _exposition.Write(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_up_down_counter_is_a_gauge_that_adds_up()
    {
        var clients = _meter.CreateUpDownCounter<int>("adsb_clients");
        clients.Add(3);
        clients.Add(-1);

        var page = _exposition.Write();

        Assert.Contains("# TYPE adsb_clients gauge\nadsb_clients 2\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Meters_that_were_not_chosen_are_absent()
    {
        using var other = new Meter("Other");
        other.CreateCounter<int>("other_total").Add(1);

        Assert.Equal("", _exposition.Write());
    }
}
