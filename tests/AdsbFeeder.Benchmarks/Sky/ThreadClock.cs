using System.Diagnostics;
using AdsbFeeder.Monitoring;

namespace AdsbFeeder.Benchmarks;

/// <summary>Processor time of the calling thread, which a busy machine does not change; wall-clock time where it is not told.</summary>
internal static class ThreadClock
{
    internal static double Milliseconds => StageClocks.Now is > 0 and var nanoseconds ? nanoseconds / 1e6 : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    /// <summary>What an action takes.</summary>
    internal static double Of(Action action)
    {
        var started = Milliseconds;
        action();
        return Milliseconds - started;
    }
}
