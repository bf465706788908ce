using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AdsbFeeder.Benchmarks;

/// <summary>Processor time of the calling thread, which a busy machine does not change; wall-clock time where it is not told.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;   // CLOCK_THREAD_CPUTIME_ID of Linux

    internal static double Milliseconds => OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out var time) == 0
        ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
        : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    /// <summary>What an action takes.</summary>
    internal static double Of(Action action)
    {
        var started = Milliseconds;
        action();
        return Milliseconds - started;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
