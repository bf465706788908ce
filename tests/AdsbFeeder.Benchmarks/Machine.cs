namespace AdsbFeeder.Benchmarks;

/// <summary>What figures were measured on.</summary>
internal static class Machine
{
    internal static string Processor { get; } = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : "unknown processor";
}
