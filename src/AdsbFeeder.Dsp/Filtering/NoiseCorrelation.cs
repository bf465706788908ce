namespace AdsbFeeder.Dsp;

/// <summary>How much the noise of one sample tells of the next ones, which is the shape of its spectrum: a tuner's band shows in it.</summary>
/// <remarks>
/// Products of samples some places apart, summed over quiet pieces and both planes. Pieces with bursts are left out; what weak traffic remains is noise to whoever
/// listens for one burst.
/// </remarks>
internal sealed class NoiseCorrelation(int lags)
{
    private const int Piece = 96;

    /// <summary>One piece in so many is looked at.</summary>
    private const int Every = 2;

    private const int MostPieces = 512;

    /// <summary>A piece with more power than this times that of the quietest holds more than noise.</summary>
    private const float MostOverLeast = 1.7f;

    /// <summary>Power of a piece below which there is no noise but rounding.</summary>
    private const float Silence = Piece * 1e-8f;

    /// <summary>So many blocks are remembered.</summary>
    private const double Most = 64;

    private readonly double[] _correlation = new double[lags];
    private readonly double[] _sums = new double[lags];
    private readonly float[] _powers = new float[MostPieces];

    /// <summary>Blocks that were measured, as far as they are remembered.</summary>
    public double Blocks { get; private set; }

    /// <summary>Correlation at a distance in samples: 1 at distance 0.</summary>
    public double this[int lag] => _correlation[lag];

    /// <summary>Forgets what was measured as soon as something else is.</summary>
    public void Restart() => Blocks = 0;

    /// <summary>Measures a block.</summary>
    public void Add(ReadOnlySpan<float> i, ReadOnlySpan<float> q)
    {
        var count = 0;
        var least = float.MaxValue;
        for (var at = 0; at + Piece <= i.Length && count < MostPieces; at += Every * Piece)
        {
            ReadOnlySpan<float> a = i.Slice(at, Piece), b = q.Slice(at, Piece);
            var power = _powers[count++] = Sums.OfProducts(a, a) + Sums.OfProducts(b, b);
            least = power < Silence ? least : Math.Min(least, power);
        }

        Array.Clear(_sums);
        for (var n = 0; n < count; n++)
        {
            if (_powers[n] >= Silence && _powers[n] <= MostOverLeast * least)
            {
                AddPiece(i.Slice(n * Every * Piece, Piece));
                AddPiece(q.Slice(n * Every * Piece, Piece));
            }
        }

        if (_sums[0] > 0)
        {
            Blocks = Math.Min(Blocks + 1, Most);
            for (var lag = 0; lag < lags; lag++)
            {
                _correlation[lag] += (_sums[lag] / _sums[0] - _correlation[lag]) / Blocks;
            }
        }
    }

    private void AddPiece(ReadOnlySpan<float> samples)
    {
        var early = samples[..(Piece - lags)];
        for (var lag = 0; lag < lags; lag++)
        {
            _sums[lag] += Sums.OfProducts(early, samples[lag..]);
        }
    }
}
