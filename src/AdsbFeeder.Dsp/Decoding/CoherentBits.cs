using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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

    /// <summary>Chips of a bit and its neighbours.</summary>
    private const float ChipsAround = 2 * (2 * Neighbours + 1);

    private readonly ChipTrellis _trellis = new();
    private readonly float[] _re = new float[MostChips];
    private readonly float[] _im = new float[MostChips];
    private readonly float[] _real = new float[MostChips];
    private readonly float[] _imaginary = new float[MostChips];
    private readonly float[] _pulse = new float[Margin + MostChips + Margin];
    private readonly float[] _error = new float[MostChips];
    private readonly float[] _errors = new float[MostChips / 2];
    private readonly float[] _weights = [.. Enumerable.Repeat(1f, MostChips)];
    private bool _isUneven;
    private readonly float[] _precision = new float[112];

    /// <summary>How steady the phase of the last burst was, 0 to 1.</summary>
    public float Coherence { get; private set; }

    /// <summary>Fetches the chips of some bits of a burst whose first pulse peaks at a fine step; with bit 0 those of the preamble.</summary>
    public void Load(double start, int from, int to)
    {
        var first = from == 0 ? 0 : Preamble + 2 * from;
        if (frontEnd.IsUneven || _isUneven)
        {
            _isUneven = frontEnd.IsUneven;
            frontEnd.Weights(start + first * PreambleKernel.Chip, PreambleKernel.Chip, _weights.AsSpan(first, Preamble + 2 * to - first));
        }

        frontEnd.Sample(start + first * PreambleKernel.Chip, PreambleKernel.Chip, _re.AsSpan(first, Preamble + 2 * to - first), _im.AsSpan(first, Preamble + 2 * to - first));
    }

    /// <summary>
    /// Soft bits of the first bits of the loaded burst; <paramref name="soft"/> holds their first estimates and takes the outcome. False, before the dearer half of the
    /// work, when the phase is less steady than <paramref name="least"/>.
    /// </summary>
    public bool Run(Span<float> soft, float noise, float least)
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

            if (Coherence < least && round == rounds - 1)
            {
                return false;
            }

            MeasureErrors(chips, amplitude);
            MeasurePrecision(chips, noise * noise, _precision.AsSpan(0, soft.Length));
            if (frontEnd.IsUneven)
            {
                ChipWeights.Apply(_real.AsSpan(0, chips), _weights, amplitude, float.NegativeInfinity);
            }

            _trellis.Run(_real.AsSpan(Preamble, 2 * soft.Length), amplitude, _precision, frontEnd.Pulse, soft);
        }

        return true;
    }

    /// <summary>True when the pulses' power, less the noise's, promises a greater mean than they have.</summary>
    private bool Wanders(float amplitude, float noise)
    {
        var root = amplitude / Coherence;
        var promised = root * root - 2 * noise * noise;
        return amplitude * amplitude < Steady * Steady * promised;
    }

    /// <summary>Power, of I and Q together, of what the pulses and their leakage do not explain of each chip.</summary>
    private void MeasureErrors(int chips, float amplitude)
    {
        var shape = frontEnd.Pulse;
        var (main, leak1, leak2, leak3) = (Lanes256.All(amplitude), Lanes256.All(amplitude * shape.Leak1), Lanes256.All(amplitude * shape.Leak2), Lanes256.All(amplitude * shape.Leak3));
        ref var pulse = ref _pulse[0];
        for (nuint c = 0; c < (nuint)chips; c += (nuint)Lanes256.Count)
        {
            var at = c + Margin;
            var expected = main * Lanes256.Load(ref _weights[0], c) * Lanes256.Load(ref pulse, at)
                + leak1 * (Lanes256.Load(ref pulse, at - 1) + Lanes256.Load(ref pulse, at + 1))
                + leak2 * (Lanes256.Load(ref pulse, at - 2) + Lanes256.Load(ref pulse, at + 2))
                + leak3 * (Lanes256.Load(ref pulse, at - 3) + Lanes256.Load(ref pulse, at + 3));
            var along = Lanes256.Load(ref _real[0], c) - expected;
            var across = Lanes256.Load(ref _imaginary[0], c);
            (along * along + across * across).Store(ref _error[0], c);
        }
    }

    /// <summary>
    /// One over the variance around each bit: another burst that covers a part of this one disturbs just those bits. The noise alone is the least there can be.
    /// </summary>
    private void MeasurePrecision(int chips, float noise, Span<float> precision)
    {
        var errors = _errors.AsSpan(0, chips / 2);
        AddPairs(_error.AsSpan(0, chips), errors);
        var whole = WholeWeight * float.MaxNative(2 * noise, Sums.Of(errors) / chips);
        MovingSum.Of(errors, Neighbours, errors);
        Weigh(errors[(Preamble / 2)..], whole, ChipsAround + WholeWeight, noise, precision);

        // The last bits have fewer neighbours.
        for (var n = precision.Length - Neighbours; n < precision.Length; n++)
        {
            var around = ChipsAround - 2 * (n + Neighbours + 1 - precision.Length);
            precision[n] = 1 / float.MaxNative(noise, (errors[Preamble / 2 + n] + whole) / (around + WholeWeight) / 2);
        }
    }

    /// <summary>One over half of the mean, but at most one over the noise; a multiple of eight.</summary>
    private static void Weigh(ReadOnlySpan<float> errors, float whole, float weight, float noise, Span<float> precision)
    {
        ref var error = ref MemoryMarshal.GetReference(errors[..precision.Length]);
        ref var output = ref MemoryMarshal.GetReference(precision);
        var (least, share, wholes, one) = (Lanes256.All(noise), Lanes256.All(0.5f / weight), Lanes256.All(whole), Lanes256.All(1));
        for (nuint n = 0; n < (nuint)precision.Length; n += 8)
        {
            (one / Lanes256.Max(least, (Lanes256.Load(ref error, n) + wholes) * share)).Store(ref output, n);
        }
    }

    /// <summary>Adds the two chips of every bit; a multiple of sixteen chips.</summary>
    internal static void AddPairs(ReadOnlySpan<float> chips, Span<float> sums)
    {
        if (!Avx2.IsSupported)
        {
            for (var n = 0; n < sums.Length; n++)
            {
                sums[n] = chips[2 * n] + chips[2 * n + 1];
            }

            return;
        }

        ref var from = ref MemoryMarshal.GetReference(chips[..(2 * sums.Length)]);
        ref var to = ref MemoryMarshal.GetReference(sums);
        for (nuint n = 0; n < (nuint)sums.Length; n += 8)
        {
            // 0+1 2+3 8+9 10+11 | 4+5 6+7 12+13 14+15: the middle quarters change places.
            var pairs = Avx.HorizontalAdd(Vector256.LoadUnsafe(ref from, 2 * n), Vector256.LoadUnsafe(ref from, 2 * n + 8));
            Avx2.Permute4x64(pairs.AsDouble(), 0b11_01_10_00).AsSingle().StoreUnsafe(ref to, n);
        }
    }
}
