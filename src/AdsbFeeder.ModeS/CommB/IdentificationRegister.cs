namespace AdsbFeeder.ModeS;

/// <summary>Register 2,0: aircraft identification (Doc 9871 table A-2-32).</summary>
/// <remarks><code>
///   MB bits  1-8 20h | 9-56 eight characters of six bits
///   A02238382004B1F2CB0820321A78   AKG220
/// </code></remarks>
/// <param name="Callsign">The callsign; null when blank or with characters that nobody may send.</param>
public readonly record struct IdentificationRegister(Callsign? Callsign)
{
    private const uint Number = 0x20;
    private const ulong Characters = (1UL << 48) - 1;

    /// <summary>Whether a field can be this register: its number comes first, and a callsign in the alphabet, or none, follows.</summary>
    public static bool Fits(MessageField mb) =>
        mb[1..8] == Number && ((mb.Bits & Characters) == 0 || ModeS.Callsign.FromBits(mb.Bits & Characters) is not null);

    /// <summary>Reads an MB that holds this register.</summary>
    public static IdentificationRegister Decode(MessageField mb) => new(ModeS.Callsign.FromBits(mb.Bits & Characters));

    /// <summary>The MB.</summary>
    public MessageField Encode() => new MessageField(Callsign?.Bits ?? 0).With(1, 8, Number);
}
