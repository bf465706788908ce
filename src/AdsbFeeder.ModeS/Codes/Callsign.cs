namespace AdsbFeeder.ModeS;

/// <summary>An aircraft identification: eight characters in 48 bits (Annex 10 vol. IV, table 3-9).</summary>
/// <remarks><code>
///   six bits each, first character first:  1-26 A-Z | 32 space | 48-57 digits | 0 padding at the end, read as space
///   202CC371C32CE0 (ME)  2C C371 C32C E0 (bits 9-56)  "KLM1023 "
/// </code></remarks>
public readonly record struct Callsign
{
    /// <summary>Number of characters, spaces at the end included.</summary>
    public const int Length = 8;

    private const uint Space = 32;

    private readonly ulong _bits;

    private Callsign(ulong bits) => _bits = bits;

    /// <summary>The 48 bits as sent, with padding turned into spaces.</summary>
    public ulong Bits => _bits;

    /// <summary>The character at 0 to 7.</summary>
    public char this[int index]
    {
        get
        {
            var code = _bits >> (42 - 6 * index) & 0x3F;
            return code is >= 1 and <= 26 ? (char)('@' + code) : code == 0 ? ' ' : (char)code;
        }
    }

    /// <summary>Reads 48 bits; null when they hold a character outside the alphabet, or nothing but padding and spaces.</summary>
    public static Callsign? FromBits(ulong bits)
    {
        var text = 0UL;
        var ended = false;
        var blank = true;
        for (var shift = 42; shift >= 0; shift -= 6)
        {
            var code = (uint)(bits >> shift) & 0x3F;
            if (code != 0 && (!IsLegal(code) || (ended && code != Space)))
                return null;
            ended |= code == 0;
            blank &= code is 0 or Space;
            text = text << 6 | (code == 0 ? Space : code);
        }

        return blank ? null : new Callsign(text);
    }

    /// <summary>Reads one to eight letters of either case, digits and spaces; false when longer, blank or outside the alphabet.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Callsign callsign)
    {
        callsign = default;
        if (text.Length > Length)
            return false;

        var bits = 0UL;
        for (var i = 0; i < Length; i++)
        {
            var character = i < text.Length ? char.ToUpperInvariant(text[i]) : ' ';
            var code = character is >= 'A' and <= 'Z' ? (uint)(character - '@') : character;
            if (character is >= '\x01' and < ' ' || !IsLegal(code))
                return false;
            bits = bits << 6 | code;
        }

        return FromBits(bits) is { } found && (callsign = found) == found;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is no callsign.</exception>
    public static Callsign Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var callsign) ? callsign : throw new FormatException($"'{text}' is not an aircraft identification.");

    /// <summary>Writes the eight characters.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than eight.</exception>
    public void CopyTo(Span<char> destination)
    {
        if (destination.Length < Length)
            throw new ArgumentException("A callsign has eight characters.", nameof(destination));
        for (var i = 0; i < Length; i++)
            destination[i] = this[i];
    }

    /// <summary>All eight characters, spaces at the end included.</summary>
    public override string ToString() => string.Create(Length, this, static (text, callsign) => callsign.CopyTo(text));

    private static bool IsLegal(uint code) => code is (>= 1 and <= 26) or Space or (>= 48 and <= 57);
}
