namespace AdsbFeeder.Tracking;

/// <summary>How far apart an even and an odd message may be.</summary>
/// <remarks>
/// A pair names its zone rightly while the aircraft moved less than half a step of the grids' drift between the two: 3 NM in the air
/// (180 / (59 * 60) degrees of latitude), a quarter of that, 0.75 NM, on the surface. So the time depends on the speed:
/// <code>
///   air      2.64 NM / speed, 10 s when the speed is unknown, never over 30 s      (readsb's 19 s at 500 kt)
///   surface  50 s up to 25 kt (DO-260B 2.2.10.6), else 0.6 NM / speed but at most 25 s, 10 s when the speed is unknown
/// </code>
/// </remarks>
internal static class PairingWindow
{
    private const double UnknownMs = 10_000;
    private const double AirborneMaxMs = 30_000;
    private const double AirborneKnotMs = 19_000 * 500.0;
    private const double SurfaceSlowKnots = 25;
    private const double SurfaceSlowMs = 50_000;
    private const double SurfaceMaxMs = 25_000;
    private const double SurfaceKnotMs = 0.6 * 3_600_000;

    public static long Milliseconds(bool surface, double? speedKnots) => (long)(speedKnots switch
    {
        null => UnknownMs,
        _ when !surface => Math.Min(AirborneMaxMs, AirborneKnotMs / Math.Max(1, speedKnots.Value)),
        <= SurfaceSlowKnots => SurfaceSlowMs,
        _ => Math.Min(SurfaceMaxMs, SurfaceKnotMs / speedKnots.Value),
    });
}
