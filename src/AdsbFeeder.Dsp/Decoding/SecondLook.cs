namespace AdsbFeeder.Dsp;

/// <summary>The bursts of a search that were decoded: they are taken out of the samples, and where another lay under them is searched once more.</summary>
internal sealed class SecondLook(FrontEnd frontEnd)
{
    /// <summary>What is left of a burst, over the noise's power, from which there may be another under it.</summary>
    private const float LeastUnder = 1;

    private const int Most = 256;

    private const int Chip = PreambleKernel.Chip;

    /// <summary>A burst that was covered began at most so much before the one that covers it.</summary>
    private const int LongestBurst = 240 * Chip;

    private readonly Cancellation _cancellation = new(frontEnd);
    private readonly Burst[] _bursts = new Burst[Most];
    private int _count;
    private int _next;

    /// <summary>Notes a burst whose first pulse peaks at a fine step of the window.</summary>
    public void Note(double peak, in FrameBits word, int length)
    {
        if (_count < Most)
        {
            _bursts[_count++] = new Burst(peak, word, length, false);
        }
    }

    /// <summary>True when a frame is what is left of one that was noted, and not another.</summary>
    public bool IsKnown(in FrameBits word, int start)
    {
        foreach (ref var burst in _bursts.AsSpan(0, _count))
        {
            if (burst.Word == word && Math.Abs(burst.Peak - start) < 4 * Chip)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes all bursts out of the samples; false when nothing seems to lie under them.</summary>
    public bool TakeOut(float sigma)
    {
        var any = false;
        foreach (ref var burst in _bursts.AsSpan(0, _count))
        {
            var rest = _cancellation.Subtract(burst.Peak, burst.Word, burst.Length);
            burst = burst with { Covers = rest >= LeastUnder * 2 * sigma * sigma };
            any |= burst.Covers;
        }

        _next = 0;
        return any;
    }

    /// <summary>The next steps of the window at which a covered burst may start; false when there are no more.</summary>
    public bool TryNext(out int from, out int to)
    {
        (from, to) = (int.MaxValue, 0);
        for (; _next < _count; _next++)
        {
            ref var burst = ref _bursts[_next];
            if (!burst.Covers)
            {
                continue;
            }

            var first = (int)burst.Peak - LongestBurst;
            if (from != int.MaxValue && first > to)
            {
                break;
            }

            from = Math.Min(from, first);
            to = Math.Max(to, (int)burst.Peak + (16 + 2 * burst.Length) * Chip);
        }

        return to > from;
    }

    /// <summary>Forgets the bursts.</summary>
    public void Clear() => _count = 0;

    private readonly record struct Burst(double Peak, FrameBits Word, int Length, bool Covers);
}
