using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;

namespace AdsbFeeder.Monitoring;

/// <summary>A stage of the way from samples to clients that is worth knowing the price of.</summary>
internal enum Stage
{
    /// <summary>Samples to frames.</summary>
    Demodulator,

    /// <summary>Frames to aircraft, and their encoding for the outputs.</summary>
    Tracker,

    /// <summary>The picture of the sky, once a second.</summary>
    Picture,
}

/// <summary>Processor time of each stage. A stage is measured from block to block on the thread that does it, so that it costs two calls of the system for many frames.</summary>
internal sealed partial class StageClocks
{
    /// <summary>CLOCK_THREAD_CPUTIME_ID of clock_gettime(2).</summary>
    private const int ThreadTime = 3;

    private readonly long[] _nanoseconds = new long[Enum.GetValues<Stage>().Length];
    private readonly Meter _meter;

    public StageClocks(IMeterFactory meters)
    {
        _meter = meters.Create("AdsbFeeder.Stages");
        _meter.CreateObservableCounter("adsb_stage_cpu_seconds_total", Read, "s", "Processor time by stage: demodulator (samples to frames), tracker (frames to aircraft, and encoding), picture (the sky, once a second).");
    }

    /// <summary>Processor time of the calling thread, nanoseconds; 0 where it cannot be told.</summary>
    internal static long Now
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return 0;
            }

            return GetTime(ThreadTime, out var time) == 0 ? (time.Seconds * 1_000_000_000L) + time.Nanoseconds : 0;
        }
    }

    /// <summary>Adds what the calling thread used since then.</summary>
    internal void Add(Stage stage, long since) => Interlocked.Add(ref _nanoseconds[(int)stage], Now - since);

    /// <summary>What a stage used since the start.</summary>
    internal TimeSpan Of(Stage stage) => TimeSpan.FromTicks(Interlocked.Read(ref _nanoseconds[(int)stage]) / 100);

    private IEnumerable<Measurement<double>> Read() => Enum.GetValues<Stage>().Select(stage => new Measurement<double>(Of(stage).TotalSeconds, new KeyValuePair<string, object?>("stage", NameOf(stage))));

    private static string NameOf(Stage stage) => stage switch { Stage.Demodulator => "demodulator", Stage.Tracker => "tracker", _ => "picture" };

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    /// <summary>struct timespec: both fields are as long as a pointer.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        internal nint Seconds;
        internal nint Nanoseconds;
    }
}
