namespace AdsbFeeder.Monitoring;

/// <summary>Powers for people.</summary>
internal static class Power
{
    /// <summary>Relative to full scale, to a tenth of a dB; -100 for nothing at all.</summary>
    internal static double Decibels(double power) => Math.Round(10 * Math.Log10(Math.Max(power, 1e-10)), 1);
}
