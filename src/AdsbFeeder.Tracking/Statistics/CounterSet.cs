using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>The tracker's own counters; copied for everybody else.</summary>
internal sealed class CounterSet
{
    private readonly long[] _counters = new long[(int)TrackerCounter.Count];
    private readonly long[] _byFormat = new long[TrackerStatistics.FormatCount];
    private readonly long[] _positionsByKind = new long[TrackerStatistics.KindCount];

    public void Add(TrackerCounter counter) => _counters[(int)counter]++;

    public void AddPosition(TrackKind kind)
    {
        Add(TrackerCounter.Positions);
        _positionsByKind[(int)kind]++;
    }

    public void Count(in ReceivedFrame frame, TrackOutcome outcome)
    {
        Add(outcome switch
        {
            TrackOutcome.Accepted => TrackerCounter.Messages,
            TrackOutcome.BadParity => TrackerCounter.RejectedBadParity,
            TrackOutcome.UnknownAddress => TrackerCounter.RejectedUnknownAddress,
            TrackOutcome.NotAnAddress => TrackerCounter.RejectedNotAnAddress,
            TrackOutcome.Unconfirmed => TrackerCounter.RejectedUnconfirmed,
            TrackOutcome.Full => TrackerCounter.RejectedFull,
            _ => TrackerCounter.RejectedUnsupported,
        });
        if (outcome != TrackOutcome.Accepted) return;

        if (!frame.Frame.IsModeAc) _byFormat[(int)frame.Frame.Format]++;
        if (frame.RepairedBits > 0) Add(TrackerCounter.Repaired);
    }

    public TrackerStatistics Copy() => new([.. _counters], [.. _byFormat], [.. _positionsByKind]);
}
