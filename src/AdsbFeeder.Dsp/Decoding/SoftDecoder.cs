using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdsbFeeder.Dsp;

/// <summary>Finds the frame that soft bits most probably are: flips sets of the least reliable bits until parity and prior agree.</summary>
/// <remarks><code>
///   score = Σ ln 2P(bit)                     what the soft bits say, against chance: n ln 2 at best, less for weak bits and for flipped ones
///         - free bits × ln 2 + prior         what a frame may say at all: see FramePrior
/// </code>
/// Frames whose score stays under the limit are never looked at: for noise that is all of them, so the search costs nothing there.
/// Ordered statistics: M. Fossorier and S. Lin, IEEE Trans. Inf. Theory 41 (1995).</remarks>
internal sealed partial class SoftDecoder
{
    private const float Ln2 = 0.6931472f;
    private const int MostCandidates = 32;

    /// <summary>Chance leaves half of the bits wrong; a search among them begins well below.</summary>
    private const int MostWrongShort = 16;
    private const int MostWrongLong = 8;

    /// <summary>A frame this likely is not compared with what else was expected.</summary>
    private const float Sure = 20;

    /// <summary>A first bit with a larger ratio decides about the length of what is expected.</summary>
    private const float UnsureLength = 6;

    /// <summary>One bit weaker than this was not heard at all rather than heard wrongly: filling it in by parity is no repair that could invent an address.</summary>
    private const float Erased = 2.5f;

    /// <summary>The formats that are looked for, long ones together, then short ones, the commonest first.</summary>
    internal static readonly int[] Formats = [17, 20, 21, 16, 18, 11, 4, 5, 0];

    private readonly RecentAddresses _addresses;
    private readonly FramePrior _prior;
    private readonly Expectations _expectations;
    private readonly int _flippable;
    private readonly int _mostFlipsEver;
    private readonly int _mostFlipsOfAddressParity;
    private readonly PairTable _pairs;
    private readonly int[] _formats = [.. Formats];
    private readonly uint[] _addressBits;
    private int _mostFlips;
    private int _sorted;
    private readonly int[] _keys = new int[MostCandidates];
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

    /// <summary>A decoder that flips up to <paramref name="mostFlips"/> (0 to 5) of the <paramref name="flippable"/> least reliable bits, perhaps fewer where the parity holds the address.</summary>
    public SoftDecoder(RecentAddresses addresses, FramePrior prior, Expectations expectations, int flippable, int mostFlips, int mostFlipsOfAddressParity)
    {
        (_addresses, _prior, _expectations, _flippable, _mostFlipsEver, _mostFlipsOfAddressParity) = (addresses, prior, expectations, Math.Min(flippable, MostCandidates), mostFlips, mostFlipsOfAddressParity);
        _addressBits = addresses.Filter;
        _pairs = new PairTable(mostFlips > 3 ? _flippable : 0);
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Syndromes).TypeHandle);
    }

    /// <summary>The best frame in 112 soft bits (or 56, then long formats are not tried) that may be believed, or nearly.</summary>
    /// <param name="soft">Log-likelihood ratios.</param>
    /// <param name="start"><see cref="Evidence"/> of the first 56 bits.</param>
    /// <param name="whole">Evidence of 112 bits.</param>
    /// <param name="repair">Whether bits may be flipped.</param>
    /// <param name="now">Time of the burst.</param>
    public Verdict Decode(ReadOnlySpan<float> soft, float start, float whole, bool repair, long now)
    {
        const float limit = Acceptance.SearchLimit;
        _best = default;
        _best.Score = float.NegativeInfinity;
        _second = float.NegativeInfinity;
        _now = now;
        _mostFlips = repair ? _mostFlipsEver : 0;
        var hard = FrameBits.Decide(soft);
        Weigh(soft);

        float shortLoss = 56 * Ln2 - start, longLoss = 112 * Ln2 - whole;
        _sorted = 0;
        var (residueOf, residue) = (0, 0u);
        foreach (var format in _formats)
        {
            var length = format >= 16 ? 112 : 56;
            if (length > soft.Length)
            {
                continue;
            }

            var evidence = (length - FramePrior.FreeBits(format)) * Ln2 - (length == 112 ? longLoss : shortLoss);
            var room = evidence + _prior.Best(format) - limit;
            var wrong = (uint)(hard.Format ^ format);
            if (room < 0 || (wrong != 0 && _mostFlips == 0))
            {
                continue;
            }

            float formatCost = 0;
            for (var bits = wrong; bits != 0; bits &= bits - 1)
            {
                formatCost += _weight[4 - BitOperations.TrailingZeroCount(bits)];
            }

            (evidence, room) = (evidence - formatCost, room - formatCost);
            if (room < 0)
            {
                continue;
            }

            if (_sorted != length && _mostFlips > 0)
            {
                _sorted = length;
                SortWeakest(length);
            }

            if (residueOf != length)
            {
                (residueOf, residue) = (length, Syndromes.Residue(hard.Truncate(length), length));
            }

            var word = hard.WithFormat(format).Truncate(length);
            var left = residue ^ Syndromes.OfFormat(wrong, length);
            (_base, _length, _room, _zeroFlipScore, _formatFlips) = (word, length, room, evidence, BitOperations.PopCount(wrong));
            switch (format)
            {
                case 17 or 18:
                    Search<NoResidue>(left);
                    SearchDeep(left, longLoss + formatCost);
                    break;
                case 11:
                    Search<InterrogatorResidue>(left);
                    break;
                default:
                    Search<AddressResidue>(left);
                    break;
            }
        }

        if (_mostFlips > 0 && _best.Score < Sure)
        {
            if (soft[0] < UnsureLength && 56 * Ln2 - shortLoss + _prior.Expected(11) > limit)
            {
                TryExpectedShort(hard, 56 * Ln2 - shortLoss, limit);
            }

            if (soft[0] > -UnsureLength && soft.Length == 112 && 56 * Ln2 - longLoss + _prior.Best(17) > limit)
            {
                TryExpectedLong(hard, longLoss, limit);
            }
        }

        _best.Margin = _best.Score - Math.Max(_second, limit - 20);
        _best.Heard = hard.Truncate(_best.Length);
        return _best;
    }

    /// <summary>What it costs to decide a bit the other way.</summary>
    private void Weigh(ReadOnlySpan<float> soft)
    {
        ref var ratios = ref MemoryMarshal.GetReference(soft);
        ref var weights = ref _weight[0];
        for (nuint n = 0; n < (nuint)soft.Length; n += 8)
        {
            Vector256.Abs(Vector256.LoadUnsafe(ref ratios, n)).StoreUnsafe(ref weights, n);
        }
    }

    /// <summary>Compares the whole word with the short frames that known aircraft are expected to send.</summary>
    private void TryExpectedShort(in FrameBits hard, float evidence, float limit)
    {
        const ulong mask = ~0xFFUL;
        var list = _expectations.Short;
        for (var n = list.Next(hard.High, mask, 0, MostWrongShort); n >= 0; n = list.Next(hard.High, mask, n + 1, MostWrongShort))
        {
            var expected = list.Words[n];
            var wrong = (hard.High ^ expected) & mask;
            var (cost, flips) = (CostOf(wrong), BitOperations.PopCount(wrong));
            var format = (int)(expected >> 59);
            var score = evidence - cost + _prior.Expected(format);
            if (score <= limit)
            {
                continue;
            }

            _length = 56;
            Offer(new FrameBits(expected, 0), format == 11 ? 0 : list.AddressOf(n), score, flips);
            if (format != 11)
            {
                OfferTwin(wrong << 32, score);
            }

            if (format == 11)
            {
                (_base, _zeroFlipScore, _room) = (hard.Truncate(56), evidence, float.PositiveInfinity);
                WeighOtherInterrogators(new FrameBits(expected, 0), 0, cost, flips);
            }
        }
    }

    /// <summary>Compares the start of the word with the long frames that known aircraft are expected to send; where it fits, the other bits are searched.</summary>
    private void TryExpectedLong(in FrameBits hard, float longLoss, float limit)
    {
        const ulong mask = 0xFFFF_FFFF_0000_0000;
        var list = _expectations.Long;
        for (var n = list.Next(hard.High, mask, 0, MostWrongLong); n >= 0; n = list.Next(hard.High, mask, n + 1, MostWrongLong))
        {
            var expected = list.Words[n];
            var wrong = (hard.High ^ expected) & mask;
            var flips = BitOperations.PopCount(wrong);
            var format = (int)(expected >> 59);
            var evidence = (112 - FramePrior.FreeBits(format)) * Ln2 - longLoss - CostOf(wrong);
            if (flips == 0 || evidence + _prior.Best(format) < limit)
            {
                continue;
            }

            // The start is taken as expected; what is left to flip are the other bits.
            var word = hard.Truncate(112) with { High = (expected & mask) | (hard.High & ~mask) };
            if (_sorted != 32)
            {
                SortWeakest(112, 32);
                _sorted = 32;
            }

            (_base, _length, _room, _zeroFlipScore, _formatFlips, _laid) = (word, 112, evidence + _prior.Best(format) - limit, evidence, flips, format == 17 ? 0 : list.AddressOf(n));
            var residue = Syndromes.Residue(word, 112) ^ _laid;
            Search<NoResidue>(residue);
            SearchDeep(residue, longLoss + CostOf(wrong));
            _laid = 0;
        }
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

    private void SortWeakest(int length, int first = 5)
    {
        _count = 0;
        if (_flippable == 0)
        {
            return;
        }

        // A positive float orders as its bits do; the lowest seven make room for the place.
        var keys = _keys;
        var (count, limit) = (0, int.MaxValue);
        ref var weights = ref Unsafe.As<float, int>(ref _weight[0]);
        for (var at = first & ~7; at < length; at += 8)
        {
            var below = Vector256.LessThan(Vector256.LoadUnsafe(ref weights, (nuint)at), Vector256.Create(limit)).ExtractMostSignificantBits();
            below &= at < first ? 0xFFu << (first - at) : 0xFF;
            for (; below != 0; below &= below - 1)
            {
                var n = at + BitOperations.TrailingZeroCount(below);
                var key = (Unsafe.Add(ref weights, n) & ~127) | n;
                if (key >= limit)
                {
                    continue;
                }

                var place = count < _flippable ? count++ : count - 1;
                for (; place > 0 && keys[place - 1] > key; place--)
                {
                    keys[place] = keys[place - 1];
                }

                keys[place] = key;
                limit = count == _flippable ? keys[count - 1] : limit;
            }
        }

        _count = count;
        for (var n = 0; n < count; n++)
        {
            _weakest[n] = keys[n] & 127;
            _cost[n] = _weight[_weakest[n]];
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

                if (_mostFlips < 3 || (TTest.Significant == 0 && _mostFlipsOfAddressParity < 3))
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
            if (Avx2.IsSupported)
            {
                ThirdOfAddress(residue, cost, a, b);
                return;
            }

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

    /// <summary>The same for formats that must come out as a known address: eight third flips are looked up in the filter of addresses at once.</summary>
    private unsafe void ThirdOfAddress(uint residue, float cost, int a, int b)
    {
        fixed (uint* filter = _addressBits)
        {
            for (var from = (b + 1) & ~7; from < _count; from += 8)
            {
                var hash = RecentAddresses.FilterPlace(Vector256.LoadUnsafe(ref _syndrome[0], (nuint)from) ^ Vector256.Create(residue));
                var words = Avx2.GatherVector256(filter, (hash >>> 5).AsInt32(), 4);
                var bits = Avx2.ShiftLeftLogicalVariable(words, Vector256.Create(31u) - (hash & Vector256.Create(31u)));
                for (var hits = bits.ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
                {
                    var c = from + BitOperations.TrailingZeroCount(hits);
                    if (c > b && c < _count && cost + _cost[c] <= _room)
                    {
                        Weigh(residue ^ _syndrome[c], cost + _cost[c], a, b, c);
                    }
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

        var score = Consider(word, residue ^ _laid, cost, flips);
        if (word.Format is not (11 or 17 or 18) && flips > 0)
        {
            OfferTwin(_length == 56 ? (word.High ^ _base.High) << 32 : (word.Low ^ _base.Low) << 24, score);
        }

        if (_length == 56 && residue <= 0x7F && word.Format == 11 && _mostFlipsEver > 0)
        {
            WeighOtherInterrogators(word, residue, cost, flips);
        }
    }

    private float Consider(in FrameBits word, uint residue, float cost, int flips)
    {
        var score = _zeroFlipScore - cost + _prior.Of(word, residue, flips == 0 || (flips == 1 && cost <= Erased && _length == 112), _now);
        Offer(word, residue, score, flips);
        return score;
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
}
