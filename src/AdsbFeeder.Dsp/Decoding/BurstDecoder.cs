using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>From a place that looks like a preamble to the frame that most probably starts there.</summary>
internal sealed class BurstDecoder
{
    private const int Chip = PreambleKernel.Chip;

    /// <summary>Mean difference of a bit's chips in units of sigma below which there is no burst; noise alone gives 0.74 ± 0.08.</summary>
    private const float LeastContrast = 1.0f;

    /// <summary>How much of that contrast the preamble must show: peaks inside strong bursts, where data happen to look like a preamble, show less.</summary>
    private const float LeastPreamble = 0.4f;

    // Of the frames that could be decoded in a busy simulated scene 1.2 % fail one of these two, of the other candidates 68 %.
    private const float LeastQuality = 1.35f;
    private const float LeastSum = 5.0f;

    /// <summary>What the preamble and the best format must show together in units of sigma; 0.5 % of what could be decoded shows less.</summary>
    private const float LeastStart = 2.4f;

    /// <summary>A frame of this score without repair needs no second opinion.</summary>
    private const float CertainScore = 25;

    /// <summary>A first bit with a smaller ratio than this does not decide about the length.</summary>
    private const float Unsure = 4;

    private readonly SoftDecoder _decoder;
    private readonly float[] _ones = new float[112];
    private readonly float[] _zeros = new float[112];
    private readonly float[] _soft = new float[112];
    private readonly float[] _steady = new float[112];
    private readonly CoherentBits? _coherent;
    private float _fineStart;

    /// <summary>A decoder of bursts that weighs frames with <paramref name="decoder"/>, by amplitudes alone or coherently too.</summary>
    public BurstDecoder(SoftDecoder decoder, CoherentBits? coherent) => (_decoder, _coherent) = (decoder, coherent);

    /// <summary>Fine step, of the window, at which the best frame starts.</summary>
    public int Start { get; private set; }

    /// <summary>False when there is no burst at all; otherwise the best frame, whose score may be negative infinity.</summary>
    public bool TryDecode(FrontEnd frontEnd, int candidate, float score, float sigma, long now, out SoftDecoder.Verdict verdict)
    {
        verdict = default;
        var amplitudes = frontEnd.Amplitudes.AsSpan();
        if (score + BestFormat(amplitudes[candidate..]) < LeastStart * sigma)
        {
            return false;
        }

        var (contrast, offset, fraction) = Contrast(amplitudes[(candidate - 3)..]);
        Start = candidate - 3 + offset;
        _fineStart = Start + fraction;
        if (contrast < LeastContrast * sigma || score < LeastPreamble * contrast)
        {
            return false;
        }

        SoftBits.Chips(amplitudes, Start, _ones.AsSpan(0, 56), _zeros.AsSpan(0, 56));
        var (amplitude, deviation) = SoftBits.Measure(_ones.AsSpan(0, 56), _zeros.AsSpan(0, 56), sigma, frontEnd.Pulse.Leak1);
        if (contrast < LeastQuality * deviation || score + BestFormat(amplitudes[Start..]) + 2 * contrast < LeastSum * deviation)
        {
            return false;
        }

        SoftBits.Chips(amplitudes, Start + 112 * Chip, _ones.AsSpan(56), _zeros.AsSpan(56));
        SoftBits.Ratios(_ones, _zeros, amplitude, deviation, _soft);
        verdict = _decoder.Decode(_soft, now, Acceptance.SearchLimit);
        if (_coherent is not null && (verdict.Flips > 0 || verdict.Score < CertainScore))
        {
            DecodeCoherently(sigma, now, ref verdict);
        }

        return true;
    }

    /// <summary>Decodes the short frame, the long one, or both when the first bit leaves it open; the better one wins.</summary>
    private void DecodeCoherently(float sigma, long now, ref SoftDecoder.Verdict verdict)
    {
        _coherent!.Load(_fineStart);
        var soft = _steady.AsSpan(0, 56);
        _soft.AsSpan(0, 56).CopyTo(soft);
        _coherent.Run(soft, sigma);
        if (soft[0] < Unsure)
        {
            Better(_decoder.Decode(soft, now, Acceptance.SearchLimit), ref verdict);
        }

        if (soft[0] > -Unsure)
        {
            _soft.AsSpan(56).CopyTo(_steady.AsSpan(56));
            _coherent.Run(_steady, sigma);
            Better(_decoder.Decode(_steady, now, Acceptance.SearchLimit), ref verdict);
        }
    }

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
        var short0 = Math.Max(-b - c - d - f, -b + c - d + last);
        var short1 = b - c + d + f;
        var long0 = Math.Max(-b - c + Math.Max(-d + last, d - f), -b + c - d + last);
        return Math.Max(-a + Math.Max(short0, short1), a + long0) / 5;
    }

    /// <summary>Mean difference between the chips of the first 56 bits at eight neighbouring starts: the best of the middle ones, which it is, and where between them the peak lies.</summary>
    private static (float Contrast, int Offset, float Fraction) Contrast(ReadOnlySpan<float> amplitudes)
    {
        ref var e = ref MemoryMarshal.GetReference(amplitudes.Slice(16 * Chip, 112 * Chip + Vector256<float>.Count));
        var sums = Vector256<float>.Zero;
        for (nuint at = 0; at < 112 * Chip; at += 2 * Chip)
        {
            sums += Vector256.Abs(Vector256.LoadUnsafe(ref e, at) - Vector256.LoadUnsafe(ref e, at + Chip));
        }

        var best = 1;
        for (var d = 2; d < 6; d++)
        {
            best = sums[d] > sums[best] ? d : best;
        }

        var (before, peak, after) = (sums[best - 1], sums[best], sums[best + 1]);
        var curvature = before - 2 * peak + after;
        return (peak / 56, best, curvature < 0 ? Math.Clamp(0.5f * (before - after) / curvature, -0.5f, 0.5f) : 0);
    }
}
