using System.Buffers;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Brings the history to the disk and back: restores it at the start, writes each half hour when it is over, and the rest at the end.</summary>
/// <remarks>
/// Nothing waits for it. When the disk is full or may not be written, that is said once and counted, memory keeps the day, and writing is
/// tried again every minute, so nothing is lost unless the service ends before.
/// </remarks>
internal sealed partial class HistoryWriter : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    /// <summary>A disk that gives nothing for so long must not keep the service from starting.</summary>
    private static readonly TimeSpan LongestRestore = TimeSpan.FromSeconds(10);

    /// <summary>The last snapshots of a half hour arrive after its end.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private readonly Settings _settings;
    private readonly TraceStore _traces;
    private readonly RangeOutline _outline;
    private readonly HistoryFiles _files;
    private readonly HistoryArchive _archive;
    private readonly TimeProvider _time;
    private readonly ILogger<HistoryWriter> _logger;
    private readonly Meter _meter = new("AdsbFeeder.History");
    private readonly HashSet<HalfHour> _known = [];
    private readonly SortedDictionary<HalfHour, long> _writtenBytes = [];
    private readonly Lock _writing = new();
    private long _totalBytes, _failures, _unreadable, _diskBytes;
    private bool _isFailing;
    private long _flushed, _failed;

    public HistoryWriter(Settings settings, TraceStore traces, RangeOutline outline, HistoryFiles files, HistoryArchive archive, TimeProvider time, ILogger<HistoryWriter> logger)
    {
        (_settings, _traces, _outline, _files, _archive, _time, _logger) = (settings, traces, outline, files, archive, time, logger);
        _flushed = time.GetTimestamp();
        AddMetrics();
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_archive.Root is { } root)
        {
            var restore = Task.Run(Restore, cancellationToken);
            if (await Task.WhenAny(restore, Task.Delay(LongestRestore, cancellationToken)) != restore)
            {
                LogSlow(_logger, root);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Flush(everything: true);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_archive.Root is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Tick, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var minutes = _settings.History.FlushMinutes;
            if (_isFailing && _time.GetElapsedTime(_failed) < TimeSpan.FromMinutes(Math.Min(minutes, RetryAfter.TotalMinutes)))
            {
                continue;
            }

            var everything = minutes < 30 && _time.GetElapsedTime(_flushed) >= TimeSpan.FromMinutes(minutes);
            Flush(everything);
            if (everything)
            {
                _flushed = _time.GetTimestamp();
            }
        }
    }

    /// <summary>Writes half hours that are over, or all; says when that fails.</summary>
    internal void Flush(bool everything)
    {
        if (_archive.Root is not { } root)
        {
            return;
        }

        lock (_writing)
        {
            try
            {
                var running = HalfHour.Of((_time.GetUtcNow() - Late).ToUnixTimeMilliseconds());
                var wrote = false;
                foreach (var (half, state) in _traces.Unwritten())
                {
                    if (everything || half.CompareTo(running) < 0)
                    {
                        Write(half);
                        _traces.Written(half, state);
                        wrote = true;
                    }
                }

                if (wrote)
                {
                    _diskBytes = _archive.Prune();
                }

                if (_isFailing && wrote)
                {
                    _isFailing = false;
                    LogWorks(_logger, root);
                }
            }
#pragma warning disable CA1031 // Whatever keeps the history from the disk must not end reception.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                _failures++;
                _failed = _time.GetTimestamp();
                if (!_isFailing)
                {
                    _isFailing = true;
                    LogFails(_logger, root, PathFault.Reason(root, fault));
                }
            }
        }
    }

    /// <summary>Traces of a half hour as tar1090 replays them, in gzip.</summary>
    /// <param name="half">The half hour.</param>
    /// <param name="parts">Who was where in it.</param>
    /// <param name="before">The same of the half hour before: where they came from at its first moment.</param>
    internal static byte[] Heatmap(HalfHour half, IEnumerable<KeyValuePair<Address, TracePart>> parts, IEnumerable<KeyValuePair<Address, TracePart>> before)
    {
        var from = before.ToDictionary(part => part.Key, part => part.Value.Last);
        var output = new ArrayBufferWriter<byte>(1 << 16);
        HeatmapWriter.Write(output, half.StartMs, parts.Select(part =>
        {
            var points = part.Value.Points();
            if (from.TryGetValue(part.Key, out var last))
            {
                points.Insert(0, last);
            }

            return new KeyValuePair<Address, IReadOnlyList<TracePoint>>(part.Key, points);
        }));
        return Gzip.Compress(output.WrittenSpan, CompressionLevel.Optimal);
    }

    private void Write(HalfHour half)
    {
        var parts = _traces.Within(half).ToDictionary();
        Merge(half, parts);
        var bytes = _archive.Write(half, HistoryFile.Encode(parts, _outline.Within(half)), Heatmap(half, parts, _traces.Within(half + -1)));
        _known.Add(half);
        _totalBytes += bytes;
        var now = HalfHour.Of(_time.GetUtcNow().ToUnixTimeMilliseconds());
        _writtenBytes[now] = _writtenBytes.GetValueOrDefault(now) + bytes;
    }

    /// <summary>Keeps what the file of a half hour has and memory has not: given up for want of room, or of a time before the clock was set.</summary>
    private void Merge(HalfHour half, Dictionary<Address, TracePart> parts)
    {
        using var file = _archive.OpenTraces(half);
        if (file is null)
        {
            return;
        }

        HistoryFile.TryRead(file, (address, chunks) =>
        {
            if (!parts.TryGetValue(address, out var part))
            {
                parts.Add(address, new TracePart([.. chunks], []));
            }
            else if (part.First.UnixMs > chunks[0].StartMs || !_known.Contains(half))
            {
                var firstMs = _known.Contains(half) ? part.First.UnixMs : long.MaxValue;
                var points = new TracePart([.. chunks], []).Points().Where(point => point.UnixMs < firstMs)
                    .Concat(part.Points()).DistinctBy(point => point.UnixMs).OrderBy(point => point.UnixMs).Take(TraceBlock.MostPoints).ToList();
                parts[address] = new TracePart([TraceChunk.Of(points)], []);
            }
        });
    }

    private void Restore()
    {
        try
        {
            _archive.DeleteUnfinished();
            var now = HalfHour.Of(_time.GetUtcNow().ToUnixTimeMilliseconds());
            var halves = _archive.List().Where(half => half.Index <= now.Index && half.Index >= now.Index - (TraceStore.LifeMs / HeatmapWriter.FileMs)).ToList();
            var addresses = new HashSet<Address>();
            var (hasRoom, growth) = (true, 0L);
            foreach (var half in halves)   // the latest first
            {
                var before = _traces.Bytes;
                if (hasRoom && before + growth > _traces.RestorableBytes)
                {
                    hasRoom = false;
                    _traces.GiveUpBefore(half.EndMs);
                }

                Restore(half, addresses, hasRoom);
                growth = _traces.Bytes - before;
            }

            foreach (var snapshot in RestoredSky.Of(_traces, _time.GetUtcNow().ToUnixTimeMilliseconds()))
            {
                _files.Take(snapshot);
            }

            _diskBytes = _archive.Prune();
            _writtenBytes[now + -1] = _archive.BytesSince(now + -HalfHour.PerDay);
            LogRestored(_logger, _archive.Root!, halves.Count, addresses.Count);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotRestored(_logger, _archive.Root!, fault.Message);
        }
    }

    private void Restore(HalfHour half, HashSet<Address> addresses, bool withTraces)
    {
        using var file = _archive.OpenTraces(half);
        if (file is null)
        {
            return;
        }

        var whole = HistoryFile.TryRead(
            file,
            !withTraces ? null : (address, chunks) =>
            {
                addresses.Add(address);
                _traces.Restore(address, chunks);
            },
            places => _outline.Restore(half, places));
        if (withTraces)
        {
            _known.Add(half);
        }

        if (!whole)
        {
            _unreadable++;
            LogDamaged(_logger, _archive.TracesPath(half));
        }
    }

    private void AddMetrics()
    {
        _meter.CreateObservableCounter("adsb_history_written_bytes_total", () => _totalBytes, "By", "Bytes of history written to the disk since the start.");
        _meter.CreateObservableGauge("adsb_history_written_last_day_bytes", LastDayBytes, "By", "Bytes of history written to the disk in the last 24 hours.");
        _meter.CreateObservableGauge("adsb_history_disk_bytes", () => _diskBytes, "By", "Bytes of history on the disk.");
        _meter.CreateObservableGauge("adsb_history_memory_bytes", () => _traces.Bytes, "By", "Memory that traces take.");
        _meter.CreateObservableGauge("adsb_history_trace_points", () => _traces.Points, "{point}", "Points of traces in memory.");
        _meter.CreateObservableGauge("adsb_history_unwritten_blocks", () => _traces.Unwritten().Count, "{block}", "Blocks of half an hour that have something the disk has not; 1 or 2 when all is well.");
        _meter.CreateObservableCounter("adsb_history_write_failures_total", () => _failures, "{failure}", "Failures to write the history.");
        _meter.CreateObservableCounter("adsb_history_damaged_files_total", () => _unreadable, "{file}", "Files of the history that were damaged.");
    }

    private long LastDayBytes()
    {
        lock (_writing)
        {
            var first = HalfHour.Of(_time.GetUtcNow().ToUnixTimeMilliseconds()) + -HalfHour.PerDay;
            while (_writtenBytes.Count > 0 && _writtenBytes.First().Key.CompareTo(first) < 0)
            {
                _writtenBytes.Remove(_writtenBytes.First().Key);
            }

            return _writtenBytes.Values.Sum();
        }
    }

    [LoggerMessage(1340, LogLevel.Information, "History in {Directory}; files of the last day: {Files}, aircraft in them: {Aircraft}")]
    private static partial void LogRestored(ILogger logger, string directory, int files, int aircraft);

    [LoggerMessage(1341, LogLevel.Error, "History cannot be written to {Directory} (History:Directory): {Reason} Memory keeps the last day; it is tried again every minute")]
    private static partial void LogFails(ILogger logger, string directory, string reason);

    [LoggerMessage(1342, LogLevel.Information, "History is written to {Directory} again")]
    private static partial void LogWorks(ILogger logger, string directory);

    [LoggerMessage(1343, LogLevel.Warning, "{File} is damaged; what could be read of it was restored")]
    private static partial void LogDamaged(ILogger logger, string file);

    [LoggerMessage(1344, LogLevel.Error, "History in {Directory} (History:Directory) cannot be read: {Reason}")]
    private static partial void LogNotRestored(ILogger logger, string directory, string reason);

    [LoggerMessage(1345, LogLevel.Warning, "History in {Directory} takes long to read; the service starts without waiting for it")]
    private static partial void LogSlow(ILogger logger, string directory);
}
