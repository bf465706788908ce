namespace AdsbFeeder.ModeS;

/// <summary>How three letters behind a prefix make a number that a state adds to the first address of a series.</summary>
internal enum SuffixCoding : byte
{
    /// <summary>Five bits a letter, A is 0.</summary>
    FiveBitsFromZero,

    /// <summary>Five bits a letter, A is 1.</summary>
    FiveBitsFromOne,

    /// <summary>Six bits a letter, A is 1.</summary>
    SixBitsFromOne,

    /// <summary>Counted without gaps, letter by letter.</summary>
    Counted,

    /// <summary>Counted without gaps, letters before digits.</summary>
    CountedWithDigits,
}

/// <summary>Registrations of a prefix and three letters whose addresses follow a rule.</summary>
/// <param name="Prefix">With its hyphen.</param>
/// <param name="Base">The address of the suffix whose letters all count 0.</param>
/// <param name="Coding">How the letters count.</param>
/// <param name="FirstLetter">The lowest first letter; counted series begin with it.</param>
/// <param name="LastLetter">The highest first letter.</param>
internal readonly record struct RegistrationSeries(
    string Prefix, uint Base, SuffixCoding Coding, char FirstLetter = 'A', char LastLetter = 'Z')
{
    private const int SuffixLength = 3;

    /// <remarks>
    /// States do not publish these rules. Each series here gives the addresses of aircraft that vradarserver/standing-data (CC0) lists, or
    /// that recordings hold; RegistrationTests has some of each. South Africa is not among them: a third of its aircraft do not follow.
    /// </remarks>
    public static readonly RegistrationSeries[] All =
    [
        new("F-G", 0x390000, SuffixCoding.FiveBitsFromZero), new("F-H", 0x398000, SuffixCoding.FiveBitsFromZero),

        // Germany: big aircraft packed up to the letter O, where 14 bits end, and counted from P; the smaller classes counted one after
        // another.
        new("D-A", 0x3C4000, SuffixCoding.FiveBitsFromOne, 'A', 'O'), new("D-A", 0x3C0001, SuffixCoding.Counted, 'P'),
        new("D-B", 0x3C8000, SuffixCoding.FiveBitsFromOne, 'A', 'O'), new("D-B", 0x3C2001, SuffixCoding.Counted, 'P'),
        new("D-C", 0x3CC000, SuffixCoding.Counted), new("D-E", 0x3D04A8, SuffixCoding.Counted), new("D-F", 0x3D4950, SuffixCoding.Counted),
        new("D-G", 0x3D8DF8, SuffixCoding.Counted), new("D-H", 0x3DD2A0, SuffixCoding.Counted), new("D-I", 0x3E1748, SuffixCoding.Counted),

        new("OO-", 0x448000, SuffixCoding.FiveBitsFromOne), new("OY-", 0x458000, SuffixCoding.FiveBitsFromOne),
        new("OH-", 0x460000, SuffixCoding.Counted), new("SX-", 0x468000, SuffixCoding.FiveBitsFromOne),
        new("CS-", 0x490000, SuffixCoding.FiveBitsFromOne), new("YR-", 0x4A0000, SuffixCoding.FiveBitsFromOne),
        new("TC-", 0x4B8000, SuffixCoding.FiveBitsFromOne), new("JY-", 0x740000, SuffixCoding.FiveBitsFromOne),
        new("AP-", 0x760000, SuffixCoding.FiveBitsFromOne), new("9V-", 0x768000, SuffixCoding.FiveBitsFromOne),
        new("VH-", 0x7C0000, SuffixCoding.CountedWithDigits),
        new("C-F", 0xC00001, SuffixCoding.Counted), new("C-G", 0xC044A9, SuffixCoding.Counted),
        new("LV-", 0xE00000, SuffixCoding.SixBitsFromOne),
    ];

    private uint Radix => Coding switch
    {
        SuffixCoding.FiveBitsFromZero or SuffixCoding.FiveBitsFromOne => 32,
        SuffixCoding.SixBitsFromOne => 64,
        SuffixCoding.Counted => 26,
        _ => 36,
    };

    private uint Letters => Coding == SuffixCoding.CountedWithDigits ? 36u : 26;

    private uint LetterA => Coding is SuffixCoding.FiveBitsFromOne or SuffixCoding.SixBitsFromOne ? 1u : 0;

    /// <summary>Writes the registration of an address, and its length; false when the address is not in the series.</summary>
    public bool TryFormat(uint address, Span<char> text, out int length)
    {
        length = 0;
        var number = address - Base;
        if (address < Base || number >= Radix * Radix * Radix)
            return false;
        if (!TryLetter(number / (Radix * Radix), IsCounted ? (uint)(FirstLetter - 'A') : 0, out text[Prefix.Length])
            || text[Prefix.Length] < FirstLetter && text[Prefix.Length] >= 'A' || (text[Prefix.Length] > LastLetter)
            || !TryLetter(number / Radix % Radix, 0, out text[Prefix.Length + 1])
            || !TryLetter(number % Radix, 0, out text[Prefix.Length + 2]))
        {
            return false;
        }

        Prefix.CopyTo(text);
        length = Prefix.Length + SuffixLength;
        return true;
    }

    /// <summary>The address of a registration; false when it is not in the series.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        if (text.Length != Prefix.Length + SuffixLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var number = 0u;
        for (var i = 0; i < SuffixLength; i++)
        {
            var letter = text[Prefix.Length + i];
            var skipped = i == 0 && IsCounted ? (uint)(FirstLetter - 'A') : 0;
            var value = letter switch
            {
                >= 'A' and <= 'Z' => (uint)(letter - 'A'),
                >= '0' and <= '9' => (uint)(letter - '0') + 26,
                _ => uint.MaxValue,
            };
            if (value >= Letters || value < skipped || (i == 0 && letter is >= 'A' && (letter < FirstLetter || letter > LastLetter)))
                return false;
            number = number * Radix + value - skipped + LetterA;
        }

        address = Base + number;
        return true;
    }

    private bool IsCounted => Coding is SuffixCoding.Counted or SuffixCoding.CountedWithDigits;

    private bool TryLetter(uint code, uint skipped, out char letter)
    {
        var value = code - LetterA + skipped;
        letter = (char)(value < 26 ? 'A' + value : '0' + (value - 26));
        return code >= LetterA && value < Letters;
    }
}
