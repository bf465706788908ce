namespace AdsbFeeder.Tracking;

/// <summary>Positions beside the one in force, which nobody shows: what multilateration says, or a second user of the address.</summary>
internal struct PairTrail
{
    /// <summary>The last position of the trail. Meaningless when <see cref="Length"/> is 0.</summary>
    public GeoPosition Position;

    /// <summary>When.</summary>
    public long TimeMs;

    /// <summary>When the trail began.</summary>
    public long StartMs;

    /// <summary>Positions that could be reached one from the other.</summary>
    public int Length;

    /// <summary>True when it was counted as another aircraft.</summary>
    public bool IsCounted;

    /// <summary>How fast it may be, knots.</summary>
    public double LimitKnots;

    /// <summary>Goes on with a position that can be reached from the last, and begins anew with any other.</summary>
    public void Add(GeoPosition location, long nowMs, double limitKnots, bool surface, FieldSource source)
    {
        var reachable = Length > 0 && Fits(location, nowMs, Math.Max(limitKnots, LimitKnots), surface, source);
        if (!reachable) (StartMs, IsCounted) = (nowMs, false);
        (Position, TimeMs, LimitKnots, Length) = (location, nowMs, limitKnots, reachable ? Length + 1 : 1);
    }

    /// <summary>True when a position can be reached from the last one.</summary>
    public readonly bool Fits(GeoPosition location, long nowMs, double limitKnots, bool surface, FieldSource source) =>
        GreatCircle.DistanceMetres(Position, location) <= SpeedLimit.Metres(limitKnots, Math.Abs(nowMs - TimeMs) / 1000.0, surface, source);

    /// <summary>True when it is as long, and as young.</summary>
    public readonly bool IsFirm(int length, long nowMs, long lifeMs) => Length >= length && nowMs - TimeMs <= lifeMs;
}
