namespace AdsbFeeder.Dsp;

/// <summary>Follows the noise under the traffic: a low quantile of the amplitudes of some places of each block, which bursts hardly move.</summary>
/// <remarks>
/// Noise amplitudes are Rayleigh distributed: a share p of them lies below sigma * sqrt(-2 ln(1 - p)). Sigma is the deviation of I, or of Q, after the filter.
/// Amplitudes are counted in logarithmic bins, 32 to the octave: the top bits of a float are its logarithm.
/// </remarks>
internal sealed class NoiseFloor
{
    /// <summary>A receiver is never quieter: half a step of a 16 bit converter. Digital silence must not make every rounding error a signal.</summary>
    private const float LeastSigma = 1e-5f;
    private const double Quantile = 0.2;
    private const float Rate = 0.1f;
    private const int Every = 3;
    private const int Least = 256;
    private const int BinShift = 23 - 5;

    /// <summary>2^-24 to 2^8: what lies outside counts at the ends.</summary>
    private const int FirstBin = (127 - 24) << 5;

    private readonly int[] _bins = new int[32 << 5];
    private int _count;
    private bool _started;

    /// <summary>Deviation of I or Q of the filtered noise; 0 before the first block.</summary>
    public float Sigma { get; private set; }

    /// <summary>Takes some amplitudes of a block into account.</summary>
    public void Add(ReadOnlySpan<float> amplitudes)
    {
        for (var n = 0; n < amplitudes.Length; n += Every, _count++)
        {
            _bins[Math.Clamp((BitConverter.SingleToInt32Bits(amplitudes[n]) >> BinShift) - FirstBin, 0, _bins.Length - 1)]++;
        }
    }

    /// <summary>Closes a block; what is too short to tell counts only when there is nothing else.</summary>
    public void Close()
    {
        if (_count < (_started ? Least : 1))
        {
            Sigma = Math.Max(Sigma, LeastSigma);
        }
        else
        {
            Follow();
        }

        Array.Clear(_bins);
        _count = 0;
    }

    private void Follow()
    {
        var follow = _started ? Rate : 1;
        Sigma += follow * (Math.Max(LeastSigma, SigmaNow()) - Sigma);
        _started = true;
    }

    private float SigmaNow()
    {
        var wanted = (int)(_count * Quantile);
        int bin = 0, below = 0;
        while (below + _bins[bin] <= wanted)
        {
            below += _bins[bin++];
        }

        var low = BitConverter.Int32BitsToSingle((bin + FirstBin) << BinShift);
        var high = BitConverter.Int32BitsToSingle((bin + 1 + FirstBin) << BinShift);
        var level = low + (high - low) * (wanted - below) / Math.Max(1, _bins[bin]);
        return level / (float)Math.Sqrt(-2 * Math.Log(1 - Quantile));
    }
}
