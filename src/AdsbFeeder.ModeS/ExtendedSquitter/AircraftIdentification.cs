namespace AdsbFeeder.ModeS;

/// <summary>Aircraft identification and category, type codes 1 to 4 (DO-260B 2.2.3.2.5, register 0,8).</summary>
/// <remarks><code>
///   ME bits  1-5 TC (4 A, 3 B, 2 C, 1 D) | 6-8 category | 9-56 eight characters of six bits
///   8D4840D6202CC371C32CE0576098   ME 202CC371C32CE0: A0, "KLM1023 "
/// </code></remarks>
/// <param name="Category">Kind of vehicle.</param>
/// <param name="Callsign">The callsign; null when blank or with characters that nobody may send.</param>
public readonly record struct AircraftIdentification(EmitterCategory Category, Callsign? Callsign)
{
    /// <summary>Reads an ME with type code 1 to 4.</summary>
    public static AircraftIdentification Decode(MessageField me) => new(
        EmitterCategory.FromTypeCode((int)me[1..5], (int)me[6..8]),
        ModeS.Callsign.FromBits(me.Bits & ((1UL << 48) - 1)));

    /// <summary>The ME; without a callsign its characters are zeros.</summary>
    public MessageField Encode() => new MessageField(Callsign?.Bits ?? 0)
        .With(1, 5, (uint)Category.TypeCode)
        .With(6, 8, (uint)Category.Number);
}
