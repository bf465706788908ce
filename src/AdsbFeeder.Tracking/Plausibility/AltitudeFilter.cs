namespace AdsbFeeder.Tracking;

/// <summary>Decides whether an altitude can belong to the aircraft it is said to be of.</summary>
/// <remarks>
/// 1. One that the aircraft can have reached from the last (12,500 ft/min and two steps of 100 ft) is taken and makes the track firmer.
/// 2. Any other waits until several that agree with each other have come: two from a frame with its own parity, three from a reply that
///    only implies its address, one more for each five plausible altitudes in the track's favour. Replies put to a wrong address
///    (a classic fault, wire-formats.md 4.5) rarely agree with each other.
/// 3. The very first is taken at once only under its own parity.
/// </remarks>
internal struct AltitudeFilter
{
    private const int MaxFirmness = 20;
    private const double MaxFeetPerMinute = 12_500;
    private const int SlackFeet = 200;
    private const long CandidateLifeMs = 15_000;

    private int _firmness;
    private int _candidateFeet;
    private int _candidates;
    private long _candidateMs;

    public bool Accept(in Dated<int> last, int feet, bool ownParity, long nowMs)
    {
        if (last.IsFresh(nowMs, Ageing.FieldMs))
        {
            if (Reachable(last.Value, feet, last.AgeMs(nowMs)))
            {
                _firmness = Math.Min(MaxFirmness, _firmness + 1);
                _candidates = Math.Max(0, _candidates - 1);
                return true;
            }
        }
        else
        {
            _firmness = 0;
            if (ownParity) return true;
        }

        var agrees = _candidates > 0 && nowMs - _candidateMs <= CandidateLifeMs && Reachable(_candidateFeet, feet, nowMs - _candidateMs);
        _candidates = agrees ? _candidates + 1 : 1;
        (_candidateFeet, _candidateMs) = (feet, nowMs);
        if (_candidates < (ownParity ? 2 : 3) + _firmness / 5 - (last.IsPresent ? 0 : 1)) return false;

        (_firmness, _candidates) = (0, 0);
        return true;
    }

    /// <summary>Moves its dates, after the clock was set back.</summary>
    public void Move(long stepMs) => _candidateMs += stepMs;

    private static bool Reachable(int fromFeet, int toFeet, long elapsedMs) =>
        Math.Abs(toFeet - fromFeet) <= SlackFeet + MaxFeetPerMinute * Math.Max(0, elapsedMs) / 60_000;
}
