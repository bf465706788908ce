using System.Numerics;

namespace AdsbFeeder.Dsp;

/// <summary>Finds narrow lines that stand in the spectrum of the noise: oscillators nearby, harmonics, other people's carriers.</summary>
/// <remarks>
/// The quietest stretch of a block, of 512 samples, is looked at: first in every block, then in one of sixty-four. A line is what stands 14 dB above the frequencies around it in seven of eight such
/// looks: noise does that never. A line never pauses, and a burst soon does: the quietest 7 µs of the stretch must have the line's power too. What stands in the middle is the constant, and not looked at.
/// </remarks>
internal sealed class StrayCarrierSearch
{
    private const int Stretch = 512;
    private const int FirstBlocks = 8;
    private const int OneBlockIn = 64;

    /// <summary>Over the mean around it: a carrier of 11 dB less than all noise that is sampled.</summary>
    private const float LeastOverAround = 25;

    /// <summary>Frequencies on either side that a line's window spreads to, and those farther away that it is compared with.</summary>
    private const int Spread = 3;

    /// <inheritdoc cref="Spread"/>
    private const int Around = 16;

    private const int LeastVotes = 7;

    /// <summary>Samples of the pieces that must all hold the line.</summary>
    private const int Piece = 16;

    /// <summary>Frequencies around the middle that belong to the constant.</summary>
    private const int Middle = 3;

    private readonly Spectrum _spectrum = new(Stretch);
    private readonly byte[] _votes = new byte[Stretch];
    private long _blocks;

    /// <summary>Looks at a block, if it is time; a frequency in radians a sample, or null when no new line is sure.</summary>
    public double? Look(ReadOnlySpan<float> i, ReadOnlySpan<float> q)
    {
        if ((_blocks++ >= FirstBlocks && _blocks % OneBlockIn != 0) || i.Length < Stretch)
        {
            return null;
        }

        var at = Quietest(i, q, out var power);
        if (power == 0)
        {
            return null;
        }

        var powers = _spectrum.Of(i.Slice(at, Stretch), q.Slice(at, Stretch));
        var most = 2 * LeastPiece(i.Slice(at, Stretch), q.Slice(at, Stretch)) * Stretch * Stretch / Piece;
        var best = -1;
        for (var n = Middle + 1; n < Stretch - Middle; n++)
        {
            _votes[n] = (byte)(_votes[n] << 1 | (powers[n] < most && StandsOut(powers, n) ? 1 : 0));
            if (BitOperations.PopCount(_votes[n]) >= LeastVotes && (best < 0 || powers[n] > powers[best]))
            {
                best = n;
            }
        }

        if (best < 0)
        {
            return null;
        }

        for (var n = -Spread; n <= Spread; n++)
        {
            _votes[(best + n) & (Stretch - 1)] = 0;
        }

        return 2 * Math.PI * Place(powers, best) / Stretch;
    }

    /// <summary>Where the quietest stretch begins: bursts are short, and most blocks hold one without.</summary>
    private static int Quietest(ReadOnlySpan<float> i, ReadOnlySpan<float> q, out float least)
    {
        least = float.MaxValue;
        var best = 0;
        for (var at = 0; at + Stretch <= i.Length; at += Stretch)
        {
            ReadOnlySpan<float> a = i.Slice(at, Stretch), b = q.Slice(at, Stretch);
            var power = Sums.OfProducts(a, a) + Sums.OfProducts(b, b);
            (best, least) = power < least ? (at, power) : (best, least);
        }

        return best;
    }

    /// <summary>Power of the quietest piece.</summary>
    private static float LeastPiece(ReadOnlySpan<float> i, ReadOnlySpan<float> q)
    {
        var least = float.MaxValue;
        for (var at = 0; at < Stretch; at += Piece)
        {
            ReadOnlySpan<float> a = i.Slice(at, Piece), b = q.Slice(at, Piece);
            least = Math.Min(least, Sums.OfProducts(a, a) + Sums.OfProducts(b, b));
        }

        return least;
    }

    private static bool StandsOut(ReadOnlySpan<float> powers, int n)
    {
        float sum = 0;
        for (var d = Spread + 1; d <= Around; d++)
        {
            sum += powers[(n + d) & (Stretch - 1)] + powers[(n - d) & (Stretch - 1)];
        }

        return powers[n] * (2 * (Around - Spread)) > LeastOverAround * sum;
    }

    /// <summary>The line lies between two frequencies as their amplitudes say (J. C. Burgess, 1975, for the Hann window); negative in the upper half.</summary>
    private static double Place(ReadOnlySpan<float> powers, int n)
    {
        var (before, peak, after) = (Math.Sqrt(powers[(n - 1) & (Stretch - 1)]), Math.Sqrt(powers[n]), Math.Sqrt(powers[(n + 1) & (Stretch - 1)]));
        var shift = after > before ? (2 * after - peak) / (after + peak) : (peak - 2 * before) / (before + peak);
        return (n < Stretch / 2 ? n : n - Stretch) + Math.Clamp(shift, -0.5, 0.5);
    }
}
