using System.Globalization;

namespace AdsbFeeder.Dsp;

/// <summary>The sample rates that the chain serves: those from which twelve million fine steps a second are a small ratio away.</summary>
public static class SampleRates
{
    /// <summary>Fine steps per second: six per half-microsecond chip, and the clock of the Beast format.</summary>
    public const int FineRate = 12_000_000;

    /// <summary>The served rates in samples per second, ascending.</summary>
    public static IReadOnlyList<int> Supported { get; } =
        [2_000_000, 2_400_000, 2_560_000, 3_200_000, 6_000_000, 8_000_000, 10_000_000, 12_000_000, 20_000_000, 40_000_000];

    /// <summary>True when the chain serves this rate.</summary>
    public static bool IsSupported(int samplesPerSecond) => Supported.Contains(samplesPerSecond);

    /// <summary>One line that refuses a rate and lists those that are served.</summary>
    public static string Refusal(int samplesPerSecond) => string.Create(
        CultureInfo.InvariantCulture,
        $"Sample rate {samplesPerSecond / 1e6:0.######} MS/s is not served; use one of {string.Join(", ", Supported.Select(r => (r / 1e6).ToString("0.0##", CultureInfo.InvariantCulture)))} MS/s.");

    /// <summary>The ratio L/M from a rate to <see cref="FineRate"/>, in lowest terms.</summary>
    internal static (int Up, int Down) Ratio(int samplesPerSecond)
    {
        var (a, b) = (FineRate, samplesPerSecond);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return (FineRate / a, samplesPerSecond / a);
    }
}
