namespace AdsbFeeder.Dsp;

/// <summary>When a burst arrived, to a fraction of a fine step, from all of its pulses.</summary>
/// <remarks>
/// The amplitudes of the pulses at a little before and a little after are compared: their sums are equal when both lie equally far from the peak. The
/// shape of the filtered pulse is symmetric, and the data's ones and zeros put as many neighbours before a pulse as after it, so leakage does not shift the balance.
/// </remarks>
internal sealed class Timing(FrontEnd frontEnd)
{
    private const double Reach = 1.5;

    /// <summary>A parabola fitted this near to its top is exact enough: 25 ns.</summary>
    private const double CloseEnough = 0.3;

    private readonly int[] _pulses = new int[Pulses.Most];

    /// <summary>The fractional fine step at which the first pulse of a decoded burst peaks, and the amplitude of its pulses there.</summary>
    /// <remarks>Optionally behind the designed filter, though another is in use.</remarks>
    public (double Step, float Amplitude) Refine(double start, in FrameBits word, int length, bool asDesigned = false)
    {
        var pulses = _pulses.AsSpan(0, Pulses.OfPreamble + length);
        Pulses.Write(word, pulses);
        var step = start;
        float peak = 0;
        for (var round = 0; round < 2; round++)
        {
            (var shift, peak) = Shift(frontEnd, step, pulses, asDesigned);
            step += shift;
            if (Math.Abs(shift) < CloseEnough)
            {
                break;
            }
        }

        return (step, MathF.Sqrt(peak / pulses.Length) * (asDesigned ? frontEnd.Pulse.Gain / frontEnd.Filter.Gain : 1));
    }

    /// <summary>How many fine steps after a place the power of pulses is largest, and their power there.</summary>
    internal static (double Steps, float Power) Shift(FrontEnd frontEnd, double step, ReadOnlySpan<int> pulses, bool asDesigned)
    {
        var early = frontEnd.Power(step - Reach, PreambleKernel.Chip, pulses, asDesigned);
        var peak = frontEnd.Power(step, PreambleKernel.Chip, pulses, asDesigned);
        var late = frontEnd.Power(step + Reach, PreambleKernel.Chip, pulses, asDesigned);
        var curvature = early - 2 * peak + late;
        return (curvature < 0 ? Math.Clamp(0.5 * (early - late) / curvature * Reach, -Reach, Reach) : 0, peak);
    }
}
