namespace AdsbFeeder.Tracking;

/// <summary>The tracker's counters at one moment, or their growth between two; immutable.</summary>
public sealed class TrackerStatistics
{
    internal const int FormatCount = 32;
    internal const int KindCount = (int)TrackKind.ModeAc + 1;

    private readonly long[] _counters;
    private readonly long[] _byFormat;
    private readonly long[] _positionsByKind;

    internal TrackerStatistics(long[] counters, long[] byFormat, long[] positionsByKind) =>
        (_counters, _byFormat, _positionsByKind) = (counters, byFormat, positionsByKind);

    /// <summary>Nothing counted.</summary>
    public static TrackerStatistics Zero { get; } = new(new long[(int)TrackerCounter.Count], new long[FormatCount], new long[KindCount]);

    /// <summary>Used frames by downlink format, 0 to 31.</summary>
    public ReadOnlySpan<long> MessagesByFormat => _byFormat;

    /// <summary>Published positions by <see cref="TrackKind"/>.</summary>
    public ReadOnlySpan<long> PositionsByKind => _positionsByKind;

    /// <summary>One counter.</summary>
    public long this[TrackerCounter counter] => _counters[(int)counter];

    /// <summary>What was counted since an earlier moment.</summary>
    public TrackerStatistics Since(TrackerStatistics earlier) => new(
        Difference(_counters, earlier._counters), Difference(_byFormat, earlier._byFormat), Difference(_positionsByKind, earlier._positionsByKind));

    private static long[] Difference(long[] later, long[] earlier)
    {
        var difference = new long[later.Length];
        for (var i = 0; i < later.Length; i++) difference[i] = later[i] - earlier[i];
        return difference;
    }
}
