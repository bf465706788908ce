using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>The position that an aircraft's messages agree on, and how firmly.</summary>
/// <remarks>
/// Even and odd messages earn trust separately, so that one broken half cannot vouch for itself: every pair whose position fits adds 1
/// to the format that completed it (at most 4), every one that does not takes 0.26. The lock closes when both have 1 (2 where no
/// receiver location bounds the range) and opens when either falls below a quarter: 15 contradictions against a firm lock, 3 against
/// a fresh one. The first fix thus needs two pairs that agree, or four when bits of them were repaired: those count half.
/// </remarks>
internal struct PositionLock
{
    private const float Step = 1, RepairedStep = 0.5f, Largest = 4, Penalty = 0.26f, Open = 0.25f;

    /// <summary>Where the last message that fitted was sent from. Meaningless unless <see cref="HasPosition"/>.</summary>
    public GeoPosition Position;

    /// <summary>When.</summary>
    public long TimeMs;

    private float _even;
    private float _odd;

    /// <summary>How fast it may have been then, knots. An aircraft that brakes was faster than it says now.</summary>
    public float LimitKnots;

    /// <summary>Which source said so; None without a position.</summary>
    public FieldSource Source;

    /// <summary>True when positions may be published, and single messages decoded beside the last.</summary>
    public bool IsClosed { get; private set; }

    public readonly bool HasPosition => Source != FieldSource.None;

    /// <summary>True when a source may speak: a worse one than the last only when that is stale.</summary>
    public readonly bool Yields(FieldSource source, long nowMs) => source >= Source || nowMs - TimeMs > Ageing.StaleMs;

    /// <summary>A position from a pair that fits.</summary>
    public void Confirm(CprFormat completedBy, GeoPosition position, long timeMs, FieldSource source, double limitKnots, FirstFix rule, bool repaired)
    {
        Move(position, timeMs, source, limitKnots);
        ref var trust = ref completedBy == CprFormat.Even ? ref _even : ref _odd;
        trust = Math.Min(Largest, trust + (repaired ? RepairedStep : Step));
        IsClosed |= rule switch
        {
            FirstFix.OnePair => trust >= 1,
            FirstFix.TwoPairs => Math.Min(_even, _odd) >= 1,
            _ => Math.Min(_even, _odd) >= 2,
        };
    }

    /// <summary>A position from a single message beside the last.</summary>
    public void Move(GeoPosition position, long timeMs, FieldSource source, double limitKnots) =>
        (Position, TimeMs, Source, LimitKnots) = (position, timeMs, source, (float)limitKnots);

    /// <summary>A message that does not fit. True when the lock opened; then everything starts again.</summary>
    public bool Contradict(CprFormat format)
    {
        ref var trust = ref format == CprFormat.Even ? ref _even : ref _odd;
        trust -= Penalty;
        if (!IsClosed || trust >= Open) return false;
        this = default;
        return true;
    }

    /// <summary>Starts again from one unconfirmed position.</summary>
    public void Restart(CprFormat completedBy, GeoPosition position, long timeMs, FieldSource source, double limitKnots)
    {
        this = default;
        Confirm(completedBy, position, timeMs, source, limitKnots, FirstFix.TwoPairs, repaired: false);
    }
}

/// <summary>What makes a first position.</summary>
internal enum FirstFix : byte
{
    /// <summary>Two pairs for each format: where no receiver location bounds the range.</summary>
    FourPairs,

    /// <summary>A pair for each format.</summary>
    TwoPairs,

    /// <summary>Any pair.</summary>
    OnePair,
}
