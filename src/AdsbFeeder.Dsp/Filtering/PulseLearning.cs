namespace AdsbFeeder.Dsp;

/// <summary>Learns from strong bursts how much of a pulse reaches the chips around it: transmitters, tuners and other people's filters shape it otherwise than the design assumes.</summary>
/// <remarks><code>
///   chips of a decoded burst, turned real = h0 pulse + h1 (pulses beside) + h2 (pulses two away) + h3 (pulses three away) + rest      least squares over many bursts
/// </code>
/// The design counts as much as a few bursts, so one that another covers changes little; old bursts fade. What is learned is rounded, so that it does not
/// depend on the order in which a processor adds.</remarks>
internal sealed class PulseLearning
{
    /// <summary>Amplitude over sigma from which a burst tells more about pulses than about noise: 16 dB.</summary>
    private const float LeastAmplitude = 9;

    private const float LeastCoherence = 0.9f;

    /// <summary>What the design weighs, in long bursts.</summary>
    private const double Design = 3;

    /// <summary>So many bursts are remembered, half of them by half.</summary>
    private const double Most = 256;

    /// <summary>Leaks are learned in steps of this: a fifth of what noise does to a burst's own estimate.</summary>
    private const float Step = 1 / 512f;

    /// <summary>After so many bursts one in <see cref="Seldom"/> is enough.</summary>
    private const int Often = 32;

    /// <inheritdoc cref="Often"/>
    private const int Seldom = 4;

    private const int Unknowns = 4;
    private const int MostChips = 240;
    private const int Margin = 8;

    private readonly FrontEnd _frontEnd;
    private readonly float[] _re = new float[MostChips];
    private readonly float[] _im = new float[MostChips];
    private readonly float[] _real = new float[MostChips];
    private readonly float[] _imaginary = new float[MostChips];
    private readonly float[] _pulse = new float[Margin + MostChips + Margin];
    private readonly float[] _terms = new float[Unknowns * MostChips];

    /// <summary>The normal equations: a row for each unknown, and what it shall be at the end of the row.</summary>
    private readonly double[] _sums = new double[Unknowns * (Unknowns + 1)];
    private readonly double[] _solved = new double[Unknowns * (Unknowns + 1)];
    private double _bursts;
    private int _passed;

    /// <summary>Learns the pulse of one stream.</summary>
    public PulseLearning(FrontEnd frontEnd)
    {
        _frontEnd = frontEnd;
        Restart();
    }

    /// <summary>Begins again from what the filter promises, as it is another one.</summary>
    public void Restart()
    {
        Array.Clear(_sums);
        _bursts = 0;
        var shape = _frontEnd.Pulse;
        ReadOnlySpan<double> design = [1, shape.Leak1, shape.Leak2, shape.Leak3];
        for (var n = 0; n < Unknowns; n++)
        {
            // Half of the chips hold pulses, and half of the chips beside any.
            _sums[n * (Unknowns + 1) + n] = Design * MostChips / 2;
            _sums[n * (Unknowns + 1) + Unknowns] = Design * MostChips / 2 * design[n];
        }
    }

    /// <summary>Takes a decoded burst into account whose first pulse peaks at a fine step, if it is strong and steady enough to tell.</summary>
    public void Add(double start, in FrameBits word, int length, float amplitude, float sigma)
    {
        if (amplitude < LeastAmplitude * sigma || (_bursts > Often && ++_passed % Seldom != 0))
        {
            return;
        }

        var chips = word.Pulses(length, _pulse.AsSpan(Margin));
        var pulse = _pulse.AsSpan(Margin, chips);
        _pulse.AsSpan(Margin + chips).Clear();
        Span<float> re = _re.AsSpan(0, chips), im = _im.AsSpan(0, chips), real = _real.AsSpan(0, chips);
        _frontEnd.Sample(start, PreambleKernel.Chip, re, im);
        var (_, mean, coherence) = CarrierEstimate.Remove(re, im, pulse, real, _imaginary);
        if (coherence < LeastCoherence)
        {
            return;
        }

        Accumulate(chips, 1 / mean);
        Solve();
    }

    private void Accumulate(int chips, float scale)
    {
        for (var n = 0; n < Unknowns; n++)
        {
            var term = Term(n, chips);
            for (var c = 0; c < chips; c++)
            {
                term[c] = n == 0 ? _pulse[Margin + c] : _pulse[Margin + c - n] + _pulse[Margin + c + n];
            }
        }

        if (++_bursts > Most)
        {
            _bursts /= 2;
            foreach (ref var sum in _sums.AsSpan())
            {
                sum /= 2;
            }
        }

        for (var row = 0; row < Unknowns; row++)
        {
            for (var column = 0; column < Unknowns; column++)
            {
                _sums[row * (Unknowns + 1) + column] += Sums.OfProducts(Term(row, chips), Term(column, chips));
            }

            _sums[row * (Unknowns + 1) + Unknowns] += scale * Sums.OfProducts(Term(row, chips), _real.AsSpan(0, chips));
        }
    }

    private Span<float> Term(int n, int chips) => _terms.AsSpan(n * MostChips, chips);

    /// <summary>Elimination without pivots: the matrix is positive definite.</summary>
    private void Solve()
    {
        const int Width = Unknowns + 1;
        var m = _solved;
        _sums.CopyTo(m, 0);
        for (var pivot = 0; pivot < Unknowns; pivot++)
        {
            for (var row = 0; row < Unknowns; row++)
            {
                var factor = m[row * Width + pivot] / m[pivot * Width + pivot];
                for (var n = pivot; row != pivot && n < Width; n++)
                {
                    m[row * Width + n] -= factor * m[pivot * Width + n];
                }
            }
        }

        double Unknown(int n) => m[n * Width + Unknowns] / m[n * Width + n];
        float Leak(int n) => MathF.Round((float)(Unknown(n) / Unknown(0)) / Step) * Step;
        var shape = _frontEnd.Pulse;
        (shape.Leak1, shape.Leak2, shape.Leak3) = (Leak(1), Leak(2), Leak(3));
    }
}
