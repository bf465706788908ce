using System.Numerics;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Finds the frame that soft bits most probably are: flips sets of the least reliable bits until parity and prior agree.</summary>
/// <remarks><code>
///   score = Σ ln 2P(bit)                     what the soft bits say, against chance: n ln 2 at best, less for weak bits and for flipped ones
///         - free bits × ln 2 + prior         what a frame may say at all: see FramePrior
/// </code>
/// Frames whose score stays under the limit are never looked at: for noise that is all of them, so the search costs nothing there.
/// Ordered statistics: M. Fossorier and S. Lin, IEEE Trans. Inf. Theory 41 (1995).</remarks>
internal sealed class SoftDecoder
{
    private const float Ln2 = 0.6931472f;
    private const int MostCandidates = 32;

    /// <summary>Chance leaves half of the bits wrong; a search among them begins well below.</summary>
    private const int MostWrongShort = 16;
    private const int MostWrongLong = 8;

    /// <summary>One bit weaker than this was not heard at all rather than heard wrongly: filling it in by parity is no repair that could invent an address.</summary>
    private const float Erased = 2.5f;

    /// <summary>The formats that are looked for, commonest first.</summary>
    internal static readonly int[] Formats = [17, 11, 4, 5, 20, 21, 0, 16, 18];
    private static readonly float[] Softplus = MakeSoftplus();

    private readonly RecentAddresses _addresses;
    private readonly FramePrior _prior;
    private readonly Expectations _expectations;
    private readonly int _flippable;
    private readonly int _mostFlips;
    private readonly float[] _weight = new float[112];
    private readonly int[] _weakest = new int[MostCandidates];
    private readonly float[] _cost = new float[MostCandidates];
    private readonly uint[] _syndrome = new uint[MostCandidates];
    private FrameBits _base;
    private uint _laid;
    private int _length;
    private int _count;
    private float _room;
    private float _zeroFlipScore;
    private int _formatFlips;
    private long _now;
    private Verdict _best;
    private float _second;

    /// <summary>A decoder that flips up to <paramref name="mostFlips"/> (0 to 3) of the <paramref name="flippable"/> least reliable bits.</summary>
    public SoftDecoder(RecentAddresses addresses, FramePrior prior, Expectations expectations, int flippable, int mostFlips)
    {
        (_addresses, _prior, _expectations, _flippable, _mostFlips) = (addresses, prior, expectations, Math.Min(flippable, MostCandidates), mostFlips);
    }

    /// <summary>The best frame in 112 soft bits (or 56, then long formats are not tried) with a score of at least <paramref name="limit"/>.</summary>
    public Verdict Decode(ReadOnlySpan<float> soft, long now, float limit)
    {
        _best = default;
        _best.Score = float.NegativeInfinity;
        _second = float.NegativeInfinity;
        _now = now;
        var hard = FrameBits.Decide(soft);
        float shortLoss = 0, longLoss = 0;
        for (var n = 0; n < soft.Length; n++)
        {
            var weight = MathF.Abs(soft[n]);
            _weight[n] = weight;
            var loss = Softplus[(int)Math.Min(weight * 16, 255)];
            longLoss += loss;
            if (n < 56)
            {
                shortLoss += loss;
            }
        }

        var sorted = 0;
        foreach (var format in Formats)
        {
            var length = format >= 16 ? 112 : 56;
            if (length > soft.Length)
            {
                continue;
            }

            var word = hard.WithFormat(format).Truncate(length);
            float formatCost = 0;
            var wrong = hard.Format ^ format;
            for (var n = 0; n < 5; n++)
            {
                formatCost += (wrong >> (4 - n) & 1) != 0 ? _weight[n] : 0;
            }

            var evidence = (length - FramePrior.FreeBits(format)) * Ln2 - (length == 112 ? longLoss : shortLoss) - formatCost;
            var room = evidence + _prior.Best(format) - limit;
            if (room < 0 || (wrong != 0 && _mostFlips == 0))
            {
                continue;
            }

            if (sorted != length)
            {
                sorted = length;
                SortWeakest(length);
            }

            (_base, _length, _room, _zeroFlipScore, _formatFlips) = (word, length, room, evidence, BitOperations.PopCount((uint)wrong));
            var residue = Syndromes.Residue(word, length);
            switch (format)
            {
                case 17 or 18:
                    Search<NoResidue>(residue);
                    break;
                case 11:
                    Search<InterrogatorResidue>(residue);
                    break;
                default:
                    Search<AddressResidue>(residue);
                    break;
            }
        }

        if (_mostFlips > 0)
        {
            TryExpectations(hard, soft.Length, shortLoss, longLoss, limit);
        }

        _best.Margin = _best.Score - Math.Max(_second, limit - 20);
        return _best;
    }

    /// <summary>Compares the start of the word with what known aircraft are expected to send.</summary>
    private void TryExpectations(in FrameBits hard, int bits, float shortLoss, float longLoss, float limit)
    {
        var shortEvidence = 56 * Ln2 - shortLoss;
        var longEvidence = (112 - 56) * Ln2 - longLoss;
        var mostShort = shortEvidence + _prior.Expected(11) > limit ? MostWrongShort : -1;
        var mostLong = bits == 112 && longEvidence + _prior.Best(17) > limit ? MostWrongLong : -1;
        if (Math.Max(mostShort, mostLong) < 0)
        {
            return;
        }

        var words = _expectations.Words;
        for (var n = _expectations.Next(hard.High, 0, mostShort, mostLong); n >= 0; n = _expectations.Next(hard.High, n + 1, mostShort, mostLong))
        {
            var expected = words[n];
            var format = (int)(expected >> 59);
            var wrong = (hard.High ^ expected) & Expectations.MaskOf(expected);
            var flips = BitOperations.PopCount(wrong);
            float cost = 0;
            for (; wrong != 0; wrong &= wrong - 1)
            {
                cost += _weight[63 - BitOperations.TrailingZeroCount(wrong)];
            }

            var address = _expectations.AddressOf(n);
            if (format < 16)
            {
                var score = shortEvidence - cost + _prior.Expected(format);
                if (score > limit)
                {
                    _length = 56;
                    Offer(new FrameBits(expected, 0), format == 11 ? 0 : address, score, flips);
                    if (format == 11)
                    {
                        (_base, _zeroFlipScore, _room) = (hard.Truncate(56), shortEvidence, float.PositiveInfinity);
                        WeighOtherInterrogators(new FrameBits(expected, 0), 0, cost, flips);
                    }
                }

                continue;
            }

            var evidence = (112 - FramePrior.FreeBits(format)) * Ln2 - longLoss - cost;
            if (flips == 0 || evidence + _prior.Best(format) < limit)
            {
                continue;
            }

            // The start is taken as expected; what is left to flip are the other bits.
            var word = hard.Truncate(112) with { High = (expected & 0xFFFF_FFFF_0000_0000) | (hard.High & 0xFFFF_FFFF) };
            SortWeakest(112, 32);
            (_base, _length, _room, _zeroFlipScore, _formatFlips, _laid) = (word, 112, evidence + _prior.Best(format) - limit, evidence, flips, format == 17 ? 0 : address);
            Search<NoResidue>(Syndromes.Residue(word, 112) ^ _laid);
            _laid = 0;
        }
    }

    private void SortWeakest(int length, int first = 5)
    {
        var count = 0;
        var limit = float.PositiveInfinity;
        _count = 0;
        if (_flippable == 0)
        {
            return;
        }

        for (var n = first; n < length; n++)
        {
            var weight = _weight[n];
            if (weight >= limit)
            {
                continue;
            }

            var place = count < _flippable ? count++ : count - 1;
            for (; place > 0 && _cost[place - 1] > weight; place--)
            {
                (_cost[place], _weakest[place]) = (_cost[place - 1], _weakest[place - 1]);
            }

            (_cost[place], _weakest[place]) = (weight, n);
            limit = count == _flippable ? _cost[count - 1] : limit;
        }

        _count = count;
        for (var n = 0; n < count; n++)
        {
            _syndrome[n] = Syndromes.Bit(_weakest[n], length);
        }
    }

    private void Search<TTest>(uint residue)
        where TTest : struct, IResidueTest
    {
        if (TTest.Fits(residue, _addresses))
        {
            Weigh(residue, 0, -1, -1, -1);
        }

        if (_mostFlips == 0)
        {
            return;
        }

        for (var a = 0; a < _count; a++)
        {
            var costA = _cost[a];
            if (costA > _room)
            {
                return;
            }

            var withA = residue ^ _syndrome[a];
            if (TTest.Fits(withA, _addresses))
            {
                Weigh(withA, costA, a, -1, -1);
            }

            if (_mostFlips < 2)
            {
                continue;
            }

            for (var b = a + 1; b < _count; b++)
            {
                var costB = costA + _cost[b];
                if (costB > _room)
                {
                    break;
                }

                var withB = withA ^ _syndrome[b];
                if (TTest.Fits(withB, _addresses))
                {
                    Weigh(withB, costB, a, b, -1);
                }

                if (_mostFlips < 3)
                {
                    continue;
                }

                Third<TTest>(withB, costB, a, b);
            }
        }
    }

    /// <summary>The third flip: where parity must come out as known, only one syndrome can complete a pair, and all are compared at once.</summary>
    private void Third<TTest>(uint residue, float cost, int a, int b)
        where TTest : struct, IResidueTest
    {
        if (TTest.Significant == 0)
        {
            for (var c = b + 1; c < _count && cost + _cost[c] <= _room; c++)
            {
                if (TTest.Fits(residue ^ _syndrome[c], _addresses))
                {
                    Weigh(residue ^ _syndrome[c], cost + _cost[c], a, b, c);
                }
            }

            return;
        }

        for (var from = (b + 1) & ~7; from < _count; from += 8)
        {
            var difference = (Vector256.LoadUnsafe(ref _syndrome[0], (nuint)from) ^ Vector256.Create(residue)) & Vector256.Create(TTest.Significant);
            for (var hits = Vector256.Equals(difference, Vector256<uint>.Zero).ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
            {
                var c = from + BitOperations.TrailingZeroCount(hits);
                if (c > b && c < _count && cost + _cost[c] <= _room)
                {
                    Weigh(residue ^ _syndrome[c], cost + _cost[c], a, b, c);
                }
            }
        }
    }

    private void Weigh(uint residue, float cost, int a, int b, int c)
    {
        var word = _base;
        var flips = _formatFlips;
        foreach (var flip in (ReadOnlySpan<int>)[a, b, c])
        {
            if (flip >= 0)
            {
                word = word.Flip(_weakest[flip]);
                flips++;
            }
        }

        Consider(word, residue ^ _laid, cost, flips);
        if (_length == 56 && residue <= 0x7F && word.Format == 11 && _mostFlips > 0)
        {
            WeighOtherInterrogators(word, residue, cost, flips);
        }
    }

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

    private void Consider(in FrameBits word, uint residue, float cost, int flips)
    {
        Offer(word, residue, _zeroFlipScore - cost + _prior.Of(word, residue, flips == 0 || (flips == 1 && cost <= Erased && _length == 112), _now), flips);
    }

    private void Offer(in FrameBits word, uint residue, float score, int flips)
    {
        if (score > _best.Score)
        {
            _second = word == _best.Word ? _second : _best.Score;
            _best = new Verdict { Score = score, Word = word, Length = _length, Flips = flips, Residue = residue };
        }
        else if (score > _second && word != _best.Word)
        {
            _second = score;
        }
    }

    private static float[] MakeSoftplus()
    {
        var table = new float[256];
        for (var n = 0; n < 255; n++)
        {
            table[n] = (float)Math.Log(1 + Math.Exp(-(n + 0.5) / 16));
        }

        return table;
    }

    /// <summary>The outcome of one search.</summary>
    internal struct Verdict
    {
        /// <summary>Log-likelihood of the frame against random bits; negative infinity when there is no frame.</summary>
        public float Score;

        /// <summary>How far the next best frame lies behind.</summary>
        public float Margin;

        /// <summary>The bits.</summary>
        public FrameBits Word;

        /// <summary>56 or 112.</summary>
        public int Length;

        /// <summary>Bits that differ from the hard decisions.</summary>
        public int Flips;

        /// <summary>Address of the address-parity formats, interrogator code of all-call replies, 0 of squitters.</summary>
        public uint Residue;
    }
}
