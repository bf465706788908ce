namespace AdsbFeeder.Dsp;

/// <summary>The filter that hears a pulse best in a noise, both as they were measured.</summary>
/// <remarks><code>
///   w = (R + λ)⁻¹ g        g: the pulse at the samples around an instant        R: correlation of the noise, 1 at distance 0
/// </code>
/// Where the receiver's band attenuates pulse and noise alike, nothing is lost yet, and this filter takes it back. λ keeps it from amplifying what is almost gone:
/// carriers differ by some hundred kHz, and a burst that clips is noise of its own. Scaled so that noise has the same power at every instant, and the same as behind the designed filter.</remarks>
internal sealed class WhitenedFilter : ITaps
{
    /// <summary>λ: of 0.03, 0.1, 0.3 and 1 the best in plain and narrow bands alike.</summary>
    private const double Loading = 0.1;

    /// <summary>Correlations are rounded to this, so that they do not depend on the order in which a processor adds.</summary>
    private const double Step = 1 / 4096.0;

    /// <summary>Instants between two samples at which filters are compared.</summary>
    private const int Instants = 20;

    private readonly PulseResponse _response;
    private readonly PulseFilter _designed;
    private readonly int _count;
    private readonly double[] _noise;
    private readonly double[] _factor;
    private readonly double[] _weights;
    private readonly float[] _taps;
    private double _size = 1;
    private double _noiseDeviation = 1;

    /// <summary>A filter for a pulse that takes the place of a designed one.</summary>
    public WhitenedFilter(PulseResponse response, PulseFilter designed)
    {
        (_response, _designed, _count) = (response, designed, 2 * designed.HalfTaps);
        (_noise, _factor, _weights, _taps) = (new double[_count], new double[_count * _count], new double[_count], new float[_count]);
    }

    /// <inheritdoc/>
    public int HalfTaps => _designed.HalfTaps;

    /// <summary>SNR of a pulse behind this filter over that behind the designed one.</summary>
    public double Advantage { get; private set; }

    /// <summary>Mean amplitude at the centre of a pulse, in the units of the designed filter's.</summary>
    public double Gain { get; private set; }

    /// <summary>Standard deviation of that amplitude over the places that the centre may have between two samples, as a share of the mean.</summary>
    public double Unevenness { get; private set; }

    /// <summary>Makes the filter for the pulse and the noise as they are known now; false when there is none.</summary>
    public bool Design(NoiseCorrelation noise)
    {
        for (var lag = 0; lag < _count; lag++)
        {
            _noise[lag] = Math.Round(noise[lag] / Step) * Step;
        }

        for (var row = 0; row < _count; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                _factor[row * _count + column] = _noise[row - column] + (row == column ? Loading : 0);
            }
        }

        if (!Cholesky.Factor(_factor, _count))
        {
            return false;
        }

        (_size, _noiseDeviation) = (1, 1);
        double gain = 0, square = 0, designedGain = 0, designedNoise = 0;
        for (var n = 0; n < Instants; n++)
        {
            var fraction = (n + 0.5) / Instants;
            var own = GainAt(this, fraction);
            (gain, square) = (gain + own / Instants, square + own * own / Instants);
            designedGain += GainAt(_designed, fraction) / Instants;
            designedNoise += DesignedNoise() / Instants;
        }

        Advantage = square / (designedGain * designedGain / designedNoise);
        Unevenness = Math.Sqrt(Math.Max(0, square / (gain * gain) - 1));
        _noiseDeviation = Math.Sqrt(designedNoise);
        _size = _designed.Gain / designedGain;
        Gain = gain * _noiseDeviation * _size;
        return true;
    }

    /// <inheritdoc/>
    public void Taps(double fraction, Span<float> taps)
    {
        for (var k = 0; k < _count; k++)
        {
            _weights[k] = PulseAt(k, fraction);
        }

        Cholesky.Solve(_factor, _count, _weights);
        var scale = _noiseDeviation / Math.Sqrt(NoiseOf(_weights));
        for (var k = 0; k < _count; k++)
        {
            taps[k] = (float)(_weights[k] * scale);
        }
    }

    /// <inheritdoc/>
    public void Pulse(double fraction, Span<float> pulse)
    {
        var gain = GainAt(this, fraction);
        for (var k = 0; k < _count; k++)
        {
            pulse[k] = (float)(PulseAt(k, fraction) / gain);
        }
    }

    /// <summary>Amplitude at the centre of a pulse that lies a fraction of a sample after one, over the mean.</summary>
    public float Weight(double fraction) => (float)(GainAt(this, fraction) * _size / Gain);

    /// <summary>Share of a pulse's output that is found some samples before and after it.</summary>
    public float Leakage(double distance)
    {
        double sum = 0, gain = 0;
        for (var n = 0; n < Instants; n++)
        {
            var fraction = (n + 0.5) / Instants;
            gain += GainAt(this, fraction);
            for (var k = 0; k < _count; k++)
            {
                sum += _taps[k] * (PulseAt(k, fraction + distance) + PulseAt(k, fraction - distance)) / 2;
            }
        }

        return (float)(sum / gain);
    }

    /// <summary>Output of a filter at the centre of a pulse; its taps remain in <see cref="_taps"/>.</summary>
    private double GainAt(ITaps filter, double fraction)
    {
        filter.Taps(fraction, _taps);
        double sum = 0;
        for (var k = 0; k < _count; k++)
        {
            sum += _taps[k] * PulseAt(k, fraction);
        }

        return sum;
    }

    private double PulseAt(int tap, double fraction) => _response[tap - HalfTaps + 1 - fraction];

    /// <summary>Power of the noise behind the taps that were looked at last.</summary>
    private double DesignedNoise()
    {
        for (var k = 0; k < _count; k++)
        {
            _weights[k] = _taps[k];
        }

        return NoiseOf(_weights);
    }

    /// <summary>Power of the noise behind some taps.</summary>
    private double NoiseOf(ReadOnlySpan<double> taps)
    {
        double sum = 0;
        for (var a = 0; a < _count; a++)
        {
            for (var b = 0; b < _count; b++)
            {
                sum += taps[a] * taps[b] * _noise[Math.Abs(a - b)];
            }
        }

        return sum;
    }
}
