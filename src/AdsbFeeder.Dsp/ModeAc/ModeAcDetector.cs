namespace AdsbFeeder.Dsp;

/// <summary>Finds Mode A and C replies: two framing pulses 20.3 µs apart, twelve places for pulses between them, silence everywhere else.</summary>
/// <remarks><code>
///   slot    0  1  2  3  4  5  6  7  8  9 10 11 12 13 14  …  17        1.45 µs each
///          F1 C1 A1 C2 A2 C4 A4  X B1 D1 B2 D2 B4 D4 F2     SPI
/// </code>
/// A place that is neither clearly a pulse nor clearly none, a pulse of another level, or anything between the places is garble, and garble is not put out: nothing in
/// a reply would tell that it is wrong. (Annex 10 vol. IV, 3.1.1.6.)</remarks>
internal sealed class ModeAcDetector
{
    /// <summary>Fine steps between two slots: 1.45 µs.</summary>
    private const float Slot = 17.4f;

    private const int LastSlot = 14;
    private const int SpiSlot = 17;

    /// <summary>Fine steps after F1 that are looked at.</summary>
    public const int Reach = 320;

    /// <summary>Framing pulses in units of sigma: noise alone then frames a reply every few minutes, and the quiet places reject most of those.</summary>
    private const float LeastFrame = 4.5f;

    /// <summary>A reply without a pulse between its frame is believed only from here.</summary>
    private const float LeastEmptyFrame = 7;

    /// <summary>F2 lies within so many steps of its place.</summary>
    private const int FrameTolerance = 2;

    private const float MostUnlikeFrames = 1.4f;
    private const float LeastPulse = 0.6f;
    private const float MostPulse = 1.5f;
    private const float MostQuiet = 0.5f;

    private static ReadOnlySpan<ushort> Masks => [0, 0x10, 0x1000, 0x20, 0x2000, 0x40, 0x4000, 0, 0x100, 0x1, 0x200, 0x2, 0x400, 0x4];

    /// <summary>Peak of F2 in fine steps of the amplitudes.</summary>
    public float End { get; private set; }

    /// <summary>The two bytes of the reply.</summary>
    public ushort Code { get; private set; }

    /// <summary>Amplitude of its framing pulses.</summary>
    public float Amplitude { get; private set; }

    /// <summary>True when a reply starts at the first step from <paramref name="place"/> to before <paramref name="to"/> at which one does; <paramref name="place"/> moves there.</summary>
    public bool TryFind(ReadOnlySpan<float> amplitudes, ref int place, int to, float sigma)
    {
        var least = LeastFrame * sigma;
        for (; place < to; place++)
        {
            var level = amplitudes[place];
            if (level >= least && IsPeak(amplitudes, place) && TryRead(amplitudes, place, least, sigma))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryRead(ReadOnlySpan<float> e, int first, float least, float sigma)
    {
        var f2 = first + (int)(LastSlot * Slot) - FrameTolerance;
        for (var n = f2 + 1; n <= first + (int)(LastSlot * Slot) + 1 + FrameTolerance; n++)
        {
            f2 = e[n] > e[f2] ? n : f2;
        }

        if (!IsPeak(e, f2) || e[f2] < least || Math.Max(e[first], e[f2]) > MostUnlikeFrames * Math.Min(e[first], e[f2]))
        {
            return false;
        }

        var (from, to) = (Summit(e, first), Summit(e, f2));
        var slot = (to - from) / LastSlot;
        var level = 0.5f * (e[first] + e[f2]);
        var (code, quiet) = (0, MostQuiet * level);
        for (var n = -1; n <= LastSlot; n++)
        {
            if (At(e, from + (n + 0.5f) * slot) > quiet)
            {
                return false;
            }
        }

        for (var n = 1; n < LastSlot; n++)
        {
            var pulse = At(e, from + n * slot);
            if (pulse <= quiet)
            {
                continue;
            }

            if (Masks[n] == 0 || pulse < LeastPulse * level || pulse > MostPulse * level)
            {
                return false;
            }

            code |= Masks[n];
        }

        if (code == 0 && level < LeastEmptyFrame * sigma)
        {
            return false;
        }

        var spi = At(e, from + SpiSlot * slot);
        code |= spi > LeastPulse * level && spi < MostPulse * level ? 0x80 : 0;
        (Code, End, Amplitude) = ((ushort)code, to, level);
        return true;
    }

    private static float At(ReadOnlySpan<float> e, float step) => e[(int)(step + 0.5f)];

    private static bool IsPeak(ReadOnlySpan<float> e, int n) => e[n] > e[n - 1] && e[n] >= e[n + 1] && e[n] > e[n - 2] && e[n] >= e[n + 2] && e[n] > e[n - 3] && e[n] >= e[n + 3];

    /// <summary>Where the top of a peak lies between the steps.</summary>
    private static float Summit(ReadOnlySpan<float> e, int n)
    {
        var curvature = e[n - 1] - 2 * e[n] + e[n + 1];
        return curvature < 0 ? n + 0.5f * (e[n - 1] - e[n + 1]) / curvature : n;
    }
}
