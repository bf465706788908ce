using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    private static readonly int[] ShortFirst = [11, 4, 5, 0, 17, 20, 21, 16, 18];
    private static readonly int[] LongFormats = [17, 20, 21, 16, 18];
    private static readonly int[] ShortFormats = [11, 4, 5, 0];

    /// <summary>
    /// Frames that are so much less likely than the best one so far are not looked for: the margin asked, and as much again, because a frame
    /// that fits what its aircraft said last may exceed what <see cref="FramePrior.Best"/> promises.
    /// </summary>
    private const float Rivals = 2 * Acceptance.LeastMargin;

    private readonly RecentAddresses _addresses;
    private readonly FramePrior _prior;
    private readonly Expectations _expectations;
    private readonly int _flippable;
    private readonly int _mostFlipsEver;
    private readonly int _mostFlipsOfAddressParity;
    private readonly PairTable _pairs;
    private int _mostFlips;
    private int _sorted;
    private int _residueOf;
    private uint _residue;
    private float _bestThere;
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
        _best = default;
        _best.Score = float.NegativeInfinity;
        _second = float.NegativeInfinity;
        _now = now;
        _mostFlips = repair ? _mostFlipsEver : 0;
        var hard = FrameBits.Decide(soft);
        Weigh(soft);

        float shortLoss = 56 * Ln2 - start, longLoss = 112 * Ln2 - whole;
        if (_mostFlips == 0)
        {
            if (Array.IndexOf(Formats, hard.Format) >= 0)
            {
                Try(hard.Format, soft.Length, hard, shortLoss, longLoss);
            }
        }
        else
        {
            _sorted = 0;
            _residueOf = 0;
            foreach (var format in soft[0] > 0 ? Formats : ShortFirst)
            {
                Try(format, soft.Length, hard, shortLoss, longLoss);
            }

            TryExpected(soft, hard, shortLoss, longLoss);
        }

        _best.Margin = _best.Score - Math.Max(_second, Acceptance.SearchLimit - 20);
        _best.Heard = hard.Truncate(_best.Length);
        return _best;
    }

    /// <summary>What a frame must exceed to matter: something that may be believed, or a rival of the best one so far.</summary>
    private float Limit => MathF.Max(Acceptance.SearchLimit, _best.Score - Rivals);

    /// <summary>Searches frames of one format.</summary>
    private void Try(int format, int bits, in FrameBits hard, float shortLoss, float longLoss)
    {
        var length = format >= 16 ? 112 : 56;
        if (length > bits)
        {
            return;
        }

        var loss = length == 112 ? longLoss : shortLoss;
        var evidence = (length - FramePrior.FreeBits(format)) * Ln2 - loss;
        var best = _prior.Best(format);
        var wrong = (uint)(hard.Format ^ format);
        var room = evidence + best - Limit;
        if (room < 0)
        {
            return;
        }

        float formatCost = 0;
        for (var rest = wrong; rest != 0; rest &= rest - 1)
        {
            formatCost += _weight[4 - BitOperations.TrailingZeroCount(rest)];
        }

        (evidence, room) = (evidence - formatCost, room - formatCost);
        if (room < 0)
        {
            return;
        }

        if (_residueOf != length || _mostFlips == 0)
        {
            (_residueOf, _residue) = (length, Syndromes.Residue(hard.Truncate(length), length));
        }

        var word = hard.WithFormat(format).Truncate(length);
        var left = _residue ^ Syndromes.OfFormat(wrong, length);
        (_base, _length, _room, _bestThere, _zeroFlipScore, _formatFlips) = (word, length, room, evidence + best, evidence, BitOperations.PopCount(wrong));
        if (_sorted != length && _mostFlips > 0)
        {
            _sorted = length;
            SortWeakest(length, 5, MostRoom(length, loss));
        }

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

    /// <summary>What flips may cost in the formats of a length: bits dearer than that need no place among the weakest.</summary>
    private float MostRoom(int length, float loss)
    {
        var most = 0f;
        foreach (var format in length == 56 ? ShortFormats : LongFormats)
        {
            most = MathF.Max(most, (length - FramePrior.FreeBits(format)) * Ln2 + _prior.Best(format));
        }

        return most - loss - Acceptance.SearchLimit;
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
        if (word.Format is not (11 or 17 or 18) && float.IsFinite(score))
        {
            OfferTwin(_length == 56 ? (word.High ^ _base.High) << 32 : (word.Low ^ _base.Low) << 24, score, _prior.LastFields);
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
            _second = word == _best.Word ? _second : Math.Max(_second, _best.Score + CautionFor(word, _best.Word));
            _best = new Verdict { Score = score, Word = word, Length = _length, Flips = flips, Residue = residue };
            _room = MathF.Min(_room, _bestThere - (score - Rivals));
        }
        else if (score + TwinCaution > _second && word != _best.Word)
        {
            _second = Math.Max(_second, score + CautionFor(word, _best.Word));
        }
    }
}
