using AdsbFeeder.ModeS;

namespace AdsbFeeder.Simulation.Modulation;

/// <summary>One rectangular stretch of carrier, microseconds after the start of the preamble (or of F1).</summary>
internal readonly record struct Pulse(double Start, double End);

/// <summary>The pulses that a frame is transmitted as (Annex 10 vol. IV, 3.1.2.2 and 3.1.1.6).</summary>
/// <remarks><code>
///   Mode S   preamble at 0, 1, 3.5 and 4.5 µs; bit i in its first half (1) or its second (0) from 8 + i µs; pulses of 0.5 µs.
///            A 0 before a 1 is one pulse of 1 µs: the transmitter stays on.
///   Mode A/C F1 C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4 F2 every 1.45 µs, SPI 4.35 µs after F2; pulses of 0.45 µs.
/// </code></remarks>
internal static class PulseTrain
{
    /// <summary>More pulses than any frame has.</summary>
    public const int MaximumPulses = 4 + 112;

    /// <summary>From the first pulse to the end of a long frame.</summary>
    public const double LongestSeconds = 120e-6;

    /// <summary>Start of the preamble to the end of bit 56, which Beast counters mark.</summary>
    public const double BeastMarkSeconds = 64e-6;

    /// <summary>F1 to F2 of a Mode A/C reply, which Beast counters mark there.</summary>
    public const double ModeAcMarkSeconds = 20.3e-6;

    private const double ModeAcSpacing = 1.45;
    private const double ModeAcWidth = 0.45;

    // The pulse behind each place of a Mode A/C reply, as a bit of the two bytes 0A4A2A1 0B4B2B1 SC4C2C1 0D4D2D1; 0 is the unused X.
    private static readonly ushort[] ModeAcPulses =
        [0x0010, 0x1000, 0x0020, 0x2000, 0x0040, 0x4000, 0, 0x0100, 0x0001, 0x0200, 0x0002, 0x0400, 0x0004];

    /// <summary>Time on air in seconds.</summary>
    public static double Seconds(in Frame frame) => frame.Length switch
    {
        Frame.ModeAcLength => (frame.Bytes[1] & 0x80) != 0 ? 25.1e-6 : 20.75e-6,
        Frame.ShortLength => 64e-6,
        _ => LongestSeconds,
    };

    /// <summary>Writes the pulses of a frame in order and returns their number.</summary>
    public static int Build(in Frame frame, Span<Pulse> pulses) =>
        frame.IsModeAc ? BuildModeAc(frame, pulses) : BuildModeS(frame, pulses);

    private static int BuildModeS(in Frame frame, Span<Pulse> pulses)
    {
        pulses[0] = new Pulse(0, 0.5);
        pulses[1] = new Pulse(1, 1.5);
        pulses[2] = new Pulse(3.5, 4);
        pulses[3] = new Pulse(4.5, 5);
        var count = 4;
        var bytes = frame.Bytes;
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var isOne = (bytes[bit >> 3] >> (7 - (bit & 7)) & 1) != 0;
            var start = 8 + bit + (isOne ? 0 : 0.5);
            if (isOne && pulses[count - 1].End == start)
                pulses[count - 1] = pulses[count - 1] with { End = start + 0.5 };
            else
                pulses[count++] = new Pulse(start, start + 0.5);
        }

        return count;
    }

    private static int BuildModeAc(in Frame frame, Span<Pulse> pulses)
    {
        var code = frame.Bytes[0] << 8 | frame.Bytes[1];
        var count = 0;
        Add(pulses, ref count, 0);
        for (var place = 0; place < ModeAcPulses.Length; place++)
        {
            if ((code & ModeAcPulses[place]) != 0)
                Add(pulses, ref count, place + 1);
        }

        Add(pulses, ref count, 14);
        if ((code & 0x80) != 0)
            Add(pulses, ref count, 17);

        return count;

        static void Add(Span<Pulse> pulses, ref int count, int place) =>
            pulses[count++] = new Pulse(place * ModeAcSpacing, (place * ModeAcSpacing) + ModeAcWidth);
    }
}
