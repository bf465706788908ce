using System.Numerics;

namespace AdsbFeeder.Dsp;

/// <content>What else the same bits may be: frames that parity cannot tell apart.</content>
internal sealed partial class SoftDecoder
{
    /// <summary>
    /// The last seven bits of an all-call reply satisfy the parity whatever they are, so an error there looks like another interrogator code.
    /// Every code that is in use here is therefore weighed against the one that was read.
    /// </summary>
    private void WeighOtherInterrogators(FrameBits word, uint residue, float cost, int flips)
    {
        foreach (var code in _prior.Interrogators)
        {
            var (other, otherCost, otherFlips) = (word, cost, flips);
            for (var wrong = code ^ residue; wrong != 0; wrong &= wrong - 1)
            {
                var bit = 55 - BitOperations.TrailingZeroCount(wrong);
                other = other.Flip(bit);
                var asHeard = ((other.High ^ _base.High) >> (63 - bit) & 1) == 0;
                otherCost += asHeard ? -_weight[bit] : _weight[bit];
                otherFlips += asHeard ? -1 : 1;
            }

            if (code != residue && otherCost <= _room)
            {
                Consider(other, code, otherCost, otherFlips);
            }
        }
    }

    /// <summary>
    /// A flip in the parity of a reply changes the address by that bit: without it the reply is that of an unheard aircraft with a neighbouring address.
    /// </summary>
    /// <param name="flipped">Which bits of the parity, the highest ones of the number, were flipped.</param>
    /// <param name="score">Score of the frame with them.</param>
    private void OfferTwin(ulong flipped, float score)
    {
        flipped >>= 40;
        if (flipped != 0 && (flipped & (flipped - 1)) == 0)
        {
            var bit = _length - 1 - BitOperations.TrailingZeroCount(flipped);
            _second = Math.Max(_second, score + _weight[bit] + FramePrior.Twin);
        }
    }
}
