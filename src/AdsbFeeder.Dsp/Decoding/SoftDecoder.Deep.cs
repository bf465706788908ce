namespace AdsbFeeder.Dsp;

internal sealed partial class SoftDecoder
{
    /// <summary>What all bits together, flipped ones included, may lack to certainty when so many are flipped: beyond it lay two fifths of the false frames, and a thirtieth of the true ones.</summary>
    private const float MostLossDeep = 18;

    /// <summary>Four and five flips of a squitter: two or three are tried, and the pair that completes them is looked up. No stranger is believed with so many.</summary>
    /// <param name="residue">What the bits as they are leave of the parity.</param>
    /// <param name="loss">What they lack to certainty.</param>
    private void SearchDeep(uint residue, float loss)
    {
        if (_mostFlips < 4)
        {
            return;
        }

        _room = Math.Min(_room, MostLossDeep - loss);
        if (_count < 4 || _cost[0] + _cost[1] + _cost[2] + _cost[3] > _room)
        {
            return;
        }

        _pairs.Fill(_syndrome.AsSpan(0, _count), _cost.AsSpan(0, _count), _room);
        for (var a = 0; a < _count - 3; a++)
        {
            for (var b = a + 1; b < _count - 2; b++)
            {
                var cost = _cost[a] + _cost[b];
                if (cost + _cost[b + 1] + _cost[b + 2] > _room)
                {
                    break;
                }

                Complete(residue ^ _syndrome[a] ^ _syndrome[b], cost, a, b, -1);
                for (var c = b + 1; _mostFlips > 4 && c < _count - 2 && cost + _cost[c] + _cost[c + 1] + _cost[c + 2] <= _room; c++)
                {
                    Complete(residue ^ _syndrome[a] ^ _syndrome[b] ^ _syndrome[c], cost + _cost[c], a, b, c);
                }
            }
        }
    }

    /// <summary>Weighs all pairs of dearer bits that leave no residue.</summary>
    private void Complete(uint residue, float cost, int a, int b, int c)
    {
        for (var pair = _pairs.Find(residue, -1); pair >= 0; pair = _pairs.Find(residue, pair))
        {
            var (d, e) = _pairs[pair];
            var whole = cost + _cost[d] + _cost[e];
            if (d <= Math.Max(b, c) || whole > _room)
            {
                continue;
            }

            var word = _base.Flip(_weakest[a]).Flip(_weakest[b]).Flip(_weakest[d]).Flip(_weakest[e]);
            word = c < 0 ? word : word.Flip(_weakest[c]);
            if (!_addresses.MayContain(word.Announced))
            {
                continue;
            }

            Consider(word, _laid, whole, _formatFlips + (c < 0 ? 4 : 5));
        }
    }
}
