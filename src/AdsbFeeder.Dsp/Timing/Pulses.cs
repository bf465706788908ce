namespace AdsbFeeder.Dsp;

/// <summary>Where the pulses of a burst lie, in chips from its start (Annex 10 volume IV, 3.1.2.1.5 and 3.1.2.2.5): four of the preamble, one in each bit.</summary>
internal static class Pulses
{
    /// <summary>Pulses of the preamble.</summary>
    internal const int OfPreamble = 4;

    /// <summary>Pulses of the longest burst.</summary>
    internal const int Most = OfPreamble + 112;

    /// <summary>Writes the places of all pulses of a decoded burst, in order.</summary>
    /// <param name="word">Its bits.</param>
    /// <param name="places">Takes <see cref="OfPreamble"/> and one for each bit.</param>
    internal static void Write(in FrameBits word, Span<int> places)
    {
        (places[0], places[1], places[2], places[3]) = (0, 2, 7, 9);
        for (var n = 0; n < places.Length - OfPreamble; n++)
        {
            var bit = n < 64 ? word.High >> (63 - n) : word.Low >> (127 - n);
            places[OfPreamble + n] = 16 + 2 * n + 1 - (int)(bit & 1);
        }
    }
}
