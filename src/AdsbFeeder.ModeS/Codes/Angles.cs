namespace AdsbFeeder.ModeS;

/// <summary>Degrees as whole steps of a field; the caller keeps the low bits, so 360 becomes 0 and negative angles wrap.</summary>
internal static class Angles
{
    /// <summary>The nearest step; 0 when there is no angle.</summary>
    public static uint Steps(double? degrees, double step) =>
        degrees is { } known && double.IsFinite(known) ? (uint)(int)Math.Round(known % 360 / step) : 0;
}
