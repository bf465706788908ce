using System.Text.Json;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Reception;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Monitoring;

/// <summary>What <c>/api/reception</c> keeps and tells.</summary>
public class ReceptionLogTests
{
    [Fact]
    public void A_point_stands_for_the_growth_of_its_step()
    {
        var series = new ReceptionSeries(TimeSpan.FromSeconds(10), 4);

        for (var second = 0; second <= 10; second++)
        {
            series.Add(Sample(second, accepted: 100 * second) with { PeakSignalPower = second == 3 ? 0.5 : 0.1, MaxDistanceMetres = second == 4 ? 9000 : 10 }, 7, 5, 40.2);
        }

        var point = Assert.Single(series.Points);
        Assert.Equal((10_000, 7, 5), (point.UnixMs, point.Aircraft, point.AircraftWithPosition));
        Assert.Equal(-20, point.SignalDbfs, 0.01);
        Assert.Equal(-30, point.NoiseDbfs, 0.01);
        Assert.Equal(-3.01, point.PeakDbfs, 0.01);
        Assert.Equal((9000, 40.2f), (point.MaxDistanceMetres, point.GainDecibels));
        Assert.Equal(1000.0 / 101, point.LostPerMille, 0.01);
    }

    [Fact]
    public void The_newest_points_stay_and_the_oldest_go()
    {
        var series = new ReceptionSeries(TimeSpan.FromSeconds(10), 4);

        for (var second = 0; second <= 100; second++)
        {
            series.Add(Sample(second), 0, 0, null);
        }

        Assert.Equal([70_000, 80_000, 90_000, 100_000], series.Points.Select(point => point.UnixMs));
    }

    [Fact]
    public void What_nobody_measured_is_no_number()
    {
        var series = new ReceptionSeries(TimeSpan.FromSeconds(10), 4);
        series.Add(new StatisticsSample(0, TrackerStatistics.Zero), 0, 0, null);
        series.Add(new StatisticsSample(10_000, TrackerStatistics.Zero), 0, 0, null);

        var point = Assert.Single(series.Points);

        Assert.All([point.SignalDbfs, point.PeakDbfs, point.NoiseDbfs, point.GainDecibels, point.MaxDistanceMetres, point.LostPerMille], value => Assert.True(float.IsNaN(value)));
        Assert.Equal(0, point.MessagesPerSecond);
    }

    [Fact]
    public void A_clock_that_is_set_back_ends_a_step_and_no_more()
    {
        var series = new ReceptionSeries(TimeSpan.FromSeconds(10), 8);

        foreach (var second in (int[])[100, 105, 20, 25, 30, 31])
        {
            series.Add(Sample(second), 0, 0, null);
        }

        Assert.Equal([20_000, 30_000], series.Points.Select(point => point.UnixMs));
    }

    [Theory]
    [InlineData(1.0, 49)]
    [InlineData(4.0, 49)]        // beyond full scale
    [InlineData(0.5, 46)]        // -3.01 dB
    [InlineData(0.0001, 10)]     // -40 dB
    [InlineData(1e-9, 0)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    public void A_frame_counts_at_its_level(double power, int step)
    {
        var levels = default(SignalLevels);

        levels.Add(power);

        Assert.Equal(step, Enumerable.Range(0, SignalLevels.Steps).Single(one => levels[one] == 1));
        Assert.Equal(2, levels.And(levels)[step]);
        Assert.Equal(0, levels.Since(levels)[step]);
    }

    [Fact]
    public async Task The_document_has_every_column_in_the_same_length()
    {
        await using var host = await ServingHost.StartAsync();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var second = 0; second <= 30; second++)
        {
            host.Publish(Sky.PictureAt(now - 30_000 + second * 1000, Sky.Aircraft(1, new(52.5, 4)), Sky.Aircraft(2)));
        }

        using var document = JsonDocument.Parse((await host.GetAsync("/api/reception")).Body);

        var root = document.RootElement;
        var series = root.GetProperty("series");
        Assert.Equal(10, root.GetProperty("step").GetDouble());
        Assert.Equal(11, series.EnumerateObject().Count());
        Assert.All(series.EnumerateObject(), column => Assert.Equal(3, column.Value.GetArrayLength()));
        Assert.Equal([2, 2, 2], series.GetProperty("aircraft").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(JsonValueKind.Null, series.GetProperty("gain_db")[0].ValueKind);
        Assert.Equal(50, root.GetProperty("signal").GetProperty("frames").GetArrayLength());
        Assert.Equal(0, root.GetProperty("funnel").GetProperty("bursts").GetInt64());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("49")]
    [InlineData("NaN")]
    [InlineData("many")]
    [InlineData("")]
    public async Task Hours_that_are_not_kept_are_refused_with_the_rule(string hours)
    {
        await using var host = await ServingHost.StartAsync();

        Assert.Equal((400, $"'hours' is '{hours}' but must be above 0 and at most 48.\n"), await host.GetAsync($"/api/reception?hours={hours}"));
        Assert.Equal(200, (await host.GetAsync("/api/reception?hours=48")).Status);
    }

    private static StatisticsSample Sample(int second, long accepted = 0) => new(second * 1000L, TrackerStatistics.Zero, new LocalStatistics
    {
        SamplesProcessed = 100 * second,
        SamplesLost = second,
        Accepted = accepted,
        SignalPowerSum = accepted * 0.01,
        NoiseCount = second,
        NoisePowerSum = second * 0.001,
    });
}
