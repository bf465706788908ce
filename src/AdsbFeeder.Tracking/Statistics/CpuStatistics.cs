namespace AdsbFeeder.Tracking;

/// <summary>Processor time since the start, milliseconds; every number only grows.</summary>
public readonly record struct CpuStatistics
{
    /// <summary>The demodulator.</summary>
    public long DemodulatorMs { get; init; }

    /// <summary>Reading samples.</summary>
    public long ReaderMs { get; init; }

    /// <summary>The tracker and the outputs.</summary>
    public long BackgroundMs { get; init; }

    /// <summary>Encoding aircraft.json.</summary>
    public long AircraftJsonMs { get; init; }

    /// <summary>Forgetting old aircraft.</summary>
    public long RemoveStaleMs { get; init; }

    /// <summary>The growth since an earlier moment.</summary>
    public CpuStatistics Since(in CpuStatistics earlier) => new()
    {
        DemodulatorMs = DemodulatorMs - earlier.DemodulatorMs,
        ReaderMs = ReaderMs - earlier.ReaderMs,
        BackgroundMs = BackgroundMs - earlier.BackgroundMs,
        AircraftJsonMs = AircraftJsonMs - earlier.AircraftJsonMs,
        RemoveStaleMs = RemoveStaleMs - earlier.RemoveStaleMs,
    };
}
