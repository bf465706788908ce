namespace AdsbFeeder.Dsp;

/// <summary>Says where a burst may start, from the power of the samples before any filter: most of the air is silent, and silence is not worth filtering.</summary>
/// <remarks>
/// A burst that starts in a granule fills those after it, half of the time with pulses. Their mean power is compared with that of quiet granules, of which a low
/// quantile of each block is followed. The limit lies far below what can be decoded.
/// </remarks>
internal sealed class EnergyGate
{
    private const float MostOverNoise = 1.6f;

    private const float Quantile = 0.25f;
    private const int Every = 3;

    /// <summary>Deviations by which that quantile of noise lies under the mean.</summary>
    private const float UnderMean = 0.674f;

    /// <summary>Noise alone in 64 numbers is seldom lower than its mean by more.</summary>
    private const float MostOverLeast = 1.7f;

    private const float Rise = 0.1f;
    private const float Fall = 0.5f;

    /// <summary>A short frame from the end of the granule in which it starts, less its quiet places: 40 µs.</summary>
    private const int BurstSteps = 480;

    /// <summary>A granule that is longer than this is measured in several pieces: a burst would not fill it.</summary>
    private const int LongestPiece = 200;

    /// <summary>The rate for which limits are given. At a higher one the same burst in the same noise is a smaller share of what is sampled.</summary>
    private const double Rate = 2.4e6;

    private readonly float[] _power;
    private readonly float[] _lowest;
    private readonly int _pieces;
    private readonly int _history;
    private readonly int _block;
    private readonly int _span;
    private readonly float _share;
    private readonly float _underMean;
    private float _quiet = -1;
    private float _threshold;
    private int _pieceSamples;

    /// <summary>A gate for a window of some granules.</summary>
    public EnergyGate(int historyGranules, int blockGranules, int granuleSteps, double samplesPerStep)
    {
        _pieces = 1;
        while (granuleSteps / _pieces > LongestPiece)
        {
            _pieces *= 2;
        }

        (_history, _block) = (historyGranules * _pieces, blockGranules * _pieces);
        _power = new float[_history + _block];
        _lowest = new float[_block];
        _span = BurstSteps * _pieces / granuleSteps;
        _underMean = 1 - UnderMean / MathF.Sqrt((float)(granuleSteps * samplesPerStep / _pieces));
        _share = (float)Math.Min(1, Rate / (samplesPerStep * SampleRates.FineRate));
    }

    /// <summary>Mean power of the loudest piece of the newest block; 2 when I and Q stand at full scale.</summary>
    public float Loudest { get; private set; }

    /// <summary>Forgets the powers, not the level.</summary>
    public void Clear() => Array.Clear(_power);

    /// <summary>Takes the newest block in, of which the first <paramref name="real"/> granules are not padding.</summary>
    public void Measure(ReadOnlySpan<float> i, ReadOnlySpan<float> q, int granuleSamples, int real)
    {
        _pieceSamples = granuleSamples / _pieces;
        real *= _pieces;
        float loudest = 0;
        for (int n = 0, at = 0; n < _block; n++, at += _pieceSamples)
        {
            ReadOnlySpan<float> a = i.Slice(at, _pieceSamples), b = q.Slice(at, _pieceSamples);
            var power = _power[_history + n] = Sums.OfProducts(a, a) + Sums.OfProducts(b, b);
            loudest = Math.Max(loudest, power);
        }

        Loudest = loudest / _pieceSamples;

        if (real > 0 && (real > _block / 2 || _quiet < 0))
        {
            var quiet = QuietOf(_power.AsSpan(_history, real)) / _underMean;
            _quiet = _quiet < 0 ? quiet : _quiet + (quiet > _quiet ? Rise : Fall) * (quiet - _quiet);
        }
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
        _threshold = Math.Min(Math.Max(0, _quiet), MostOverNoise * noisePower * _pieceSamples) * (1 + (factor - 1) * _share) * _span;

    /// <summary>True when a burst may start in a granule of the searched part of the window.</summary>
    public bool IsOpen(int granule)
    {
        var last = Math.Min((granule + 1) * _pieces, _power.Length - _span);
        for (var first = granule * _pieces + 1; first <= last; first++)
        {
            float sum = 0;
            foreach (var power in _power.AsSpan(first, _span))
            {
                sum += power;
            }

            if (sum >= _threshold)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes room for the next block.</summary>
    public void Advance() => _power.AsSpan(_block).CopyTo(_power);
}
