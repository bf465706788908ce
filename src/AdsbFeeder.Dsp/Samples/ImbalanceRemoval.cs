namespace AdsbFeeder.Dsp;

/// <summary>Makes I and Q alike and independent again: tuners amplify them unequally and not quite at a right angle, which mirrors a share of every signal.</summary>
/// <remarks>
/// Noise has equal power in I and Q and no product of both. In pieces of 32 samples the differences from that are measured as shares of the piece's power;
/// pieces with bursts, which have a phase, are left out, and so is a constant that is not yet removed. The means are followed over some tenths of a second.
/// </remarks>
internal sealed class ImbalanceRemoval
{
    private const int Piece = 32;
    private const int Every = 4;
    private const float Follow = 0.02f;

    /// <summary>Less is neither measured reliably nor heard: the image lies 30 dB below.</summary>
    private const float Least = 0.03f;

    /// <summary>A piece with more power than this times that of the quietest holds more than noise.</summary>
    private const float MostOverLeast = 5;

    /// <summary>Power of a piece below which there is no noise but rounding.</summary>
    private const float Silence = 1e-8f;

    private readonly (float I, float Q, float Product)[] _pieces = new (float, float, float)[512];
    private float _follow = 0.5f;

    /// <summary>How much more power I has than Q, as a share of half of their sum.</summary>
    public float Gain { get; private set; }

    /// <summary>Mean product of I and Q as a share of half of their power: the sine of what they miss of a right angle.</summary>
    public float Angle { get; private set; }

    /// <summary>Measures one block and corrects it, in place.</summary>
    public void Apply(Span<float> i, Span<float> q)
    {
        Measure(i, q);
        if (MathF.Abs(Gain) < Least && MathF.Abs(Angle) < Least)
        {
            return;
        }

        // With I of power 1 + Gain and Q of 1 - Gain: Q less what it shares with I, at the power of I.
        var shared = Angle / (1 + Gain);
        var scale = MathF.Sqrt((1 + Gain) / MathF.Max(0.1f, 1 - Gain - shared * Angle));
        Sums.Mix(q, scale, i, -scale * shared);
    }

    private void Measure(ReadOnlySpan<float> i, ReadOnlySpan<float> q)
    {
        var count = 0;
        var least = float.MaxValue;
        for (var at = 0; at + Piece <= i.Length && count < _pieces.Length; at += Every * Piece)
        {
            ReadOnlySpan<float> a = i.Slice(at, Piece), b = q.Slice(at, Piece);
            var (meanI, meanQ) = (Sums.Of(a) / Piece, Sums.Of(b) / Piece);
            var (powerI, powerQ) = (Sums.OfProducts(a, a) - Piece * meanI * meanI, Sums.OfProducts(b, b) - Piece * meanQ * meanQ);
            _pieces[count++] = (powerI, powerQ, Sums.OfProducts(a, b) - Piece * meanI * meanQ);
            least = Math.Min(least, powerI + powerQ);
        }

        float gain = 0, angle = 0;
        var quiet = 0;
        foreach (var (powerI, powerQ, product) in _pieces.AsSpan(0, count))
        {
            var power = powerI + powerQ;
            if (power >= Silence && power <= MostOverLeast * least)
            {
                gain += (powerI - powerQ) / power;
                angle += 2 * product / power;
                quiet++;
            }
        }

        if (quiet > 0)
        {
            Gain += _follow * (gain / quiet - Gain);
            Angle += _follow * (angle / quiet - Angle);
            _follow = MathF.Max(Follow, _follow / (1 + _follow));
        }
    }
}
