namespace AdsbFeeder.Dsp;

/// <summary>The filter that interpolates and matches the 0.5 µs pulse at once, as a function of time.</summary>
/// <remarks>
/// The received pulse is a rectangle of 0.5 µs seen through the receiver's band, which is the sampled band. Its matched filter is the same:
/// the rectangle convolved with an interpolation kernel (a sinc of the sampled band under a Blackman window, mostly of ±6 samples). Symmetric, so the
/// output at the centre of a pulse is its peak and the filter adds no delay.
/// </remarks>
internal sealed class PulseFilter : ITaps
{
    private const int StepsOfIntegral = 16;
    private readonly double _pulse;
    private readonly double _halfWindow;

    /// <summary>The filter for samples at a rate, with a window of so many samples on either side.</summary>
    public PulseFilter(int samplesPerSecond, double halfWindow = 6)
    {
        _halfWindow = halfWindow;
        _pulse = samplesPerSecond * 0.5e-6;
        HalfTaps = (int)Math.Ceiling(halfWindow + _pulse / 2);
    }

    /// <inheritdoc/>
    public int HalfTaps { get; }

    /// <inheritdoc/>
    /// <remarks>Scaled so that white noise keeps its power.</remarks>
    public void Taps(double fraction, Span<float> taps)
    {
        for (var k = 0; k < 2 * HalfTaps; k++)
        {
            taps[k] = (float)(At(fraction + HalfTaps - 1 - k) / Norm.Value);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The taps again: what they match is what they look like.</remarks>
    public void Pulse(double fraction, Span<float> pulse) => Taps(fraction, pulse);

    /// <summary>What a rectangular pulse of amplitude 1 is assumed to look like, some samples from its centre.</summary>
    public double Response(double samples) => _pulse * At(samples);

    /// <summary>Autocorrelation of the filtered pulse at a distance in samples, relative to distance 0: how much a pulse leaks into another chip.</summary>
    public double Leakage(double distance)
    {
        double sum = 0, power = 0;
        for (var t = -2.0 * HalfTaps; t <= 2 * HalfTaps; t += 1.0 / 4)
        {
            sum += At(t) * At(t + distance);
            power += At(t) * At(t);
        }

        return sum / power;
    }

    /// <summary>Output at the centre of a rectangular pulse of amplitude 1, when white noise keeps its power.</summary>
    public float Gain => CentreOfPulse.Value;

    private Lazy<float> CentreOfPulse => field ??= new(() =>
    {
        double sum = 0;
        for (var n = 0; n < StepsOfIntegral; n++)
        {
            sum += At(_pulse * ((n + 0.5) / StepsOfIntegral - 0.5));
        }

        return (float)(sum / StepsOfIntegral * _pulse / Norm.Value);
    });

    private Lazy<double> Norm => field ??= new(() =>
    {
        double power = 0;
        for (var t = -HalfTaps + 1.0 / 32; t < HalfTaps; t += 1.0 / 16)
        {
            power += At(t) * At(t) / 16;
        }

        return Math.Sqrt(power);
    });

    private double At(double t)
    {
        double sum = 0;
        for (var n = 0; n < StepsOfIntegral; n++)
        {
            sum += Interpolation(t - _pulse * ((n + 0.5) / StepsOfIntegral - 0.5));
        }

        return sum / StepsOfIntegral;
    }

    private double Interpolation(double t)
    {
        if (Math.Abs(t) >= _halfWindow)
        {
            return 0;
        }

        var x = Math.PI * t;
        var window = 0.42 + 0.5 * Math.Cos(x / _halfWindow) + 0.08 * Math.Cos(2 * x / _halfWindow);
        return (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x) * window;
    }
}
