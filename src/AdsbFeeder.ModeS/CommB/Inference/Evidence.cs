namespace AdsbFeeder.ModeS;

/// <summary>Probabilities of coded values in bits: log2 of the chance that a field holds just this code. All are at most 0.</summary>
internal static class Evidence
{
    /// <summary>What a surprise costs beyond any code being equally likely: one value in 128 is wild.</summary>
    private const double Wild = -7;

    private const double Log2E = 1.4426950408889634;

    /// <summary>Any code of a field of that many bits, equally likely.</summary>
    public static double Any(int bits) => -bits;

    /// <summary>A bit that is set with a probability.</summary>
    public static double Flag(bool isSet, double probability) => Math.Log2(isSet ? probability : 1 - probability);

    /// <summary>A deviation, in the unit of the step, from what is expected: Laplace's density, which forgives outliers, of that scale,
    /// over a floor of anything.</summary>
    public static double Near(double deviation, double scale, double step, int bits)
    {
        var density = Math.Log2(step / (2 * scale + step)) - Math.Abs(deviation) / scale * Log2E;
        return Math.Max(density, Wild - bits);
    }

    /// <summary>A value inside a range where all are equally likely, or a wild one outside.</summary>
    public static double Within(double value, double lowest, double highest, double step, int bits) =>
        value >= lowest && value <= highest ? -Math.Log2((highest - lowest) / step) : Wild - bits;

    /// <summary>The angle between two directions, 0 to 180.</summary>
    public static double Between(double a, double b) => Math.Abs(Math.IEEERemainder(a - b, 360));
}
