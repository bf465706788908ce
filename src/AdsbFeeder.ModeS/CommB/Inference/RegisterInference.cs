namespace AdsbFeeder.ModeS;

/// <summary>Finds out which register a Comm-B field holds: neither the reply nor the question, which we do not hear, tells.</summary>
/// <remarks>
/// Bayes' rule over all registers and noise:
/// <code>
///   1. A register that breaks a rule of the standard (its number, reserved bits, values behind unset status bits) is out.
///   2. Each other one gets log2 of the probability that it would hold just these bits: what aircraft do, what physics ties together
///      (roll and turn, Mach and airspeed at an altitude), and what is known of this aircraft.
///   3. Plus log2 of how often radars ask for it, here and usually, and of whether the aircraft has announced it (1,0 1,7 1,8 1,9).
///   4. Noise would give any 56 bits: -56.
///   5. The shares of the total are the probabilities. The best is believed from <see cref="Threshold"/> on.
/// </code></remarks>
public static class RegisterInference
{
    /// <summary>The least confidence at which a register is believed.</summary>
    public const double Threshold = 0.95;

    /// <summary>Log2 of the share of replies that are noise with a plausible address, times that of any 56 bits.</summary>
    private const double Noise = -9 - MessageField.Length;

    /// <summary>What it costs to hold a register that the aircraft says it does not have: such reports do go stale.</summary>
    private const double NotAnnounced = -8;

    /// <summary>What ACAS reads by cross-link (DF16): the position, or the transponder adds an advisory. All 257 replies of a capture
    /// of 28 aircraft had the position.</summary>
    private const double AirAir = 11;

    /// <summary>What it costs, and spares the others, to be read again at once.</summary>
    private const double Again = -0.5;

    /// <summary>A broadcast that waits (DR 4, 5) is a change of 1,0 or 2,0, seldom an advisory; ACAS asks with DR 2, 3, 6 and 7 to tell of
    /// its advisory.</summary>
    private const double Broadcast = 3, AdvisoryWaits = 4;

    /// <summary>Number of registers that are weighed.</summary>
    internal const int CandidateCount = 37;

    /// <summary>Registers, and below log2 of how often radars read them: measured for the common ones on 5,000 replies over Europe
    /// (docs/decoder-notes.md), guessed where nobody has seen one.</summary>
    private static ReadOnlySpan<byte> Candidates =>
    [
        0x05, 0x06, 0x07, 0x08, 0x09, 0x10, 0x17, 0x18, 0x19, 0x20, 0x21, 0x30,
        0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x48, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x5F,
        0x60, 0x61, 0x62, 0x65, 0xE3, 0xE4, 0xE5, 0xE6, 0xF1, 0xF2,
    ];

    private static ReadOnlySpan<sbyte> Habits =>
    [
        -12, -13, -17, -16, -14, -5, -5, -10, -10, -5, -14, -6,
        -2, -18, -20, -20, -9, -12, -18, -2, -18, -18, -15, -20, -20, -20, -16,
        -2, -16, -16, -16, -18, -18, -18, -18, -18, -19,
    ];

    /// <summary>The likeliest register of an MB, or of the MV of DF16.</summary>
    public static RegisterGuess Infer(MessageField field, in RegisterContext context)
    {
        if (field.Bits == 0)
            return default;

        var gains = context.Habits is { } habits ? habits.GainsOf(context.UtilityMessage) : default;
        double best = double.NegativeInfinity, second = double.NegativeInfinity, total = 0;
        byte bestRegister = 0, secondRegister = 0;
        for (var i = 0; i < Candidates.Length; i++)
        {
            var register = Candidates[i];
            var score = RegisterLikelihood.Of(register, field, context);
            if (double.IsNegativeInfinity(score))
                continue;
            score += Habits[i] + (gains.IsEmpty ? 0 : gains[i]) + Expectation(new BdsCode(register), context) - Noise;
            total += double.Exp2(score);
            if (score > best)
                (second, secondRegister, best, bestRegister) = (best, bestRegister, score, register);
            else if (score > second)
                (second, secondRegister) = (score, register);
        }

        if (bestRegister == 0)
            return new RegisterGuess(RegisterVerdict.Unknown, null, 0, null);
        var confidence = double.Exp2(best) / (total + 1); // 1 for noise
        var verdict = confidence >= Threshold ? RegisterVerdict.Certain : best < 0 ? RegisterVerdict.Unknown : RegisterVerdict.Ambiguous;
        return new RegisterGuess(verdict, new BdsCode(bestRegister), confidence, secondRegister == 0 ? null : new BdsCode(secondRegister));
    }

    /// <summary>Place of a candidate among them.</summary>
    internal static int IndexOf(BdsCode register) => Candidates.IndexOf(register.Value);

    /// <summary>Log2 of the usual share of a candidate.</summary>
    internal static double UsualLog2(int index) => Habits[index];

    private static double Expectation(BdsCode register, in RegisterContext context) =>
        (context.IsAirAir && register.Value is (0x05 or 0x30) ? AirAir : 0)
        + (context.Announced.Holds(register) == false ? NotAnnounced : 0)
        + (context.LastRegister == register ? Again : 0)
        + (context.DownlinkRequest, register.Value) switch
        {
            (4 or 5, 0x10 or 0x20) => Broadcast,
            (2 or 3 or 6 or 7, 0x30) => AdvisoryWaits,
            _ => 0,
        };
}
