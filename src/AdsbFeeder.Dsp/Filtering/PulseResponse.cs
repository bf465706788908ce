namespace AdsbFeeder.Dsp;

/// <summary>What a pulse looks like in the samples, learned from strong bursts that were decoded: least squares on a grid ten times finer than the samples.</summary>
/// <remarks><code>
///   sample n of a burst, turned real = Σ g(n − centre of pulse c) over its pulses + rest        g: straight lines between grid points
/// </code>
/// At 1.2 samples a chip one burst alone shows its pulses at five places between two samples, and bursts begin anywhere: that is how g is known between them.</remarks>
internal sealed class PulseResponse
{
    /// <summary>Grid points a sample.</summary>
    private const int PerSample = 10;

    /// <summary>Samples on either side.</summary>
    public const int Reach = 5;

    private const int Points = 2 * Reach * PerSample + 1;

    /// <summary>What the design weighs, in long bursts, and how much a long burst weighs at a grid point.</summary>
    private const double Design = 2;

    /// <inheritdoc cref="Design"/>
    private const double PerBurst = 10;

    /// <summary>So many bursts are remembered, half of them by half.</summary>
    private const double Most = 512;

    /// <summary>The response is rounded to this, so that it does not depend on the order in which a processor adds.</summary>
    private const double Step = 1 / 2048.0;

    private const int MostPulses = 16;

    private readonly double[] _matrix = new double[Points * Points];
    private readonly double[] _right = new double[Points];
    private readonly double[] _factor = new double[Points * Points];
    private readonly double[] _response = new double[Points];
    private readonly int[] _places = new int[2 * MostPulses];
    private readonly double[] _shares = new double[2 * MostPulses];
    private double _remembered;

    /// <summary>A response that is at first as designed.</summary>
    public PulseResponse(PulseFilter design)
    {
        for (var n = 0; n < Points; n++)
        {
            _response[n] = design.Response((double)n / PerSample - Reach);
            _right[n] = Design * PerBurst * _response[n];
            _matrix[n * Points + n] = Design * PerBurst;
        }
    }

    /// <summary>The response to a pulse of amplitude 1, some samples from its centre.</summary>
    public double this[double samples]
    {
        get
        {
            var place = (samples + Reach) * PerSample;
            var whole = (int)Math.Floor(place);
            return whole < 0 || whole >= Points - 1 ? 0 : _response[whole] + (place - whole) * (_response[whole + 1] - _response[whole]);
        }
    }

    /// <summary>Takes a burst into account: its samples, turned real and of amplitude 1, of which <paramref name="centre"/> is that of chip 0, <paramref name="chip"/> samples before that of chip 1.</summary>
    public void Add(ReadOnlySpan<float> samples, double centre, double chip, ReadOnlySpan<float> pulses)
    {
        if (++_remembered > Most)
        {
            _remembered /= 2;
            Halve(_matrix);
            Halve(_right);
        }

        for (var n = 0; n < samples.Length; n++)
        {
            var count = PulsesAround(n - centre, chip, pulses);
            for (var a = 0; a < count; a++)
            {
                _right[_places[a]] += _shares[a] * samples[n];
                var row = _matrix.AsSpan(_places[a] * Points, Points);
                for (var b = 0; b < count; b++)
                {
                    row[_places[b]] += _shares[a] * _shares[b];
                }
            }
        }
    }

    /// <summary>Finds the response that fits all bursts best.</summary>
    public void Solve()
    {
        _matrix.CopyTo(_factor, 0);
        if (!Cholesky.Factor(_factor, Points))
        {
            return;
        }

        _right.CopyTo(_response, 0);
        Cholesky.Solve(_factor, Points, _response);
        foreach (ref var value in _response.AsSpan())
        {
            value = Math.Round(value / Step) * Step;
        }
    }

    /// <summary>Which grid points the pulses around a sample touch there, and by how much.</summary>
    private int PulsesAround(double sample, double chip, ReadOnlySpan<float> pulses)
    {
        var first = Math.Max(0, (int)Math.Ceiling((sample - Reach) / chip));
        var last = Math.Min(pulses.Length - 1, (int)Math.Floor((sample + Reach) / chip));
        var count = 0;
        for (var c = first; c <= last && count < 2 * MostPulses; c++)
        {
            if (pulses[c] != 0)
            {
                var place = (sample - c * chip + Reach) * PerSample;
                var whole = Math.Clamp((int)place, 0, Points - 2);
                (_places[count], _shares[count++]) = (whole, 1 - (place - whole));
                (_places[count], _shares[count++]) = (whole + 1, place - whole);
            }
        }

        return count;
    }

    private static void Halve(Span<double> values)
    {
        foreach (ref var value in values)
        {
            value /= 2;
        }
    }
}
