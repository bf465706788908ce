namespace AdsbFeeder.ModeS;

/// <summary>Registrations of Japan: JA and four characters, digits first, then letters without I and O; at least one digit.</summary>
/// <remarks>
/// Addresses from 840000 count them, at each place the ten digits before the 24 letters; behind a letter only letters follow.
/// <code>
///   behind two digits and a digit 10 + 24 = 34, a letter 24; behind one digit and a digit 10 * 34 + 24 * 24 = 916, a letter 24 * 24
///   behind the first digit 10 * 916 + 24 * 24 * 24 = 22984
///   86CE6C  JA801A
/// </code></remarks>
internal static class JapaneseRegistration
{
    private const uint First = 0x840000;
    private const uint Letters = 24;
    private const int Length = 6;

    private static ReadOnlySpan<char> Alphabet => "ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>How many registrations continue a digit at places 1 to 4; letters continue in 24s.</summary>
    private static ReadOnlySpan<uint> BehindDigit => [22_984, 916, 34, 1];

    /// <summary>Writes the registration of an address, and its length; false when it has none.</summary>
    public static bool TryFormat(uint address, Span<char> text, out int length)
    {
        length = 0;
        var left = address - First;
        if (address < First || left >= 10 * BehindDigit[0])
            return false;

        "JA".CopyTo(text);
        var behindLetter = Letters * Letters * Letters;
        var onlyLetters = false;
        for (var place = 0; place < 4; place++, behindLetter /= Letters)
        {
            var digits = onlyLetters ? 0 : 10 * BehindDigit[place];
            if (left < digits)
            {
                text[2 + place] = (char)('0' + left / BehindDigit[place]);
                left %= BehindDigit[place];
                continue;
            }

            left -= digits;
            onlyLetters = true;
            text[2 + place] = Alphabet[(int)(left / behindLetter)];
            left %= behindLetter;
        }

        length = Length;
        return true;
    }

    /// <summary>The address of a registration; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out uint address)
    {
        address = First;
        if (text.Length != Length || !text.StartsWith("JA", StringComparison.Ordinal) || text[2] is < '0' or > '9')
            return false;
        var behindLetter = Letters * Letters * Letters;
        var onlyLetters = false;
        for (var place = 0; place < 4; place++, behindLetter /= Letters)
        {
            var character = text[2 + place];
            if (!onlyLetters && character is >= '0' and <= '9')
            {
                address += (uint)(character - '0') * BehindDigit[place];
                continue;
            }

            var letter = Alphabet.IndexOf(character);
            if (letter < 0)
                return false;
            address += (onlyLetters ? 0 : 10 * BehindDigit[place]) + (uint)letter * behindLetter;
            onlyLetters = true;
        }

        return true;
    }
}
