namespace AdsbFeeder.Dsp;

/// <summary>Says where a burst may start, from the power of the samples before any filter: most of the air is silent, and silence is not worth filtering.</summary>
/// <remarks>
/// A burst that starts in a granule fills those after it, half of the time with pulses. Their mean power is compared with that of quiet granules, of which a low
/// quantile of each block is followed. The limit lies far below what can be decoded.
/// </remarks>
internal sealed class EnergyGate
{
    private const float MostOverNoise = 1.4f;

    private const float Quantile = 0.25f;
    private const int Every = 3;

    /// <summary>Noise alone in 64 numbers is seldom lower than its mean by more.</summary>
    private const float MostOverLeast = 1.7f;

    private const float Rise = 0.1f;
    private const float Fall = 0.5f;

    /// <summary>A short frame from the end of the granule in which it starts, less its quiet places: 40 µs.</summary>
    private const int BurstSteps = 480;

    private readonly float[] _power;
    private readonly float[] _lowest;
    private readonly int _history;
    private readonly int _block;
    private readonly int _span;
    private float _quiet = -1;
    private float _threshold;
    private int _granuleSamples;

    /// <summary>A gate for a window of some granules.</summary>
    public EnergyGate(int historyGranules, int blockGranules, int granuleSteps)
    {
        (_history, _block) = (historyGranules, blockGranules);
        _power = new float[historyGranules + blockGranules];
        _lowest = new float[blockGranules];
        _span = BurstSteps / granuleSteps;
    }

    /// <summary>Forgets the powers, not the level.</summary>
    public void Clear() => Array.Clear(_power);

    /// <summary>Takes the newest block in, of which the first <paramref name="real"/> granules are not padding.</summary>
    public void Measure(ReadOnlySpan<float> i, ReadOnlySpan<float> q, int granuleSamples, int real)
    {
        for (int n = 0, at = 0; n < _block; n++, at += granuleSamples)
        {
            ReadOnlySpan<float> a = i.Slice(at, granuleSamples), b = q.Slice(at, granuleSamples);
            _power[_history + n] = Sums.OfProducts(a, a) + Sums.OfProducts(b, b);
        }

        if (real > 0 && (real > _block / 2 || _quiet < 0))
        {
            var quiet = QuietOf(_power.AsSpan(_history, real));
            _quiet = _quiet < 0 ? quiet : _quiet + (quiet > _quiet ? Rise : Fall) * (quiet - _quiet);
        }

        _granuleSamples = granuleSamples;
    }

    /// <summary>The low quantile of every third power, unless dense traffic leaves no more than a gap.</summary>
    private float QuietOf(ReadOnlySpan<float> powers)
    {
        var rank = (int)((powers.Length + Every - 1) / Every * Quantile);
        var (lowest, count) = (_lowest, 0);
        for (var n = 0; n < powers.Length; n += Every)
        {
            var power = powers[n];
            if (count > rank && power >= lowest[rank])
            {
                continue;
            }

            var place = count <= rank ? count++ : rank;
            for (; place > 0 && lowest[place - 1] > power; place--)
            {
                lowest[place] = lowest[place - 1];
            }

            lowest[place] = power;
        }

        return Math.Min(lowest[rank], MostOverLeast * lowest[0]);
    }

    /// <summary>
    /// Sets how open the gate is. An interferer beside the band fills all granules: then the noise of the filtered signal counts.
    /// </summary>
    public void Listen(float noisePower, float factor) =>
        _threshold = Math.Min(Math.Max(0, _quiet), MostOverNoise * noisePower * _granuleSamples) * factor * _span;

    /// <summary>True when a burst may start in a granule of the searched part of the window.</summary>
    public bool IsOpen(int granule)
    {
        float sum = 0;
        for (var n = granule + 1; n <= granule + _span; n++)
        {
            sum += _power[n];
        }

        return sum >= _threshold;
    }

    /// <summary>Makes room for the next block.</summary>
    public void Advance() => _power.AsSpan(_block).CopyTo(_power);
}
