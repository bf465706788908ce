using System.Globalization;

namespace AdsbFeeder.ModeS;

/// <summary>Registrations that are a prefix and a number, and the addresses that follow them.</summary>
/// <remarks><code>
///   Russia  140000 + n is RA-n, five digits     155C43 RA-89155
///   Korea   HL and four digits, which are the nibbles of the address:  71BE34 HL7634, 71BF01 HL7701, 71C353 HL8353, 71C518 HL8518
/// </code></remarks>
internal readonly record struct NumberedRegistration(string Prefix, uint First, uint Count, uint Number, int Digits, bool IsNibbles)
{
    public static readonly NumberedRegistration[] All =
    [
        new("RA-", 0x140000, 100_000, 0, 5, false),
        new("HL", 0x71BA00, 0x59A, 0x7200, 4, true),
        new("HL", 0x71C300, 0x29A, 0x8300, 4, true),
    ];

    private string Format => IsNibbles ? "X4" : Digits == 5 ? "D5" : "D4";

    /// <summary>Writes the registration of an address, and its length; false when the address is not in the series.</summary>
    public bool TryFormat(uint address, Span<char> text, out int length)
    {
        length = 0;
        var index = address - First;
        if (address < First || index >= Count
            || !(Number + index).TryFormat(text[Prefix.Length..], out var digits, Format, CultureInfo.InvariantCulture)
            || text.Slice(Prefix.Length, digits).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        Prefix.CopyTo(text);
        length = Prefix.Length + digits;
        return true;
    }

    /// <summary>The address of a registration; false when it is not in the series.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        if (text.Length != Prefix.Length + Digits || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var digits = text[Prefix.Length..];
        if (digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        var number = uint.Parse(digits, IsNibbles ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture);
        address = First + number - Number;
        return number >= Number && number - Number < Count;
    }
}
