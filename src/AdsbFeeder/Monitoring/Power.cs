namespace AdsbFeeder.Monitoring;

/// <summary>Powers for people.</summary>
internal static class Power
{
    /// <summary>Relative to full scale, to a tenth of a dB; -100 for nothing at all.</summary>
    internal static double Decibels(double power) => Math.Round(10 * Math.Log10(Math.Max(power, 1e-10)), 1);

    /// <summary>Of the mean of so many, not rounded; NaN when there were none.</summary>
    internal static double MeanDecibels(double sum, long count) => sum > 0 && count > 0 ? 10 * Math.Log10(sum / count) : double.NaN;
}
