using System.Numerics;

namespace AdsbFeeder.Dsp;

/// <content>What else the same bits may be: frames that parity cannot tell apart.</content>
internal sealed partial class SoftDecoder
{
    /// <summary>How much likelier a frame must be than one that differs only in a bit of the address of another known aircraft, beyond other rivals: both are there, and a burst that covers the bit makes it look sure.</summary>
    private const float TwinCaution = 2.5f;

    /// <summary>
    /// The last seven bits of an all-call reply satisfy the parity whatever they are, so an error there looks like another interrogator code.
    /// Every code that is in use here, and the one that was heard, is therefore weighed against the one that was read.
    /// </summary>
    private void WeighOtherInterrogators(in FrameBits word, uint residue, float cost, int flips)
    {
        var heard = residue ^ ((uint)((word.High ^ _base.High) >> 8) & 0x7F);
        WeighInterrogator(heard, word, residue, cost, flips);
        foreach (var code in _prior.Interrogators)
        {
            if (code != heard)
            {
                WeighInterrogator(code, word, residue, cost, flips);
            }
        }
    }

    private void WeighInterrogator(uint code, in FrameBits word, uint residue, float cost, int flips)
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

        if (code == residue || otherCost > _room)
        {
            return;
        }

        var score = Consider(other, code, otherCost, otherFlips);
        if (flips == 0 && float.IsNegativeInfinity(score))
        {
            // A stranger is not announced by a code that was repaired, but it may be the true one.
            _second = Math.Max(_second, _zeroFlipScore - otherCost + _prior.Of(other, code, true, _now));
        }
    }

    /// <summary>
    /// A flip in the parity of a reply changes the address by that bit: without it the reply is that of an unheard aircraft with a neighbouring address. So it is with its
    /// weakest bit, if none was flipped; then what the reply says beside its address speaks for one of both.
    /// </summary>
    /// <param name="flipped">Which bits of the parity, the highest ones of the number, were flipped.</param>
    /// <param name="score">Score of the frame with them.</param>
    /// <param name="known">What the altitude or squawk says in that score.</param>
    private void OfferTwin(ulong flipped, float score, float known)
    {
        flipped >>= 40;
        if (flipped == 0)
        {
            var weakest = float.MaxValue;
            foreach (var weight in _weight.AsSpan(_length - 24, 24))
            {
                weakest = float.MinNative(weakest, weight);
            }

            _second = Math.Max(_second, score - known + FramePrior.UnknownFields - weakest + _prior.Twin + TwinCaution);
        }
        else if ((flipped & (flipped - 1)) == 0)
        {
            var bit = _length - 1 - BitOperations.TrailingZeroCount(flipped);
            _second = Math.Max(_second, score + _weight[bit] + _prior.Twin);
        }
    }

    /// <summary>More than 0 for two frames that differ only in a bit of their aircraft's address.</summary>
    private float CautionFor(in FrameBits a, in FrameBits b)
    {
        var (high, low) = (a.High ^ b.High, a.Low ^ b.Low);
        var parity = _length == 56 ? (low == 0 ? high << 32 : 0) : high == 0 ? low << 24 : 0;
        return parity != 0 && parity >> 40 << 40 == parity && (parity & (parity - 1)) == 0 && BitOperations.PopCount(high) + BitOperations.PopCount(low) == 1
            && a.Format is not (11 or 17 or 18) ? TwinCaution : 0;
    }
}
