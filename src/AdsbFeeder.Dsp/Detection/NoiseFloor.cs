namespace AdsbFeeder.Dsp;

/// <summary>Follows the noise under the traffic: a low quantile of the amplitudes, which bursts hardly move.</summary>
/// <remarks>
/// Noise amplitudes are Rayleigh distributed: a share p of them lies below sigma * sqrt(-2 ln(1 - p)). Sigma is the deviation of I, or of Q, after the filter.
/// Amplitudes are counted in logarithmic bins, 32 to the octave: the top bits of a float are its logarithm.
/// </remarks>
internal sealed class NoiseFloor
{
    /// <summary>A receiver is never quieter: half a step of a 16 bit converter. Digital silence must not make every rounding error a signal.</summary>
    private const float LeastSigma = 1e-5f;
    private const double Quantile = 0.2;
    private const float Follow = 0.1f;
    private const int Every = 7;
    private const int Least = 4096;
    private const int BinShift = 23 - 5;

    private readonly int[] _bins = new int[1 << (31 - BinShift)];
    private bool _started;

    /// <summary>Deviation of I or Q of the filtered noise; 0 before the first block.</summary>
    public float Sigma { get; private set; }

    /// <summary>Takes one block of amplitudes into account; what is too short to tell counts only when there is nothing else.</summary>
    public void Update(ReadOnlySpan<float> amplitudes)
    {
        if (amplitudes.Length < (_started ? Least : 1))
        {
            Sigma = Math.Max(Sigma, LeastSigma);
            return;
        }

        Array.Clear(_bins);
        var count = 0;
        for (var n = 0; n < amplitudes.Length; n += Every, count++)
        {
            _bins[BitConverter.SingleToInt32Bits(amplitudes[n]) >> BinShift]++;
        }

        var wanted = (int)(count * Quantile);
        int bin = 0, below = 0;
        while (below + _bins[bin] <= wanted)
        {
            below += _bins[bin++];
        }

        var low = BitConverter.Int32BitsToSingle(bin << BinShift);
        var high = BitConverter.Int32BitsToSingle((bin + 1) << BinShift);
        var level = low + (high - low) * (wanted - below) / Math.Max(1, _bins[bin]);
        var sigma = Math.Max(LeastSigma, level / (float)Math.Sqrt(-2 * Math.Log(1 - Quantile)));
        Sigma = _started ? Sigma + Follow * (sigma - Sigma) : sigma;
        _started = true;
    }
}
