namespace AdsbFeeder.ModeS;

/// <summary>Register F,1: Mode 1 and Mode 2 codes of military aircraft (Doc 9871 table A-2-241).</summary>
/// <remarks><code>
///   MB bits  1 valid, 2 four digits (else two), 3-15 Mode 1 in the order of the field ID | 16 valid, 17-29 Mode 2 | 30-56 reserved
/// </code></remarks>
/// <param name="Mode1">Mode 1 code; of its digits only A and B count unless <paramref name="Mode1HasFourDigits"/>; null when not
/// valid.</param>
/// <param name="Mode1HasFourDigits">All four digits of Mode 1 are in use.</param>
/// <param name="Mode2">Mode 2 code; null when not valid.</param>
public readonly record struct MilitaryCodes(Squawk? Mode1, bool Mode1HasFourDigits, Squawk? Mode2)
{
    /// <summary>Whether a field can be this register.</summary>
    public static bool Fits(MessageField mb) =>
        (mb.Bit(1) || mb.Bit(16)) && mb.Obeys(1, 2, 15) && mb.Obeys(16, 17, 29) && mb.IsZero(30, 56) && !mb.Bit(9) && !mb.Bit(23);

    /// <summary>Reads an MB that holds this register.</summary>
    public static MilitaryCodes Decode(MessageField mb) => new(
        mb.Bit(1) ? Squawk.FromId13(mb[3..15]) : null, mb.Bit(2), mb.Bit(16) ? Squawk.FromId13(mb[17..29]) : null);

    /// <summary>The MB.</summary>
    public MessageField Encode() => default(MessageField)
        .WithBit(1, Mode1 is not null).WithBit(2, Mode1HasFourDigits).With(3, 15, Mode1?.ToId13() ?? 0)
        .WithBit(16, Mode2 is not null).With(17, 29, Mode2?.ToId13() ?? 0);
}
