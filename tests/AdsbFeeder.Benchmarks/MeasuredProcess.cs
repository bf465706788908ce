using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AdsbFeeder.Benchmarks;

/// <summary>Runs another program and measures what the processor did for it.</summary>
internal static partial class MeasuredProcess
{
    private const int OfChildren = -1;

    /// <summary>Runs a program to its end; gives its standard output and its CPU seconds (user and system, whole process).</summary>
    public static (string[] Output, double Seconds) Run(string program, params string[] arguments)
    {
        var before = Seconds();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Seconds() - before)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}");
    }

    /// <summary>Median of the CPU seconds of some runs whose output is thrown away.</summary>
    public static double MedianSeconds(int runs, string program, params string[] arguments)
    {
        var seconds = Enumerable.Range(0, runs).Select(_ => Run(program, arguments).Seconds).Order().ToArray();
        return seconds[runs / 2];
    }

    private static double Seconds()
    {
        if (GetResourceUsage(OfChildren, out var usage) != 0)
        {
            throw new InvalidOperationException("getrusage failed");
        }

        return usage.UserSeconds + usage.SystemSeconds + (usage.UserMicroseconds + usage.SystemMicroseconds) * 1e-6;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, out Usage usage);

    // struct rusage of 64-bit Linux: two times and fourteen counters.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
