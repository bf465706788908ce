using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Reception;

/// <summary>What came of frames from the network. The tracker's loop writes; each number may be read at any time.</summary>
internal sealed class RemoteCounters
{
    private long _modeAc;
    private long _modeS;
    private long _bad;
    private long _unknownAddress;
    private long _accepted;

    /// <summary>The numbers in the form of stats.json.</summary>
    internal RemoteStatistics Statistics => new()
    {
        ModeAc = Volatile.Read(ref _modeAc),
        ModeS = Volatile.Read(ref _modeS),
        Bad = Volatile.Read(ref _bad),
        UnknownAddress = Volatile.Read(ref _unknownAddress),
        Accepted = Volatile.Read(ref _accepted),
    };

    internal void Count(in TrackUpdate update)
    {
        if (update.Received.Source is not (FrameSource.Network or FrameSource.Mlat))
        {
            return;
        }

        _ = update.Received.Frame.IsModeAc ? _modeAc++ : _modeS++;
        switch (update.Outcome)
        {
            case TrackOutcome.Accepted:
                _accepted++;
                break;
            case TrackOutcome.UnknownAddress:
                _unknownAddress++;
                break;
            default:
                _bad++;
                break;
        }
    }
}
