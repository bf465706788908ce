namespace AdsbFeeder.Dsp;

/// <summary>Takes one narrow line out of the samples: its amplitude and phase are followed, and what they say is subtracted.</summary>
/// <remarks><code>
///   pieces of 32 samples ─► mean, turned back by the line ─► weighed mean of five pieces ─► turned again, subtracted
/// </code>
/// That is a notch of about 15 kHz. Pieces with bursts weigh little, so that a burst whose own carrier lies near is left alone. The frequency follows what the phase does from piece to piece.</remarks>
internal sealed class StrayCarrier
{
    /// <summary>13 µs: in five of them a line that swings by some kHz turns little.</summary>
    private const double PieceSeconds = 32 / 2.4e6;

    /// <summary>Pieces before and after one that tell its amplitude.</summary>
    private const int Neighbours = 2;

    private const int MostPieces = 512;
    private const double FollowFrequency = 0.2;
    private const double FollowLevel = 0.02;

    /// <summary>Power over that of the quietest piece, below which the line is gone; noise alone has 0.006.</summary>
    private const double Gone = 0.02;

    private readonly int _piece;
    private readonly float[] _cos;
    private readonly float[] _sin;
    private readonly double[] _re = new double[MostPieces];
    private readonly double[] _im = new double[MostPieces];
    private readonly double[] _weight = new double[MostPieces];
    private double _phase;
    private double _level;

    /// <summary>A line that is not there yet, in samples of a rate that come in blocks.</summary>
    public StrayCarrier(int samplesPerSecond, int block)
    {
        // A multiple of eight, and no rest at the end of a block.
        _piece = (int)(samplesPerSecond * PieceSeconds) & ~7;
        while (block % _piece != 0)
        {
            _piece -= 8;
        }

        (_cos, _sin) = (new float[_piece], new float[_piece]);
    }

    /// <summary>Whether there is a line to remove.</summary>
    public bool IsThere { get; private set; }

    /// <summary>Radians a sample.</summary>
    public double Frequency { get; private set; }

    /// <summary>Removes a line of this frequency from now on.</summary>
    public void Begin(double frequency)
    {
        (IsThere, Frequency, _phase, _level) = (true, frequency, 0, 1);
    }

    /// <summary>Measures the line in one block and takes it out, in place.</summary>
    public void Remove(Span<float> i, Span<float> q)
    {
        for (var n = 0; n < _piece; n++)
        {
            var (sin, cos) = Math.SinCos(Frequency * (n - (_piece - 1) / 2.0));
            (_cos[n], _sin[n]) = ((float)cos, (float)sin);
        }

        var pieces = Math.Min(i.Length / _piece, MostPieces);
        var least = Measure(i, q, pieces);
        double line = 0, weights = 0, turnRe = 0, turnIm = 0;
        for (var n = 0; n < pieces; n++)
        {
            // Silence weighs nothing, and a burst little.
            var share = _weight[n] > 0 ? least / _weight[n] : 0;
            _weight[n] = share * share;
            if (n > 0)
            {
                var weight = _weight[n] * _weight[n - 1];
                turnRe += weight * (_re[n] * _re[n - 1] + _im[n] * _im[n - 1]);
                turnIm += weight * (_im[n] * _re[n - 1] - _re[n] * _im[n - 1]);
            }
        }

        for (var n = 0; n < pieces; n++)
        {
            var (re, im) = Smooth(n, pieces);
            line += _weight[n] * (re * re + im * im);
            weights += _weight[n];
            Subtract(i.Slice(n * _piece, _piece), q.Slice(n * _piece, _piece), n, re, im);
        }

        _phase = Math.IEEERemainder(_phase + Frequency * i.Length, 2 * Math.PI);
        if (weights > 0)
        {
            Frequency += FollowFrequency * Math.Atan2(turnIm, turnRe) / _piece;
            _level += FollowLevel * (line * _piece / (weights * least) - _level);
        }

        IsThere = _level > Gone;
    }

    /// <summary>Mean of each piece, turned back by the line; gives the least power of a piece that is not silent.</summary>
    private double Measure(ReadOnlySpan<float> i, ReadOnlySpan<float> q, int pieces)
    {
        var least = double.MaxValue;
        for (var n = 0; n < pieces; n++)
        {
            ReadOnlySpan<float> a = i.Slice(n * _piece, _piece), b = q.Slice(n * _piece, _piece);
            var re = Sums.OfProducts(a, _cos) + Sums.OfProducts(b, _sin);
            var im = Sums.OfProducts(b, _cos) - Sums.OfProducts(a, _sin);
            var (sin, cos) = Math.SinCos(PhaseOf(n));
            (_re[n], _im[n]) = ((re * cos + im * sin) / _piece, (im * cos - re * sin) / _piece);
            _weight[n] = Sums.OfProducts(a, a) + Sums.OfProducts(b, b);
            least = _weight[n] > 0 ? Math.Min(least, _weight[n]) : least;
        }

        return least;
    }

    /// <summary>Phase of the line in the middle of a piece, as it would go on from the last block.</summary>
    private double PhaseOf(int piece) => _phase + Frequency * (piece * _piece + (_piece - 1) / 2.0);

    /// <summary>Amplitude of the line from the pieces around one.</summary>
    private (double Re, double Im) Smooth(int piece, int pieces)
    {
        double re = 0, im = 0, weight = 0;
        for (var n = Math.Max(0, piece - Neighbours); n <= Math.Min(pieces - 1, piece + Neighbours); n++)
        {
            (re, im, weight) = (re + _weight[n] * _re[n], im + _weight[n] * _im[n], weight + _weight[n]);
        }

        return weight > 0 ? (re / weight, im / weight) : (0, 0);
    }

    private void Subtract(Span<float> i, Span<float> q, int piece, double re, double im)
    {
        var (sin, cos) = Math.SinCos(PhaseOf(piece));
        var (x, y) = ((float)(re * cos - im * sin), (float)(re * sin + im * cos));
        Turned.Subtract(i, q, _cos, _sin, x, y);
    }
}
