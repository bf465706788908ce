namespace AdsbFeeder.ModeS;

/// <summary>Text in the six-bit alphabet of Mode S (Annex 10 vol. IV, table 3-9), first character in the highest bits.</summary>
internal static class SixBitText
{
    private const uint Space = 32;
    private const uint Hyphen = 45;
    private const int Bits = 6;

    /// <summary>Whether the characters are letters, digits or hyphens, with nothing but spaces or padding behind the last, and at least
    /// one of them.</summary>
    public static bool IsText(ulong bits, int length)
    {
        var ended = false;
        for (var i = 0; i < length; i++)
        {
            var code = At(bits, length, i);
            if (code is 0 or Space)
                ended = true;
            else if (ended || code is not ((>= 1 and <= 26) or Hyphen or (>= 48 and <= 57)))
                return false;
        }

        return At(bits, length, 0) is not (0 or Space);
    }

    /// <summary>The characters up to the last that is not a space; codes outside the alphabet become question marks.</summary>
    public static string ToString(ulong bits, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            text[i] = At(bits, length, i) switch
            {
                0 or Space => ' ',
                <= 26 and var code => (char)('@' + code),
                (Hyphen or (>= 48 and <= 57)) and var code => (char)code,
                _ => '?',
            };
        }

        return text.TrimEnd(' ').ToString();
    }

    /// <summary>Up to <paramref name="length"/> characters, spaces behind them; 0 when one is outside the alphabet or there are too
    /// many.</summary>
    public static ulong FromText(ReadOnlySpan<char> text, int length)
    {
        if (text.Length > length)
            return 0;
        var bits = 0UL;
        for (var i = 0; i < length; i++)
        {
            var character = i < text.Length ? text[i] : ' ';
            if (character is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or ' '))
                return 0;
            bits = bits << Bits | (character is >= 'A' and <= 'Z' ? (uint)(character - '@') : character);
        }

        return bits;
    }

    private static uint At(ulong bits, int length, int index) => (uint)(bits >> (Bits * (length - 1 - index))) & 0x3F;
}
