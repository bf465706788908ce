namespace AdsbFeeder.Dsp;

/// <summary>Takes a decoded burst out of the samples, so that what lies under it can be heard.</summary>
/// <remarks><code>
///   chips at the burst's exact start ─► carrier offset ─► turned back: what all pulses around a chip agree on ─► turned again ─► pulses, subtracted
/// </code>
/// Amplitude and phase of a pulse come from those within twelve chips: steadier than the pulse alone, and the burst underneath is hardly touched.</remarks>
internal sealed class Cancellation(FrontEnd frontEnd)
{
    private const int MostChips = 240;
    private const int Around = 12;

    /// <summary>What is less coherent cannot be predicted well enough.</summary>
    private const float LeastCoherence = 0.8f;

    private readonly float[] _re = new float[MostChips];
    private readonly float[] _im = new float[MostChips];
    private readonly float[] _real = new float[MostChips];
    private readonly float[] _imaginary = new float[MostChips];
    private readonly float[] _pulse = new float[MostChips];
    private readonly float[] _unit = new float[MostChips];
    private readonly float[] _sumRe = new float[MostChips + 1];
    private readonly float[] _sumIm = new float[MostChips + 1];
    private readonly float[] _sumPower = new float[MostChips + 1];

    /// <summary>Subtracts a burst whose first pulse peaks at a fine step of the window, unless its phase is too unsteady; gives the mean power per chip of what it was not, or 0.</summary>
    public float Subtract(double start, in FrameBits word, int length)
    {
        var chips = word.Pulses(length, _pulse);
        Span<float> re = _re.AsSpan(0, chips), im = _im.AsSpan(0, chips), real = _real.AsSpan(0, chips), imaginary = _imaginary.AsSpan(0, chips), pulse = _pulse.AsSpan(0, chips);
        frontEnd.Sample(start, PreambleKernel.Chip, re, im);
        var (turn, _, coherence) = CarrierEstimate.Remove(re, im, pulse, real, imaginary);
        if (coherence < LeastCoherence)
        {
            return 0;
        }

        CarrierEstimate.Rotate(re, im, -turn, 0, real, imaginary);
        Sum(chips);
        float rest = 0;
        for (var c = 0; c < chips; c++)
        {
            var (from, to) = (Math.Max(0, c - Around), Math.Min(chips, c + Around + 1));
            var power = MathF.Max(_sumPower[to] - _sumPower[from], 1);
            var (a, b) = ((_sumRe[to] - _sumRe[from]) / power, (_sumIm[to] - _sumIm[from]) / power);
            var (restRe, restIm) = (real[c] - a * _unit[c], imaginary[c] - b * _unit[c]);
            rest += restRe * restRe + restIm * restIm;
            (real[c], imaginary[c]) = (a * pulse[c], b * pulse[c]);
        }

        CarrierEstimate.Rotate(real, imaginary, turn, 0, re, im);
        frontEnd.Subtract(start, PreambleKernel.Chip, re, im);
        return rest / chips;
    }

    /// <summary>Running sums of chips times what a burst of amplitude 1 gives there, and of the square of that.</summary>
    private void Sum(int chips)
    {
        var shape = frontEnd.Pulse;
        float re = 0, im = 0, power = 0;
        for (var c = 0; c < chips; c++)
        {
            var unit = _pulse[c] + shape.Leak1 * (Pulse(c - 1) + Pulse(c + 1)) + shape.Leak2 * (Pulse(c - 2) + Pulse(c + 2)) + shape.Leak3 * (Pulse(c - 3) + Pulse(c + 3));
            _unit[c] = unit;
            _sumRe[c + 1] = re += unit * _real[c];
            _sumIm[c + 1] = im += unit * _imaginary[c];
            _sumPower[c + 1] = power += unit * unit;
        }

        float Pulse(int c) => c >= 0 && c < chips ? _pulse[c] : 0;
    }
}
