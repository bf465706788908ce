namespace AdsbFeeder.ModeS;

/// <summary>Squitters whose content the standard leaves to others: type codes 23 (test, but for subtype 7), 24 (surface system status), 25
/// to 27 and 30 (reserved) (DO-260B 2.2.3.2.7.3 to 2.2.3.2.7.6).</summary>
/// <remarks><code>
///   ME bits  1-5 TC | 6-8 subtype | 9-56 data
///     TC 23 subtype 0      test message, any content
///     TC 24 subtype 1      status of a multilateration system
///     TC 25, 26            reserved
///     TC 27                reserved for trajectory change; TC 30 was for operational coordination in DO-260
///   8DA05F21C10123456789ABB23E0A   TC 24, subtype 1 (composed)
/// </code></remarks>
/// <param name="TypeCode">0 to 31.</param>
/// <param name="Subtype">0 to 7.</param>
/// <param name="Data">48 bits.</param>
public readonly record struct UnspecifiedMessage(int TypeCode, int Subtype, ulong Data)
{
    private const ulong DataBits = (1UL << 48) - 1;

    /// <summary>Reads any ME.</summary>
    public static UnspecifiedMessage Decode(MessageField me) => new((int)me[1..5], (int)me[6..8], me.Bits & DataBits);

    /// <summary>The ME.</summary>
    public MessageField Encode() => new MessageField(Data & DataBits).With(1, 5, (uint)TypeCode).With(6, 8, (uint)Subtype);
}
