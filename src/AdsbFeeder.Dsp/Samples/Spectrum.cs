namespace AdsbFeeder.Dsp;

/// <summary>Power of a stretch of samples by frequency: a Fourier transform of a power of two under a Hann window.</summary>
internal sealed class Spectrum
{
    private readonly float[] _window;
    private readonly float[] _cos;
    private readonly float[] _sin;
    private readonly int[] _order;
    private readonly float[] _re;
    private readonly float[] _im;
    private readonly float[] _power;

    /// <summary>A transform of so many samples.</summary>
    public Spectrum(int length)
    {
        Length = length;
        (_window, _re, _im, _power) = (new float[length], new float[length], new float[length], new float[length]);
        (_cos, _sin, _order) = (new float[length / 2], new float[length / 2], new int[length]);
        for (var n = 0; n < length; n++)
        {
            _window[n] = (float)(1 - Math.Cos(2 * Math.PI * (n + 0.5) / length));
            for (var bit = 1; bit < length; bit *= 2)
            {
                _order[n] = 2 * _order[n] + ((n & bit) != 0 ? 1 : 0);
            }
        }

        for (var n = 0; n < length / 2; n++)
        {
            (_sin[n], _cos[n]) = ((float)-Math.Sin(2 * Math.PI * n / length), (float)Math.Cos(2 * Math.PI * n / length));
        }
    }

    /// <summary>Samples of a stretch, and frequencies: number n is n / Length of the sample rate, the upper half negative.</summary>
    public int Length { get; }

    /// <summary>Power at each frequency; valid until the next call.</summary>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> i, ReadOnlySpan<float> q)
    {
        for (var n = 0; n < Length; n++)
        {
            (_re[_order[n]], _im[_order[n]]) = (_window[n] * i[n], _window[n] * q[n]);
        }

        for (var half = 1; half < Length; half *= 2)
        {
            for (var first = 0; first < Length; first += 2 * half)
            {
                Butterflies(first, half);
            }
        }

        for (var n = 0; n < Length; n++)
        {
            _power[n] = _re[n] * _re[n] + _im[n] * _im[n];
        }

        return _power;
    }

    private void Butterflies(int first, int half)
    {
        var step = Length / 2 / half;
        for (int n = first, turn = 0; n < first + half; n++, turn += step)
        {
            var (cos, sin) = (_cos[turn], _sin[turn]);
            var (re, im) = (_re[n + half] * cos - _im[n + half] * sin, _re[n + half] * sin + _im[n + half] * cos);
            (_re[n + half], _im[n + half]) = (_re[n] - re, _im[n] - im);
            (_re[n], _im[n]) = (_re[n] + re, _im[n] + im);
        }
    }
}
