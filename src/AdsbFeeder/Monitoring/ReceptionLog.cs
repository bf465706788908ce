using System.Buffers;
using System.Text.Json;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Monitoring;

/// <summary><c>/api/reception</c>: how well the receiver heard in the last hour and the last two days, for the receiver page (docs/monitoring.md names the keys).</summary>
/// <remarks>In memory and bounded: 936 points of 48 bytes and a dozen histograms of 400.</remarks>
internal sealed class ReceptionLog
{
    internal const int MostHours = 48;

    private static readonly TimeSpan LevelStep = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Receivers _receivers;
    private readonly TimeProvider _time;
    private readonly ReceptionSeries _hour = new(TimeSpan.FromSeconds(10), 360);
    private readonly ReceptionSeries _days = new(TimeSpan.FromMinutes(5), MostHours * 12);

    /// <summary>Levels at the ends of the last twelve steps, so that the difference to now is the last hour.</summary>
    private readonly Queue<SignalLevels> _levels = new();
    private long _levelsAt;
    private StatisticsSample? _last;

    public ReceptionLog(StatisticsHistory statistics, Receivers receivers, TimeProvider time)
    {
        (_receivers, _time) = (receivers, time);
        _levelsAt = time.GetTimestamp();
        _levels.Enqueue(default);
        statistics.Subscribe(Add);
    }

    /// <summary>The document.</summary>
    /// <param name="hours">Up to 1: points of ten seconds; above: points of five minutes.</param>
    internal ReadOnlyMemory<byte> Write(double hours)
    {
        var output = new ArrayBufferWriter<byte>(1 << 14);
        using (var json = new Utf8JsonWriter(output))
            lock (_lock)
            {
                json.WriteStartObject();
                json.WriteNumber("now"u8, _time.GetUtcNow().UnixSeconds());
                Funnel(json);
                Signal(json);
                Series(json, hours <= 1 ? _hour : _days, hours);
                json.WriteEndObject();
            }

        return output.WrittenMemory;
    }

    private void Add(TrackingSnapshot snapshot, StatisticsSample sample)
    {
        var gain = _receivers.First?.Gain?.Report.Decibels ?? _receivers.First?.Radio?.Status.GainDecibels;
        lock (_lock)
        {
            _last = sample;
            var placed = snapshot.CountWithPosition();
            _hour.Add(sample, snapshot.Aircraft.Length, placed, gain);
            _days.Add(sample, snapshot.Aircraft.Length, placed, gain);
            if (_time.GetElapsedTime(_levelsAt) < LevelStep)
            {
                return;
            }

            _levelsAt = _time.GetTimestamp();
            _levels.Enqueue(_receivers.Levels());
            if (_levels.Count > 12)
            {
                _levels.Dequeue();
            }
        }
    }

    /// <summary>From samples to positions, since the start. What the tracker accepted came from network inputs too.</summary>
    private void Funnel(Utf8JsonWriter json)
    {
        json.WriteStartObject("funnel"u8);
        json.WriteNumber("samples"u8, _receivers.Sum(counted => counted.Samples));
        json.WriteNumber("samples_lost"u8, (_last?.Local.SamplesLost ?? 0) + (_last?.Local.SamplesDropped ?? 0));
        json.WriteNumber("preambles"u8, _receivers.Sum(counted => counted.Preambles));
        json.WriteNumber("bursts"u8, _receivers.Sum(counted => counted.Bursts));
        json.WriteNumber("frames"u8, _receivers.Sum(counted => counted.Frames));
        json.WriteNumber("frames_repaired"u8, _receivers.Sum(counted => counted.Frames - counted.FramesWithRepairedBits(0)));
        json.WriteNumber("accepted"u8, _last?.Tracker[TrackerCounter.Messages] ?? 0);
        json.WriteNumber("positions"u8, _last?.Tracker[TrackerCounter.Positions] ?? 0);
        json.WriteEndObject();
    }

    private void Signal(Utf8JsonWriter json)
    {
        var levels = _receivers.Levels().Since(_levels.Peek());
        json.WriteStartObject("signal"u8);
        json.WriteNumber("lowest_dbfs"u8, SignalLevels.LowestDbfs);
        json.WriteStartArray("frames"u8);
        for (var step = 0; step < SignalLevels.Steps; step++)
        {
            json.WriteNumberValue(levels[step]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Series(Utf8JsonWriter json, ReceptionSeries series, double hours)
    {
        var from = _time.GetUtcNow().ToUnixTimeMilliseconds() - hours * 3_600_000;
        var points = series.Points.Where(point => point.UnixMs >= from).ToList();
        json.WriteNumber("step"u8, series.Step.TotalSeconds);
        json.WriteStartObject("series"u8);
        Column(json, "time"u8, points, point => point.UnixMs / 1000.0, 1);
        Column(json, "messages_per_second"u8, points, point => point.MessagesPerSecond, 1);
        Column(json, "positions_per_second"u8, points, point => point.PositionsPerSecond, 1);
        Column(json, "aircraft"u8, points, point => point.Aircraft, 0);
        Column(json, "aircraft_with_position"u8, points, point => point.AircraftWithPosition, 0);
        Column(json, "signal_dbfs"u8, points, point => point.SignalDbfs, 1);
        Column(json, "peak_dbfs"u8, points, point => point.PeakDbfs, 1);
        Column(json, "noise_dbfs"u8, points, point => point.NoiseDbfs, 1);
        Column(json, "gain_db"u8, points, point => point.GainDecibels, 1);
        Column(json, "max_distance_m"u8, points, point => point.MaxDistanceMetres, 0);
        Column(json, "lost_per_mille"u8, points, point => point.LostPerMille, 2);
        json.WriteEndObject();
    }

    private static void Column(Utf8JsonWriter json, ReadOnlySpan<byte> name, List<ReceptionPoint> points, Func<ReceptionPoint, double> value, int decimals)
    {
        json.WriteStartArray(name);
        foreach (var point in points)
        {
            var number = value(point);
            if (double.IsFinite(number))
            {
                json.WriteNumberValue(Math.Round(number, decimals));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
