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

    private readonly int[] _pulses = new int[116];

    /// <summary>The fractional fine step at which the first pulse of a decoded burst peaks, and the amplitude of its pulses there.</summary>
    public (double Step, float Amplitude) Refine(double start, in FrameBits word, int length)
    {
        var pulses = _pulses.AsSpan(0, 4 + length);
        (pulses[0], pulses[1], pulses[2], pulses[3]) = (0, 2, 7, 9);
        for (var n = 0; n < length; n++)
        {
            var bit = n < 64 ? word.High >> (63 - n) : word.Low >> (127 - n);
            pulses[4 + n] = 16 + 2 * n + 1 - (int)(bit & 1);
        }

        var step = start;
        float peak = 0;
        for (var round = 0; round < 2; round++)
        {
            var early = frontEnd.Power(step - Reach, PreambleKernel.Chip, pulses);
            peak = frontEnd.Power(step, PreambleKernel.Chip, pulses);
            var late = frontEnd.Power(step + Reach, PreambleKernel.Chip, pulses);
            var curvature = early - 2 * peak + late;
            var shift = curvature < 0 ? Math.Clamp(0.5 * (early - late) / curvature * Reach, -Reach, Reach) : 0;
            step += shift;
            if (Math.Abs(shift) < CloseEnough)
            {
                break;
            }
        }

        return (step, MathF.Sqrt(peak / pulses.Length));
    }
}
