namespace AdsbFeeder.Networking;

/// <summary>Says how long to leave a link alone before it is tried again: longer after each failure, and much longer when it goes up and down.</summary>
/// <remarks>
/// Two rules, of which the longer pause holds.
/// <list type="number">
/// <item>Back-off with full jitter: a pause is drawn evenly between a second and a ceiling that doubles from 2 s to 5 min with each failure, so that the
/// receivers of a network that restarts do not come back all at once. Only a link that held for 60 s starts anew.</item>
/// <item>A figure of merit as in BGP route flap damping (RFC 2439): each loss adds a penalty, which halves every 5 min. Above 4000, the fifth quick loss, the
/// link is held back until 2000: 5 min at first and, since no figure exceeds 8000, 10 min at most. A back-off alone would never end the flapping of a
/// server that accepts everybody and throws them out.</item>
/// </list>
/// Durations come from the monotonic clock: a wall clock that is set changes none. For any thread.
/// </remarks>
internal sealed class LinkDamping(TimeProvider time, Random random)
{
    /// <summary>A link that held this long was no accident.</summary>
    public static readonly TimeSpan HealthyAfter = TimeSpan.FromSeconds(60);

    /// <summary>In this time a penalty halves.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(5);

    /// <summary>What the loss of a link costs, before and after it was healthy.</summary>
    public const double QuickLoss = 1000, LateLoss = 500;

    /// <summary>Above the first the link is held back, below the second it is tried again; beyond the third nothing is added.</summary>
    public const double HoldAbove = 4000, ReuseBelow = 2000, Most = 8000;

    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1), FirstCeiling = TimeSpan.FromSeconds(2), LastCeiling = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private int _failures;
    private double _penalty;
    private long _penaltyAt = time.GetTimestamp();
    private bool _held;

    /// <summary>The penalty as it stands now; 0 is a link without reproach.</summary>
    public double Penalty
    {
        get
        {
            lock (_lock)
                return Decayed();
        }
    }

    /// <summary>True while the link is held back because it went up and down.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_lock)
                return _held && Decayed() > ReuseBelow;
        }
    }

    /// <summary>The link could not be established. Returns the pause before the next try.</summary>
    public TimeSpan Failed()
    {
        lock (_lock)
            return Pause();
    }

    /// <summary>An established link was lost. Returns the pause before the next try.</summary>
    /// <param name="lived">How long it was up.</param>
    public TimeSpan Lost(TimeSpan lived)
    {
        lock (_lock)
        {
            var healthy = lived >= HealthyAfter;
            if (healthy)
                _failures = 0;
            _penalty = Math.Min(Most, Decayed() + (healthy ? LateLoss : QuickLoss));
            _penaltyAt = time.GetTimestamp();
            _held = _penalty > HoldAbove || (_held && _penalty > ReuseBelow);
            return Pause();
        }
    }

    /// <summary>Forgets all that was held against the link.</summary>
    public void Clear()
    {
        lock (_lock)
            (_failures, _penalty, _held) = (0, 0, false);
    }

    private TimeSpan Pause()
    {
        // Beyond 8 doublings the ceiling has long been reached.
        var ceiling = Math.Min(FirstCeiling.TotalSeconds * Math.Pow(2, Math.Min(_failures, 8)), LastCeiling.TotalSeconds);
        _failures++;
        var pause = LeastPause.TotalSeconds + (random.NextDouble() * (ceiling - LeastPause.TotalSeconds));
        if (_held)
            pause = Math.Max(pause, HalfLife.TotalSeconds * Math.Log2(Math.Max(1, Decayed() / ReuseBelow)));
        return TimeSpan.FromSeconds(pause);
    }

    private double Decayed() => _penalty * Math.Pow(0.5, time.GetElapsedTime(_penaltyAt) / HalfLife);
}
