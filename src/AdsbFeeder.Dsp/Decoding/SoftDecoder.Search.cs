using System.Numerics;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <content>The search itself: which bits may be flipped, and every set of up to three of them.</content>
internal sealed partial class SoftDecoder
{
    /// <summary>Lists the bits that are flipped most cheaply, from <paramref name="first"/> on and none dearer than <paramref name="most"/>.</summary>
    private void SortWeakest(int length, int first, float most)
    {
        _count = 0;
        if (_flippable == 0 || most <= 0)
        {
            return;
        }

        _count = WeakestBits.Find(_weight.AsSpan(0, length), first, most, _keys.AsSpan(0, _flippable));
        for (var n = 0; n < _count; n++)
        {
            _weakest[n] = _keys[n] & WeakestBits.PlaceMask;
            _cost[n] = _weight[_weakest[n]];
            _syndrome[n] = Syndromes.Bit(_weakest[n], length);
        }
    }

    /// <summary>Weighs every set of flips, cheapest first, that leaves a fitting residue.</summary>
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

        Last<TTest>(residue, 0, -1, -1);
        if (_mostFlips < 2)
        {
            return;
        }

        var most = TTest.Significant == 0 ? Math.Min(_mostFlips, _mostFlipsOfAddressParity) : _mostFlips;
        for (var a = 0; a < _count - 1 && _cost[a] + _cost[a + 1] <= _room; a++)
        {
            var withA = residue ^ _syndrome[a];
            Last<TTest>(withA, _cost[a], a, -1);
            for (var b = a + 1; most > 2 && b < _count - 1 && _cost[a] + _cost[b] + _cost[b + 1] <= _room; b++)
            {
                Last<TTest>(withA ^ _syndrome[b], _cost[a] + _cost[b], a, b);
            }
        }
    }

    /// <summary>The last flip of a set: all dearer bits are tried, eight at once.</summary>
    /// <param name="residue">What the flips so far leave.</param>
    /// <param name="cost">What they cost.</param>
    /// <param name="a">The first of them, or -1.</param>
    /// <param name="b">The second of them, or -1.</param>
    private void Last<TTest>(uint residue, float cost, int a, int b)
        where TTest : struct, IResidueTest
    {
        var first = Math.Max(a, b) + 1;
        for (var from = first & ~7; from < _count && cost + _cost[Math.Max(from, first)] <= _room; from += 8)
        {
            for (var hits = TTest.Fitting(Vector256.LoadUnsafe(ref _syndrome[0], (nuint)from) ^ Vector256.Create(residue), _addresses); hits != 0; hits &= hits - 1)
            {
                var c = from + BitOperations.TrailingZeroCount(hits);
                if (c >= first && c < _count && cost + _cost[c] <= _room)
                {
                    Weigh(residue ^ _syndrome[c], cost + _cost[c], a, b, c);
                }
            }
        }
    }
}
