namespace AdsbFeeder.Tracking;

/// <summary>All counters at one moment.</summary>
/// <param name="UnixMs">The moment.</param>
/// <param name="Tracker">The tracker's counters.</param>
/// <param name="Local">The own radio's.</param>
/// <param name="Remote">The network inputs'.</param>
/// <param name="Cpu">Processor time.</param>
public sealed record StatisticsSample(
    long UnixMs, TrackerStatistics Tracker, LocalStatistics Local = default, RemoteStatistics Remote = default, CpuStatistics Cpu = default)
{
    /// <summary>The strongest frame since the sample before, 0 to 1 of full scale; 0 when unknown.</summary>
    public double PeakSignalPower { get; init; }

    /// <summary>The farthest aircraft with a fresh position, metres; 0 when there is none.</summary>
    public double MaxDistanceMetres { get; init; }
}

/// <summary>What was counted between two moments.</summary>
/// <param name="StartUnixMs">Begin.</param>
/// <param name="EndUnixMs">End.</param>
/// <param name="Tracker">Growth of the tracker's counters.</param>
/// <param name="Local">Growth of the own radio's.</param>
/// <param name="Remote">Growth of the network inputs'.</param>
/// <param name="Cpu">Processor time used.</param>
/// <param name="PeakSignalPower">The strongest frame, 0 to 1 of full scale; 0 when unknown.</param>
/// <param name="MaxDistanceMetres">The farthest position, metres; 0 when there was none.</param>
public sealed record StatisticsPeriod(
    long StartUnixMs, long EndUnixMs, TrackerStatistics Tracker, LocalStatistics Local, RemoteStatistics Remote, CpuStatistics Cpu,
    double PeakSignalPower, double MaxDistanceMetres)
{
    /// <summary>Its length; 0 when the clock did not go on.</summary>
    public double Seconds => Math.Max(0, EndUnixMs - StartUnixMs) / 1000.0;

    /// <summary>What was counted from one sample to another.</summary>
    /// <param name="start">The earlier one.</param>
    /// <param name="end">The later one.</param>
    /// <param name="peakSignalPower">The strongest frame of all samples between them.</param>
    /// <param name="maxDistanceMetres">The farthest position of all samples between them.</param>
    public static StatisticsPeriod Between(StatisticsSample start, StatisticsSample end, double peakSignalPower, double maxDistanceMetres) => new(
        start.UnixMs, end.UnixMs, end.Tracker.Since(start.Tracker), end.Local.Since(start.Local), end.Remote.Since(start.Remote), end.Cpu.Since(start.Cpu),
        peakSignalPower, maxDistanceMetres);

    /// <summary>Growth of a counter of the tracker a second; 0 in no time.</summary>
    public double PerSecond(TrackerCounter counter) => Seconds > 0 ? Tracker[counter] / Seconds : 0;
}
