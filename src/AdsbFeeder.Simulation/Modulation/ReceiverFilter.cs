namespace AdsbFeeder.Simulation.Modulation;

/// <summary>The low-pass of the receiver before sampling: a sinc with a Kaiser window, linear phase, 50 dB stop band.</summary>
/// <remarks>
/// The filter is a function of continuous time, so that the same band shape is sampled for bursts (at the fine rate) and for noise (at the output rate).
/// Its stop band begins at or below half the output rate; then sampling the impulse response samples the frequency response faithfully.
/// Length of the window after Kaiser: (A - 7.95) / 14.36 transition widths, with A = 50 dB and beta = 4.55.
/// </remarks>
internal sealed class ReceiverFilter
{
    private const double StopBandDecibels = 50;
    private const double KaiserBeta = 4.55;

    private readonly double _edge;
    private readonly double _halfLength;

    /// <param name="edge">Half amplitude edge as a share of the output rate.</param>
    /// <param name="transition">Width of the transition around it, same unit.</param>
    public ReceiverFilter(double edge, double transition)
    {
        _edge = edge;
        _halfLength = (StopBandDecibels - 7.95) / 14.36 / transition / 2;
    }

    /// <summary>Samples of the output rate on each side of the centre.</summary>
    public int Reach => (int)_halfLength;

    /// <summary>The symmetric taps at a multiple of the output rate, with a gain of 1 at the centre frequency.</summary>
    public float[] Taps(int oversampling)
    {
        var reach = (int)(_halfLength * oversampling);
        var taps = new double[(2 * reach) + 1];
        for (var i = 0; i < taps.Length; i++)
            taps[i] = Response((i - reach) / (double)oversampling);

        var sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }

    private double Response(double samples)
    {
        var x = 2 * Math.PI * _edge * samples;
        var sinc = x == 0 ? 1 : Math.Sin(x) / x;
        var place = samples / _halfLength;
        return sinc * BesselI0(KaiserBeta * Math.Sqrt(Math.Max(0, 1 - (place * place))));
    }

    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > 1e-12 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
