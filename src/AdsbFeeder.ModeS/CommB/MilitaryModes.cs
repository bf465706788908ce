namespace AdsbFeeder.ModeS;

/// <summary>Register F,2: Mode 1, 2 and A codes of military aircraft (Annex 10 vol. III table 2-242).</summary>
/// <remarks><code>
///   MB bits  1-5 type code 0 (others unassigned)
///            6 valid, 7 four digits (else two), 8-20 Mode 1 in the order of the field ID | 21 valid, 22-34 Mode 2 | 35 valid, 36-48 Mode A | 49-56 reserved
/// </code>
/// The public extract names these fields in this order and gives no bit numbers; no frame with this register is known to us.</remarks>
/// <param name="Mode1">Mode 1 code; of its digits only A and B count unless <paramref name="Mode1HasFourDigits"/>; null when not
/// valid.</param>
/// <param name="Mode1HasFourDigits">All four digits of Mode 1 are in use.</param>
/// <param name="Mode2">Mode 2 code; null when not valid.</param>
/// <param name="ModeA">Mode A code; null when not valid.</param>
public readonly record struct MilitaryModes(Squawk? Mode1, bool Mode1HasFourDigits, Squawk? Mode2, Squawk? ModeA)
{
    /// <summary>Whether a field can be this register: values obey their status bits, the X bits and the reserved ones are zero.</summary>
    public static bool Fits(MessageField mb) =>
        (mb.Bit(6) || mb.Bit(21) || mb.Bit(35)) && mb.IsZero(1, 5) && mb.IsZero(49, 56)
        && mb.Obeys(6, 7, 20) && mb.Obeys(21, 22, 34) && mb.Obeys(35, 36, 48)
        && !mb.Bit(14) && !mb.Bit(28) && !mb.Bit(42);

    /// <summary>Reads an MB that holds this register.</summary>
    public static MilitaryModes Decode(MessageField mb) => new(
        mb.Bit(6) ? Squawk.FromId13(mb[8..20]) : null,
        mb.Bit(7),
        mb.Bit(21) ? Squawk.FromId13(mb[22..34]) : null,
        mb.Bit(35) ? Squawk.FromId13(mb[36..48]) : null);

    /// <summary>The MB.</summary>
    public MessageField Encode() => default(MessageField)
        .WithBit(6, Mode1 is not null).WithBit(7, Mode1HasFourDigits).With(8, 20, Mode1?.ToId13() ?? 0)
        .WithBit(21, Mode2 is not null).With(22, 34, Mode2?.ToId13() ?? 0)
        .WithBit(35, ModeA is not null).With(36, 48, ModeA?.ToId13() ?? 0);
}
