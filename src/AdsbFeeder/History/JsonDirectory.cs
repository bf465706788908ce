using System.Buffers;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Writes the JSON files to a directory, for people who keep their own web server.</summary>
/// <remarks>
/// Each is written beside its place and then renamed, so a reader sees the old file or the new one and never a half. When that fails the
/// service goes on, says so once, and tries again with the next snapshot.
/// </remarks>
internal sealed class JsonDirectory(Settings settings, DataEndpoints documents, HistoryFiles history, RangeOutline outline, SnapshotStore snapshots) : ISnapshotKeeper
{
    private const long SlowPeriodMs = 10_000;   // of what changes slowly

    private long _slowMs = long.MinValue / 2;
    private long _historyWritten;

    /// <inheritdoc/>
    /// <exception cref="IOException">The directory cannot be written; the message says why.</exception>
    public void Take(TrackingSnapshot snapshot)
    {
        if (settings.Json.Directory is not { } folder)
        {
            return;
        }

        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                (_slowMs, _historyWritten) = (long.MinValue / 2, Math.Max(0, history.Written - HistoryFiles.Most));   // somebody took it away: all again
            }

            using (var aircraft = documents.Aircraft())
            {
                Write(folder, "aircraft.json", aircraft.Json.Span);
            }

            if (Math.Abs(snapshot.NowUnixMs - _slowMs) < SlowPeriodMs)
            {
                return;
            }

            WriteSlow(folder);
            _slowMs = snapshot.NowUnixMs;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder} cannot be written (Json:Directory): {PathFault.Reason(folder, fault)}", fault);
        }
    }

    private void WriteSlow(string folder)
    {
        Write(folder, "receiver.json", documents.Receiver(hasTraces: settings.Json.Traces, isServed: false).Span);
        Write(folder, "stats.json", documents.Statistics().Span);
        Write(folder, "status.json", documents.Status().Span);
        if (snapshots.ToldReceiver is not null)
        {
            var output = new ArrayBufferWriter<byte>(1 << 13);
            OutlineJson.Write(output, outline.Points());
            Write(folder, "outline.json", output.WrittenSpan);
        }

        for (; _historyWritten < history.Written; _historyWritten++)
        {
            var number = (int)(_historyWritten % HistoryFiles.Most);
            Write(folder, $"history_{number}.json", Gzip.Decompress(history.Find(number)!));
        }
    }

    private static void Write(string folder, string name, ReadOnlySpan<byte> bytes) => AtomicFile.Write(Path.Combine(folder, name), bytes, toDisk: false);
}
