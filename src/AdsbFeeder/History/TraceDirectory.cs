using System.Buffers;
using System.Runtime.InteropServices;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;
using AdsbFeeder.ModeS;
using AdsbFeeder.Registry;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Writes traces beside the JSON files, for a tar1090 behind another web server (<c>Json:Traces</c>).</summary>
/// <remarks><code>
///   traces/d6/trace_recent_4840d6.json    the last points, every 20 s while the aircraft is heard
///   traces/d6/trace_full_4840d6.json      all of the last day, every 5 minutes
/// </code>
/// Their content is gzip in spite of the name, as readsb has it: the web server adds <c>Content-Encoding: gzip</c>. Files of aircraft
/// that memory forgot are deleted, those of a run before too; others are not touched.</remarks>
internal sealed class TraceDirectory(Settings settings, TraceStore traces, AircraftRegistry registry) : ISnapshotKeeper
{
    private const long RecentMs = 20_000;
    private const long FullMs = 5 * 60_000;
    private const long CleanMs = 10 * 60_000;

    private readonly Dictionary<Address, (long RecentMs, long FullMs)> _written = [];
    private long _cleanedMs;

    /// <inheritdoc/>
    /// <exception cref="IOException">The directory cannot be written; the message says why.</exception>
    public void Take(TrackingSnapshot snapshot)
    {
        if (settings.Json is not { Directory: { } folder, Traces: true })
        {
            return;
        }

        try
        {
            var now = snapshot.NowUnixMs;
            foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
            {
                if (aircraft.Position.IsPresent)
                {
                    Write(folder, aircraft.Address, now);
                }
            }

            if (Math.Abs(now - _cleanedMs) >= CleanMs)
            {
                _cleanedMs = now;
                Clean(folder);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder} cannot be written (Json:Directory): {PathFault.Reason(folder, fault)}", fault);
        }
    }

    private void Write(string folder, Address address, long now)
    {
        var last = _written.TryGetValue(address, out var known) ? known : (RecentMs: long.MinValue / 2, FullMs: long.MinValue / 2);
        var (isRecentDue, isFullDue) = (Math.Abs(now - last.RecentMs) >= RecentMs, Math.Abs(now - last.FullMs) >= FullMs);
        if (isRecentDue)
        {
            Write(folder, address, isFull: false);
        }

        if (isFullDue)
        {
            Write(folder, address, isFull: true);
        }

        _written[address] = (isRecentDue ? now : last.RecentMs, isFullDue ? now : last.FullMs);
    }

    private void Write(string folder, Address address, bool isFull)
    {
        if (traces.Find(address, isFull ? int.MaxValue : TraceStore.RecentPoints) is not { } points)
        {
            return;
        }

        var output = new ArrayBufferWriter<byte>(256 + (96 * points.Count));
        TraceJson.Write(output, address, DataEndpoints.Version, CollectionsMarshal.AsSpan(points), registry.Current);
        var path = Path.Combine(folder, TraceName.PathOf(address, isFull));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, Gzip.Compress(output.WrittenSpan), toDisk: false);
    }

    private void Clean(string folder)
    {
        var all = Path.Combine(folder, TraceName.Folder);
        foreach (var below in Directory.Exists(all) ? Directory.GetDirectories(all) : [])
        {
            foreach (var path in Directory.GetFiles(below))
            {
                if (TraceName.TryParse(Path.GetFileName(below), Path.GetFileName(path), out var name) && traces.Find(name.Address, 1) is null)
                {
                    File.Delete(path);
                    _written.Remove(name.Address);
                }
            }
        }
    }
}
