namespace AdsbFeeder.Dsp;

/// <summary>The bursts that were tried lately, decoded or not: inside of one its own data look like a preamble again and again.</summary>
/// <remarks><code>
///   tried       x x    x x     1001101001…
///   found then                   x x    x x     a whole number of bits later, as strong, and less like a preamble
/// </code>
/// Such a place passes every test of its bits, because they are bits; in dense air two thirds of all attempts were of that kind. Another burst that really starts
/// there, on the same grid and with the same strength, is one in fifty of those decoded. Loud bursts are few, and all of their places are tried.</remarks>
internal sealed class TriedBursts
{
    private const int Most = 16;
    private const int Bit = 2 * PreambleKernel.Chip;

    /// <summary>Fine steps by which places on the same grid may differ.</summary>
    private const int Slack = 1;

    /// <summary>Pulses of one burst differ in strength by no more.</summary>
    private const float Alike = 1.25f;

    private readonly Burst[] _bursts = new Burst[Most];
    private int _next;

    /// <summary>Notes a burst: where it starts and ends, how much its chips differ, and how much its start looks like a preamble.</summary>
    public void Note(int start, int end, float contrast, float score)
    {
        _bursts[_next] = new(start, end, contrast, score);
        _next = (_next + 1) % Most;
    }

    /// <summary>True when a burst that was tried explains what is found at a place.</summary>
    public bool Explain(int start, float contrast, float score)
    {
        foreach (ref readonly var burst in _bursts.AsSpan())
        {
            if (start < burst.End && start > burst.Start + Slack && score < burst.Score && contrast < Alike * burst.Contrast && burst.Contrast < Alike * contrast
                && (start - burst.Start + Slack) % Bit <= 2 * Slack)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The window slides: all places are so many steps earlier.</summary>
    public void Advance(int steps)
    {
        foreach (ref var burst in _bursts.AsSpan())
        {
            burst = burst with { Start = burst.Start - steps, End = burst.End - steps };
        }
    }

    private readonly record struct Burst(int Start, int End, float Contrast, float Score);
}
