namespace AdsbFeeder.ModeS;

/// <summary>Registrations of the USA, N1 to N99999, and their addresses.</summary>
/// <remarks>
/// An N-number is a first digit 1 to 9 and then up to four characters: digits, and at the end up to two letters without I and O
/// (14 CFR 47.15; at most five characters). The addresses A00001 to ADF7C7 count them in this order: the number itself, then with a letter,
/// then with two, then each longer number.
/// <code>
///   numbers that begin with so many digits:  5: 1    4: 1 + 24 + 10     3: 1 + 24 + 24 * 24 + 10 * 35 = 951
///                                            2: 601 + 10 * 951 = 10111  1: 601 + 10 * 10111 = 101711          9 * 101711 in all
///   A835AF  N628TS       AA3410  N757AF
/// </code></remarks>
internal static class NNumber
{
    private const uint First = 0xA00001;
    private const uint Suffixes = 1 + Letters + Letters * Letters;
    private const uint Letters = 24;
    private const int LongestDigits = 5;

    private static ReadOnlySpan<char> Alphabet => "ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>How many numbers begin with one, two, three, four, five given digits.</summary>
    private static ReadOnlySpan<uint> Family => [101_711, 10_111, 951, 35, 1];

    /// <summary>Writes the N-number of an address, and its length; false when it has none.</summary>
    public static bool TryFormat(uint address, Span<char> text, out int length)
    {
        length = 0;
        var left = address - First;
        if (address < First || left >= 9 * Family[0])
            return false;

        text[length++] = 'N';
        text[length++] = (char)('1' + left / Family[0]);
        left %= Family[0];
        for (var digits = 1; left > 0; digits++)
        {
            var suffixes = SuffixesAfter(digits);
            if (left < suffixes)
            {
                length += FormatLetters(left, digits, text[length..]);
                return true;
            }

            left -= suffixes;
            text[length++] = (char)('0' + left / Family[digits]);
            left %= Family[digits];
        }

        return true;
    }

    /// <summary>The address of an N-number; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out uint address)
    {
        address = First;
        if (text.Length is < 2 or > 6 || text[0] != 'N' || text[1] is < '1' or > '9')
            return false;
        address += (uint)(text[1] - '1') * Family[0];
        var digits = 1;
        for (; digits + 1 < text.Length && text[digits + 1] is >= '0' and <= '9'; digits++)
            address += SuffixesAfter(digits) + (uint)(text[digits + 1] - '0') * Family[digits];

        var letters = text[(digits + 1)..];
        if (letters.IsEmpty)
            return true;
        var first = Alphabet.IndexOf(letters[0]);
        var second = letters.Length > 1 ? Alphabet.IndexOf(letters[1]) : 0;
        if (first < 0 || second < 0 || letters.Length > (digits == 4 ? 1 : 2))
            return false;
        var perLetter = digits == 4 ? 1u : 1 + Letters;
        address += 1 + (uint)first * perLetter + (letters.Length > 1 ? 1 + (uint)second : 0);
        return true;
    }

    /// <summary>Numbers with just these digits: alone and with letters, for which four digits leave room for one and five for
    /// none.</summary>
    private static uint SuffixesAfter(int digits) => digits switch
    {
        LongestDigits => 1,
        LongestDigits - 1 => 1 + Letters,
        _ => Suffixes,
    };

    private static int FormatLetters(uint index, int digits, Span<char> text)
    {
        if (index == 0)
            return 0;
        index--;
        var perLetter = digits == LongestDigits - 1 ? 1u : 1 + Letters;
        text[0] = Alphabet[(int)(index / perLetter)];
        if (index % perLetter == 0)
            return 1;
        text[1] = Alphabet[(int)(index % perLetter) - 1];
        return 2;
    }
}
