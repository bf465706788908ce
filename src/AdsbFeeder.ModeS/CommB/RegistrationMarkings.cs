namespace AdsbFeeder.ModeS;

/// <summary>Register 2,1: aircraft and airline registration markings (Doc 9871 table A-2-33).</summary>
/// <remarks><code>
///   MB bits  1 valid | 2-43 registration, seven characters of six bits | 44 valid | 45-56 airline, two characters
///   characters as in <see cref="Callsign"/>, and the hyphen (45), which this register alone may carry
///   MB 9E7DA9A6140000   "OO-SSB", no airline (composed)
/// </code></remarks>
/// <param name="Registration">Seven characters of six bits; null when not available.</param>
/// <param name="Airline">Two characters of six bits; null when not available.</param>
public readonly record struct RegistrationMarkings(ulong? Registration, uint? Airline)
{
    private const int RegistrationLength = 7;
    private const int AirlineLength = 2;

    /// <summary>The registration without spaces at its end; null when not available.</summary>
    public string? RegistrationText => Registration is { } bits ? SixBitText.ToString(bits, RegistrationLength) : null;

    /// <summary>The airline's two letters; null when not available.</summary>
    public string? AirlineText => Airline is { } bits ? SixBitText.ToString(bits, AirlineLength) : null;

    /// <summary>Whether a field can be this register: a registration in the alphabet, and an airline or zeros behind it.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bit(1) && SixBitText.IsText(Bits(mb, 2, 43), RegistrationLength)
        && mb.Obeys(44, 45, 56) && (!mb.Bit(44) || SixBitText.IsText(mb[45..56], AirlineLength));

    /// <summary>Reads an MB that holds this register.</summary>
    public static RegistrationMarkings Decode(MessageField mb) => new(
        mb.Bit(1) ? Bits(mb, 2, 43) : null,
        mb.Bit(44) ? mb[45..56] : null);

    /// <summary>The MB.</summary>
    public MessageField Encode() => new MessageField((Registration ?? 0) << 13)
        .WithBit(1, Registration is not null)
        .WithBit(44, Airline is not null)
        .With(45, 56, Airline ?? 0);

    private static ulong Bits(MessageField mb, int first, int last) =>
        mb.Bits >> (MessageField.Length - last) & ((1UL << (last - first + 1)) - 1);
}
