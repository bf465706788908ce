using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdsbFeeder.Dsp;

/// <summary>From a place that looks like a preamble to the frame that most probably starts there.</summary>
internal sealed class BurstDecoder
{
    private const int Chip = PreambleKernel.Chip;

    /// <summary>Neighbouring steps at which a burst may start.</summary>
    private const int Starts = 8;

    /// <summary>How much of that contrast the preamble must show: peaks inside strong bursts, where data happen to look like a preamble, show less.</summary>
    private const float LeastPreamble = 0.48f;

    /// <inheritdoc cref="LeastPreamble"/>
    private const float LeastPreambleOfStrong = 0.4f;

    /// <summary>A preamble stronger than this belongs to something else that begins there: one frame in a thousand is lost.</summary>
    private const float MostPreamble = 1.8f;

    /// <summary>A frame of this score without repair needs no second opinion.</summary>
    private const float CertainScore = 25;

    /// <summary>A burst of this contrast in units of sigma may be clipped, or its pulses merge at 2 MS/s, and then it looks worse than it is.</summary>
    private const float Strong = 9;

    /// <summary>Bursts of this contrast in units of sigma are few: all are tried, and they do not crowd the air.</summary>
    private const float Loud = 6;

    /// <summary>A first bit with a smaller ratio than this does not decide about the length.</summary>
    private const float Unsure = 4;

    private readonly SoftDecoder _decoder;
    private readonly float[] _ones = new float[112];
    private readonly float[] _zeros = new float[112];
    private readonly float[] _soft = new float[112];
    private readonly float[] _steady = new float[112];
    private readonly CoherentBits _coherent;
    private readonly TriedBursts _tried = new();
    private readonly Effort _effort;

    /// <summary>A decoder of bursts that weighs frames with <paramref name="decoder"/>.</summary>
    public BurstDecoder(SoftDecoder decoder, CoherentBits coherent, Effort effort) => (_decoder, _coherent, _effort) = (decoder, coherent, effort);

    /// <summary>Fine step, of the window, at which the best frame starts.</summary>
    public int Start { get; private set; }

    /// <summary>The same to a fraction of a step, as the contrast of the bits says.</summary>
    public float FineStart { get; private set; }

    /// <summary>Bursts whose bits were looked at so far, but for loud ones.</summary>
    public long Examined { get; private set; }

    /// <summary>What is asked of evidence beyond the mode's limits.</summary>
    public float MoreEvidence { get; set; }

    /// <summary>Multiplies what a mode asks of amplitudes in units of the noise.</summary>
    public float Louder { get; set; } = 1;

    /// <summary>The window slides by so many steps.</summary>
    public void Advance(int steps) => _tried.Advance(steps);

    /// <summary>False when there is no burst at all; otherwise the best frame, whose score may be negative infinity.</summary>
    public bool TryDecode(FrontEnd frontEnd, int candidate, float score, float sigma, long now, out SoftDecoder.Verdict verdict)
    {
        verdict = default;
        var amplitudes = frontEnd.Amplitudes.AsSpan();
        frontEnd.Make(candidate - 3, candidate + 26 * Chip);
        var louder = sigma * Louder;
        if (score + BestFormat(amplitudes[candidate..]) < _effort.LeastBegin * louder)
        {
            return false;
        }

        frontEnd.Make(candidate + 26 * Chip, candidate + 128 * Chip + 8);
        var (contrast, offset, fraction) = Contrast(amplitudes[(candidate - 3)..]);
        Start = candidate - 3 + offset;
        FineStart = Start + fraction;
        var strong = contrast > Strong * sigma;
        if (contrast < _effort.LeastContrast * louder || score < (strong ? LeastPreambleOfStrong : LeastPreamble) * contrast || score > MostPreamble * contrast)
        {
            return false;
        }

        if (!strong && InSilence(amplitudes[Start..]) > _effort.MostInSilence * contrast)
        {
            return false;
        }

        var loud = contrast > Loud * sigma;
        if (_effort.TrustsTried && !loud && _tried.Explain(Start, contrast, score))
        {
            return false;
        }

        SoftBits.Chips(amplitudes, Start, _ones.AsSpan(0, 56), _zeros.AsSpan(0, 56));
        var (amplitude, deviation) = SoftBits.Measure(_ones.AsSpan(0, 56), _zeros.AsSpan(0, 56), sigma, frontEnd.Pulse.Leak1);
        if (contrast < (strong ? 1.1f : _effort.LeastQuality) * deviation || score + BestFormat(amplitudes[Start..]) + 2 * contrast < (strong ? 5 : _effort.LeastSum) * deviation)
        {
            return false;
        }

        Level(frontEnd, 0, amplitude);
        SoftBits.Ratios(_ones.AsSpan(0, 56), _zeros.AsSpan(0, 56), amplitude, deviation, _soft.AsSpan(0, 56));
        Examined += loud ? 0 : 1;
        _tried.Note(Start, Start + (_soft[0] > -Unsure ? 240 : 128) * Chip, contrast, score);
        var start = Evidence.Of(_soft.AsSpan(0, 56));
        if (start < _effort.LeastStart + MoreEvidence && !strong)
        {
            return false;
        }

        float whole = 0;
        var soft = _soft.AsSpan(0, 56);
        if (_soft[0] > -Unsure)
        {
            frontEnd.Make(Start + 128 * Chip, Start + 240 * Chip + 8);
            SoftBits.Chips(amplitudes, Start + 112 * Chip, _ones.AsSpan(56), _zeros.AsSpan(56));
            Level(frontEnd, 56, amplitude);
            SoftBits.Ratios(_ones.AsSpan(56), _zeros.AsSpan(56), amplitude, deviation, _soft.AsSpan(56));
            whole = start + Evidence.Of(_soft.AsSpan(56));
            soft = _soft;
        }

        verdict = _decoder.Decode(soft, start, whole, false, now);
        if (verdict.Score >= CertainScore)
        {
            return true;
        }

        var coherence = 0f;
        if (_effort.Coherent)
        {
            coherence = DecodeCoherently(sigma, now, whole, strong, ref verdict);
        }

        if (coherence < _effort.CertainCoherence && (strong || CanRepair(soft, start, whole)))
        {
            Better(_decoder.Decode(soft, start, whole, true, now), ref verdict);
        }

        return true;
    }

    /// <summary>Weighs 56 bits' chips by how strong a pulse comes out there, where that differs.</summary>
    private void Level(FrontEnd frontEnd, int first, float amplitude)
    {
        if (!frontEnd.IsUneven)
        {
            return;
        }

        var weights = (stackalloc float[56]);
        var start = Start + (16 + 2 * first) * Chip;
        frontEnd.Weights(start, 2 * Chip, weights);
        ChipWeights.Apply(_ones.AsSpan(first, 56), weights, amplitude, 0);
        frontEnd.Weights(start + Chip, 2 * Chip, weights);
        ChipWeights.Apply(_zeros.AsSpan(first, 56), weights, amplitude, 0);
    }

    /// <summary>
    /// How much worse the last eight of the 56 bits of the burst that was decoded last fit pulses of one level and silence than the first forty: about 1, and more where another burst begins.
    /// </summary>
    public float EndDisturbance()
    {
        float level = 0;
        for (var n = 0; n < 40; n++)
        {
            level += float.MaxNative(_ones[n], _zeros[n]);
        }

        return Misfit(48, 56, level / 40) / Misfit(0, 40, level / 40);
    }

    private float Misfit(int from, int to, float level)
    {
        float sum = 0;
        for (var n = from; n < to; n++)
        {
            var (pulse, quiet) = (float.MaxNative(_ones[n], _zeros[n]) - level, float.MinNative(_ones[n], _zeros[n]));
            sum += pulse * pulse + quiet * quiet;
        }

        return sum / (to - from);
    }

    /// <summary>Decodes the short frame, the long one, or both when the first bit leaves it open; the better one wins. Returns how steady the phase was.</summary>
    private float DecodeCoherently(float sigma, long now, float whole, bool strong, ref SoftDecoder.Verdict verdict)
    {
        _coherent.Load(FineStart, 0, 56);
        var soft = _steady.AsSpan(0, 56);
        _soft.AsSpan(0, 56).CopyTo(soft);
        if (!_coherent.Run(soft, sigma, strong ? 0 : _effort.LeastCoherence))
        {
            return _coherent.Coherence;
        }

        var evidence = Evidence.Of(soft);
        if (!strong && evidence < _effort.LeastCoherentStart + MoreEvidence)
        {
            return _coherent.Coherence;
        }

        if (soft[0] < Unsure)
        {
            Better(_decoder.Decode(soft, evidence, 0, evidence >= _effort.LeastToRepairShort, now), ref verdict);
        }

        if (soft[0] > -Unsure && _soft[0] > -Unsure && whole >= _effort.LeastLong + (strong ? 0 : MoreEvidence))
        {
            _soft.AsSpan(56).CopyTo(_steady.AsSpan(56));
            _coherent.Load(FineStart, 56, 112);
            _coherent.Run(_steady, sigma, 0);
            var first = Evidence.Of(_steady.AsSpan(0, 56));
            var both = first + Evidence.Of(_steady.AsSpan(56));
            Better(_decoder.Decode(_steady, first, both, both >= _effort.LeastToRepairLong, now), ref verdict);
        }

        return _coherent.Coherence;
    }

    private bool CanRepair(ReadOnlySpan<float> soft, float start, float whole) =>
        (soft[0] < Unsure && start >= _effort.LeastToRepairShort) || (soft.Length == 112 && whole >= _effort.LeastToRepairLong);

    private static void Better(in SoftDecoder.Verdict other, ref SoftDecoder.Verdict verdict)
    {
        if (other.Score > verdict.Score)
        {
            verdict = other;
        }
    }

    /// <summary>How well the first five bits fit the downlink format that they fit best: mean of their signed differences.</summary>
    /// <remarks>The formats looked for are 0 00000, 4 00100, 5 00101, 11 01011, 16 10000, 17 10001, 18 10010, 20 10100, 21 10101.</remarks>
    private static float BestFormat(ReadOnlySpan<float> amplitudes)
    {
        var e = amplitudes.Slice(16 * Chip, 9 * Chip + 1);
        float a = e[0] - e[Chip], b = e[2 * Chip] - e[3 * Chip], c = e[4 * Chip] - e[5 * Chip], d = e[6 * Chip] - e[7 * Chip], f = e[8 * Chip] - e[9 * Chip];
        var last = MathF.Abs(f);
        var short0 = float.MaxNative(-b - c - d - f, -b + c - d + last);
        var short1 = b - c + d + f;
        var long0 = float.MaxNative(-b - c + float.MaxNative(-d + last, d - f), -b + c - d + last);
        return float.MaxNative(-a + float.MaxNative(short0, short1), a + long0) / 5;
    }

    /// <summary>What is heard in four pairs of chips that are silent in a preamble: mean of the louder of each two.</summary>
    /// <remarks><code>
    ///   preamble   x_ x_ __ _x _x __ __ __     of the pairs marked, data have a pulse in each, wherever it is
    ///                    ^^       ^^ ^^ ^^
    /// </code></remarks>
    private static float InSilence(ReadOnlySpan<float> amplitudes)
    {
        var e = amplitudes[..(15 * Chip + 1)];
        return (float.MaxNative(e[4 * Chip], e[5 * Chip]) + float.MaxNative(e[10 * Chip], e[11 * Chip])
            + float.MaxNative(e[12 * Chip], e[13 * Chip]) + float.MaxNative(e[14 * Chip], e[15 * Chip])) / 4;
    }

    /// <summary>Mean difference between the chips of the first 56 bits at eight neighbouring starts: the best of the middle ones, which it is, and where between them the peak lies.</summary>
    private static (float Contrast, int Offset, float Fraction) Contrast(ReadOnlySpan<float> amplitudes)
    {
        Span<float> sums = stackalloc float[Starts];
        Differences(amplitudes, sums);
        var best = 1;
        for (var d = 2; d < 6; d++)
        {
            best = sums[d] > sums[best] ? d : best;
        }

        var (before, peak, after) = (sums[best - 1], sums[best], sums[best + 1]);
        var curvature = before - 2 * peak + after;
        return (peak / 56, best, curvature < 0 ? Math.Clamp(0.5f * (before - after) / curvature, -0.5f, 0.5f) : 0);
    }

    /// <summary>Sums of the differences between the chips of the first 56 bits, for eight neighbouring starts.</summary>
    private static void Differences(ReadOnlySpan<float> amplitudes, Span<float> sums)
    {
        ref var e = ref MemoryMarshal.GetReference(amplitudes.Slice(16 * Chip, 112 * Chip + Starts));
        var (even, odd) = (Lanes256.All(0), Lanes256.All(0));
        for (nuint at = 0; at < 112 * Chip; at += 4 * Chip)
        {
            even += Distance(ref e, at);
            odd += Distance(ref e, at + 2 * Chip);
        }

        (even + odd).Store(ref sums[0], 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256 Distance(ref float e, nuint at)
    {
        var (one, zero) = (Lanes256.Load(ref e, at), Lanes256.Load(ref e, at + Chip));
        return Lanes256.Max(one, zero) - Lanes256.Min(one, zero);
    }
}
