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
    private const int MostChips = Preamble + 224;

    /// <summary>Zeros around the pulses, so that the leakage of neighbours that are not there can be added.</summary>
    private const int Margin = 8;

    /// <summary>Below this share of the amplitude that its power promises, the phase of a burst wanders and is followed.</summary>
    private const float Steady = 0.94f;

    /// <summary>Bits before and after one whose chips tell how much it is disturbed, and the weight of the whole burst beside them, in chips.</summary>
    private const int Neighbours = 4;

    /// <inheritdoc cref="Neighbours"/>
    private const float WholeWeight = 10;

    private readonly ChipTrellis _trellis = new();
    private readonly float[] _re = new float[MostChips];
    private readonly float[] _im = new float[MostChips];
    private readonly float[] _real = new float[MostChips];
    private readonly float[] _imaginary = new float[MostChips];
    private readonly float[] _pulse = new float[Margin + MostChips + Margin];
    private readonly float[] _error = new float[MostChips];
    private readonly float[] _errorsBefore = new float[MostChips + 1];
    private readonly float[] _precision = new float[112];

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
        var pulse = _pulse.AsSpan(Margin, chips);
        _pulse.AsSpan(Margin + chips).Clear();
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
            if (Wanders(amplitude, noise))
            {
                (amplitude, Coherence) = CarrierEstimate.Follow(pulse, _real.AsSpan(0, chips), _imaginary.AsSpan(0, chips));
            }

            MeasureErrors(chips, amplitude);
            MeasurePrecision(chips, noise * noise, _precision.AsSpan(0, soft.Length));
            _trellis.Run(_real.AsSpan(Preamble, 2 * soft.Length), amplitude, _precision, frontEnd.Pulse, soft);
        }
    }

    /// <summary>True when the pulses' power, less the noise's, promises a greater mean than they have.</summary>
    private bool Wanders(float amplitude, float noise)
    {
        var root = amplitude / Coherence;
        var promised = root * root - 2 * noise * noise;
        return amplitude * amplitude < Steady * Steady * promised;
    }

    /// <summary>Power, of I and Q together, of what the pulses and their leakage do not explain of each chip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasureErrors(int chips, float amplitude)
    {
        var shape = frontEnd.Pulse;
        var (main, leak1, leak2, leak3) = (Vector256.Create(amplitude), Vector256.Create(amplitude * shape.Leak1), Vector256.Create(amplitude * shape.Leak2), Vector256.Create(amplitude * shape.Leak3));
        ref var pulse = ref _pulse[Margin];
        for (var c = 0; c < chips; c += 8)
        {
            var expected = main * At(ref pulse, c)
                + leak1 * (At(ref pulse, c - 1) + At(ref pulse, c + 1))
                + leak2 * (At(ref pulse, c - 2) + At(ref pulse, c + 2))
                + leak3 * (At(ref pulse, c - 3) + At(ref pulse, c + 3));
            var along = At(ref _real[0], c) - expected;
            var across = At(ref _imaginary[0], c);
            (along * along + across * across).CopyTo(_error, c);
        }

        static Vector256<float> At(ref float first, int place) => Vector256.LoadUnsafe(ref Unsafe.Add(ref first, place));
    }

    /// <summary>
    /// One over the variance around each bit: another burst that covers a part of this one disturbs just those bits. The noise alone is the least there can be.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasurePrecision(int chips, float noise, Span<float> precision)
    {
        float total = 0;
        for (var c = 0; c < chips; c++)
        {
            _errorsBefore[c + 1] = total += _error[c];
        }

        var whole = WholeWeight * Math.Max(2 * noise, total / chips);
        for (var n = 0; n < precision.Length; n++)
        {
            var (from, to) = (Preamble + 2 * (n - Neighbours), Math.Min(chips, Preamble + 2 * (n + Neighbours + 1)));
            var power = (_errorsBefore[to] - _errorsBefore[from] + whole) / (to - from + WholeWeight);
            precision[n] = 1 / Math.Max(noise, power / 2);
        }
    }
}
