using System.Diagnostics;
using System.Globalization;

namespace AdsbFeeder.Benchmarks;

/// <summary>What /proc tells of a running process.</summary>
internal static class ProcessFigures
{
    // Clock ticks in a second; 100 on every Linux that .NET runs on.
    private const double Hertz = 100;

    /// <summary>User and system time so far.</summary>
    public static double CpuSeconds(Process process)
    {
        // Behind the name in brackets, which may hold anything: state is field 3, utime 14, stime 15.
        var text = File.ReadAllText($"/proc/{process.Id}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / Hertz;
    }

    /// <summary>Memory that it has in use, bytes.</summary>
    public static long ResidentBytes(Process process) =>
        long.Parse(File.ReadLines($"/proc/{process.Id}/status").First(x => x.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
}
