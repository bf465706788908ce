namespace AdsbFeeder.Tracking;

/// <summary>Holds back a value until it is heard twice, with a quarter of a second between: one garbled or misattributed reply then changes nothing.</summary>
/// <typeparam name="T">The value.</typeparam>
internal struct Confirmation<T>
    where T : struct, IEquatable<T>
{
    private const long ApartMs = 250;
    private const long LifeMs = 60_000;

    private T _candidate;
    private long _sinceMs;
    private bool _waits;

    /// <summary>True when this value may be taken: it is the one in force, or it was heard before.</summary>
    public bool Accept(in Dated<T> inForce, T value, long nowMs)
    {
        if (inForce.IsPresent && inForce.Value.Equals(value))
        {
            return true;
        }

        if (!_waits || !_candidate.Equals(value) || nowMs - _sinceMs > LifeMs)
        {
            (_candidate, _sinceMs, _waits) = (value, nowMs, true);
            return false;
        }

        if (nowMs - _sinceMs <= ApartMs) return false;
        _waits = false;
        return true;
    }

    /// <summary>Moves its dates, after the clock was set back.</summary>
    public void Move(long stepMs) => _sinceMs += stepMs;
}
