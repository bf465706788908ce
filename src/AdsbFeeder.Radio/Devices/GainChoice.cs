using System.Globalization;

namespace AdsbFeeder.Radio;

/// <summary>What the owner said of the gain.</summary>
/// <param name="Decibels">A fixed gain, of which the nearest possible is taken; infinite for the highest; null for automatic.</param>
public readonly record struct GainChoice(double? Decibels)
{
    /// <summary>Most tuners end at about 50 dB; more than this is a slip of the pen.</summary>
    private const double Most = 100;

    /// <summary>Some tuners begin at -1 dB.</summary>
    private const double Least = -10;

    /// <summary>The program chooses.</summary>
    public static GainChoice Automatic => new(null);

    /// <summary>The highest that there is.</summary>
    public static GainChoice Highest => new(double.PositiveInfinity);

    /// <summary>True when the program chooses.</summary>
    public bool IsAutomatic => Decibels is null;

    /// <summary>Where to begin: automatic gain begins at the top, as most antennas want it there.</summary>
    public double Start => Decibels ?? double.PositiveInfinity;

    /// <summary>Reads <c>auto</c>, <c>max</c> or dB.</summary>
    public static bool TryParse(string text, out GainChoice choice)
    {
        choice = text.Equals("max", StringComparison.OrdinalIgnoreCase) ? Highest : Automatic;
        if (text.Equals("max", StringComparison.OrdinalIgnoreCase) || text.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var decibels) || decibels is not (>= Least and <= Most))
        {
            return false;
        }

        choice = new GainChoice(decibels);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Decibels switch
    {
        null => "auto",
        double.PositiveInfinity => "max",
        { } decibels => decibels.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The nearest of some gains in ascending order; null when there are none.</summary>
    public static double? Nearest(IReadOnlyList<double> gains, double wanted) => gains.Count switch
    {
        0 => null,
        _ when double.IsPositiveInfinity(wanted) => gains[^1],
        _ => gains.MinBy(gain => Math.Abs(gain - wanted)),
    };
}
