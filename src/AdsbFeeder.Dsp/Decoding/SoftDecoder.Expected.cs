using System.Numerics;

namespace AdsbFeeder.Dsp;

/// <content>Frames that known aircraft are expected to send, compared whole: they need no luck with their weakest bits.</content>
internal sealed partial class SoftDecoder
{
    // Of bits that cost more than a third of what may be spent, at most two can be wrong.
    private const ulong ShortMask = ~0xFFUL;
    private const ulong LongMask = 0xFFFF_FFFF_0000_0000;

    /// <summary>Compares with what is expected, unless a frame was found that is likely enough.</summary>
    private void TryExpected(ReadOnlySpan<float> soft, in FrameBits hard, float shortLoss, float longLoss)
    {
        if (_best.Score >= Sure)
        {
            return;
        }

        if (soft[0] < UnsureLength && 56 * Ln2 - shortLoss + _prior.Expected(11) > Limit)
        {
            TryExpectedShort(hard, 56 * Ln2 - shortLoss);
        }

        if (soft[0] > -UnsureLength && soft.Length == 112 && 56 * Ln2 - longLoss + _prior.Best(17) > Limit)
        {
            TryExpectedLong(hard, longLoss);
        }
    }

    /// <summary>Compares the whole word with the short frames that known aircraft are expected to send.</summary>
    private void TryExpectedShort(in FrameBits hard, float evidence)
    {
        var dear = BitsAbove((evidence + _prior.Expected(11) - Limit) / 3) & ShortMask;
        var list = _expectations.Short;
        for (var n = list.Next(hard.High, dear, 0); n >= 0; n = list.Next(hard.High, dear, n + 1))
        {
            var expected = list.Words[n];
            var wrong = (hard.High ^ expected) & ShortMask;
            var flips = BitOperations.PopCount(wrong);
            if (flips > MostWrongShort)
            {
                continue;
            }

            var cost = CostOf(wrong);
            var format = (int)(expected >> 59);
            var score = evidence - cost + _prior.Expected(format);
            if (score <= Limit)
            {
                continue;
            }

            (_length, _bestThere) = (56, float.PositiveInfinity);
            Offer(new FrameBits(expected, 0), format == 11 ? 0 : list.AddressOf(n), score, flips);
            if (format != 11)
            {
                OfferTwin(wrong << 32, score, FramePrior.ExpectedFields);
            }

            if (format == 11)
            {
                (_base, _zeroFlipScore, _room) = (hard.Truncate(56), evidence, float.PositiveInfinity);
                WeighOtherInterrogators(new FrameBits(expected, 0), 0, cost, flips);
            }
        }
    }

    /// <summary>Compares the start of the word with the long frames that known aircraft are expected to send; where it fits, the other bits are searched.</summary>
    private void TryExpectedLong(in FrameBits hard, float longLoss)
    {
        var mostRoom = MostRoom(112, longLoss);
        var dear = BitsAbove(mostRoom / 3) & LongMask;
        var list = _expectations.Long;
        for (var n = list.Next(hard.High, dear, 0); n >= 0; n = list.Next(hard.High, dear, n + 1))
        {
            var expected = list.Words[n];
            var wrong = (hard.High ^ expected) & LongMask;
            var flips = BitOperations.PopCount(wrong);
            if (flips is 0 or > MostWrongLong)
            {
                continue;
            }

            var format = (int)(expected >> 59);
            var lost = longLoss + CostOf(wrong);
            var evidence = (112 - FramePrior.FreeBits(format)) * Ln2 - lost;
            var best = evidence + _prior.Best(format);
            if (best < Limit)
            {
                continue;
            }

            // The start is taken as expected; what is left to flip are the other bits.
            var word = hard.Truncate(112) with { High = (expected & LongMask) | (hard.High & ~LongMask) };
            if (_sorted != 32)
            {
                SortWeakest(112, 32, mostRoom);
                _sorted = 32;
            }

            (_base, _length, _room, _bestThere, _zeroFlipScore, _formatFlips, _laid) = (word, 112, best - Limit, best, evidence, flips, format == 17 ? 0 : list.AddressOf(n));
            var residue = Syndromes.Residue(word, 112) ^ _laid;
            Search<NoResidue>(residue);
            SearchDeep(residue, lost);
            _laid = 0;
        }
    }

    /// <summary>Those of the first 64 bits that cost more than <paramref name="cost"/> to decide the other way.</summary>
    private ulong BitsAbove(float cost)
    {
        ulong above = 0;
        var limit = Lanes256.All(cost);
        for (var n = 0; n < 64; n += Lanes256.Count)
        {
            above |= (ulong)Lanes256.Above(Lanes256.Load(ref _weight[0], (nuint)n), limit) << n;
        }

        return FrameBits.Reverse(above);
    }

    private float CostOf(ulong wrong)
    {
        float cost = 0;
        for (; wrong != 0; wrong &= wrong - 1)
        {
            cost += _weight[63 - BitOperations.TrailingZeroCount(wrong)];
        }

        return cost;
    }
}
