namespace AdsbFeeder.Tracking;

/// <summary>How far an aircraft can have come since its last position.</summary>
/// <remarks>
/// The speed it told, a tenth and 10 kt more for turns and rounding, and 3 kt for each second since it told it; without one 900 kt in the
/// air and 120 kt on the ground; 2,000 kt at most. Half a second of doubt on either time, and some metres of doubt on the place.
/// MLAT positions are rougher: 1.4 times and 50 kt more, and a kilometre.
/// </remarks>
internal static class SpeedLimit
{
    private const double AirborneUnknownKnots = 900, SurfaceUnknownKnots = 120, MaxKnots = 2000;
    private const double KnotsPerSecond = 3;
    private const double TimeDoubtSeconds = 0.5;
    private const double AirborneDoubtMetres = 150, SurfaceDoubtMetres = 60, MlatDoubtMetres = 1000;

    /// <param name="state">What it told.</param>
    /// <param name="surface">Whether it rolls.</param>
    /// <param name="source">Who says where it is.</param>
    /// <param name="nowMs">The time.</param>
    /// <param name="isTrusted">False when another may have told it: then it is at least as fast as one that told nothing.</param>
    public static double Knots(in AircraftState state, bool surface, FieldSource source, long nowMs, bool isTrusted = true)
    {
        var unknown = surface ? SurfaceUnknownKnots : AirborneUnknownKnots;
        var knots = Told(state, nowMs) ?? unknown;
        if (!isTrusted) knots = Math.Max(knots, unknown);
        if (source == FieldSource.Mlat) knots = knots * 1.4 + 50;
        return Math.Min(MaxKnots, knots);
    }

    public static double Metres(double knots, double elapsedSeconds, bool surface, FieldSource source) =>
        knots * GreatCircle.MetresPerSecondPerKnot * (elapsedSeconds + TimeDoubtSeconds)
        + (source == FieldSource.Mlat ? MlatDoubtMetres : surface ? SurfaceDoubtMetres : AirborneDoubtMetres);

    private static double? Told(in AircraftState state, long nowMs)
    {
        if (state.GroundSpeedKnots is { IsPresent: true } speed && speed.AgeMs(nowMs) is var age and <= Ageing.FieldMs)
            return speed.Value * 1.1 + 10 + KnotsPerSecond * age / 1000;
        if (state.TrueAirspeedKnots is { IsPresent: true } air && air.AgeMs(nowMs) is var airAge and <= Ageing.FieldMs)
            return air.Value * 4.0 / 3 + 50 + KnotsPerSecond * airAge / 1000;
        return null;
    }
}
