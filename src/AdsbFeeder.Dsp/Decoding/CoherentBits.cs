using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Soft bits of a burst whose transponder keeps its phase, with the leakage between chips taken into account.</summary>
/// <remarks><code>
///   decisions (first from amplitudes) ─► pulses ─► carrier offset, phase, level ─► trellis ─► soft bits ─► decisions ─► … perhaps once more
/// </code></remarks>
internal sealed class CoherentBits(FrontEnd frontEnd, int rounds)
{
    private const int Preamble = 16;

    private readonly ChipTrellis _trellis = new();
    private readonly float[] _re = new float[Preamble + 224];
    private readonly float[] _im = new float[Preamble + 224];
    private readonly float[] _real = new float[Preamble + 224];
    private readonly float[] _imaginary = new float[Preamble + 224];
    private readonly float[] _pulse = new float[Preamble + 224];

    /// <summary>How steady the phase of the last burst was, 0 to 1.</summary>
    public float Coherence { get; private set; }

    /// <summary>Fetches the chips of some bits of a burst whose first pulse peaks at a fine step; with bit 0 those of the preamble.</summary>
    public void Load(double start, int from, int to)
    {
        var first = from == 0 ? 0 : Preamble + 2 * from;
        frontEnd.Sample(start + first * PreambleKernel.Chip, PreambleKernel.Chip, _re.AsSpan(first, Preamble + 2 * to - first), _im.AsSpan(first, Preamble + 2 * to - first));
    }

    /// <summary>Soft bits of the first bits of the loaded burst; <paramref name="soft"/> holds their first estimates and takes the outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Span<float> soft, float noise)
    {
        var chips = Preamble + 2 * soft.Length;
        var pulse = _pulse.AsSpan(0, chips);
        for (var round = 0; round < rounds; round++)
        {
            pulse[..Preamble].Clear();
            (pulse[0], pulse[2], pulse[7], pulse[9]) = (1, 1, 1, 1);
            for (var n = 0; n < soft.Length; n++)
            {
                var one = soft[n] > 0 ? 1 : 0;
                (pulse[Preamble + 2 * n], pulse[Preamble + 2 * n + 1]) = (one, 1 - one);
            }

            (_, var amplitude, Coherence) = CarrierEstimate.Remove(_re.AsSpan(0, chips), _im.AsSpan(0, chips), pulse, _real, _imaginary);
            var sigma = MathF.Max(noise, Rest(chips, amplitude));
            _trellis.Run(_real.AsSpan(Preamble, 2 * soft.Length), amplitude, sigma, frontEnd.Pulse, soft);
        }
    }

    /// <summary>Deviation, per real component, of what the pulses and their leakage do not explain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Rest(int chips, float amplitude)
    {
        var shape = frontEnd.Pulse;
        var (main, leak1, leak2, leak3) = (Vector256.Create(amplitude), Vector256.Create(amplitude * shape.Leak1), Vector256.Create(amplitude * shape.Leak2), Vector256.Create(amplitude * shape.Leak3));
        ref var pulse = ref _pulse[0];
        var sum = Vector256<float>.Zero;
        var c = 3u;
        for (; c + 8 + 3 <= chips; c += 8)
        {
            var expected = main * Vector256.LoadUnsafe(ref pulse, c)
                + leak1 * (Vector256.LoadUnsafe(ref pulse, c - 1) + Vector256.LoadUnsafe(ref pulse, c + 1))
                + leak2 * (Vector256.LoadUnsafe(ref pulse, c - 2) + Vector256.LoadUnsafe(ref pulse, c + 2))
                + leak3 * (Vector256.LoadUnsafe(ref pulse, c - 3) + Vector256.LoadUnsafe(ref pulse, c + 3));
            var error = Vector256.LoadUnsafe(ref _real[0], c) - expected;
            var across = Vector256.LoadUnsafe(ref _imaginary[0], c);
            sum += error * error + across * across;
        }

        return MathF.Sqrt(Vector256.Sum(sum) / (2 * (c - 3)));
    }
}
