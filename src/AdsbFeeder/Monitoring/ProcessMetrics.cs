using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace AdsbFeeder.Monitoring;

/// <summary>What the process takes of the machine: processor, memory, garbage collection, threads.</summary>
internal sealed class ProcessMetrics
{
    private readonly Meter _meter;
    private readonly double _startTime = new DateTimeOffset(Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds() / 1e3;

    public ProcessMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("AdsbFeeder.Process");
        _meter.CreateObservableCounter("adsb_process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time of the service.");
        _meter.CreateObservableGauge("adsb_process_resident_bytes", () => Environment.WorkingSet, "By", "Memory of the service.");
        _meter.CreateObservableGauge("adsb_process_start_time_seconds", () => _startTime, "s", "When the service started, Unix time.");
        _meter.CreateObservableGauge("adsb_process_open_files", OpenFiles, "{file}", "Open files and sockets.");
        _meter.CreateObservableGauge("adsb_process_threads", () => ThreadPool.ThreadCount, "{thread}", "Threads of the pool that serves connections.");
        _meter.CreateObservableGauge("adsb_process_queued_work", () => ThreadPool.PendingWorkItemCount, "{item}", "Work that waits for a thread of the pool.");
        _meter.CreateObservableCounter("adsb_process_disk_written_bytes_total", DiskBytes, "By", "Bytes that the service caused to be written to disks, as the system counts them; files in memory do not count.");
        _meter.CreateObservableGauge("adsb_clock_synchronised", Clock, null, "1 when the computer's clock is synchronised, 0 when not.");
        _meter.CreateObservableGauge("adsb_gc_heap_bytes", () => GC.GetTotalMemory(forceFullCollection: false), "By", "Managed memory in use.");
        _meter.CreateObservableCounter("adsb_gc_allocated_bytes_total", () => GC.GetTotalAllocatedBytes(), "By", "Managed memory allocated since the start.");
        _meter.CreateObservableCounter("adsb_gc_pause_seconds_total", () => GC.GetTotalPauseDuration().TotalSeconds, "s", "Time in which garbage collection stopped everything.");
        _meter.CreateObservableCounter("adsb_gc_collections_total", Collections, "{collection}", "Garbage collections by generation.");
    }

    private static IEnumerable<Measurement<int>> Collections() =>
        Enumerable.Range(0, GC.MaxGeneration + 1).Select(generation => new Measurement<int>(GC.CollectionCount(generation), new KeyValuePair<string, object?>("generation", generation)));

    private static IEnumerable<Measurement<int>> Clock() => KernelClock.IsSynchronised is { } synchronised ? [new Measurement<int>(synchronised ? 1 : 0)] : [];

    /// <summary>A line of /proc/self/io is <c>write_bytes: 4096</c>; proc(5).</summary>
    private static IEnumerable<Measurement<long>> DiskBytes()
    {
        const string file = "/proc/self/io", name = "write_bytes:";
        string[] lines;
        try
        {
            lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            lines = [];   // some containers hide it
        }

        return lines.Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => new Measurement<long>(long.Parse(line.AsSpan(name.Length), CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<Measurement<int>> OpenFiles()
    {
        const string folder = "/proc/self/fd";
        return Directory.Exists(folder) ? [new Measurement<int>(Directory.EnumerateFileSystemEntries(folder).Count())] : [];
    }
}
