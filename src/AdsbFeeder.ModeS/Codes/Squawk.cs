namespace AdsbFeeder.ModeS;

/// <summary>A Mode A identity code: four octal digits A B C D (Annex 10 vol. IV, 3.1.2.6.7.1). 0000 is a code like any other.</summary>
/// <remarks><code>
///   ID13  C1 A1 C2 A2 C4 A4 x B1 D1 B2 D2 B4 D4         2C000A8AA83784  ID13 = 0A8A: 7600
/// </code></remarks>
public readonly record struct Squawk
{
    private readonly ushort _code;

    private Squawk(uint code) => _code = (ushort)(code & 0xFFF);

    /// <summary>The twelve bits A4 A2 A1 B4 B2 B1 C4 C2 C1 D4 D2 D1: squawk 7700 is octal 7700, 4032.</summary>
    public int Code => _code;

    /// <summary>True for 7500 (unlawful interference), 7600 (radio failure) and 7700 (emergency).</summary>
    public bool IsEmergency => _code is 0xF40 or 0xF80 or 0xFC0;

    /// <summary>The code whose twelve bits are given; higher bits are ignored.</summary>
    public static Squawk FromCode(int code) => new((uint)code);

    /// <summary>The code in the order of the field ID; the X bit is ignored.</summary>
    public static Squawk FromId13(uint id) => new(
        Bit(id, 7) << 11 | Bit(id, 9) << 10 | Bit(id, 11) << 9 // A4 A2 A1
        | Bit(id, 1) << 8 | Bit(id, 3) << 7 | Bit(id, 5) << 6 // B4 B2 B1
        | Bit(id, 8) << 5 | Bit(id, 10) << 4 | Bit(id, 12) << 3 // C4 C2 C1
        | Bit(id, 0) << 2 | Bit(id, 2) << 1 | Bit(id, 4)); // D4 D2 D1

    /// <summary>The field ID with its X bit 0.</summary>
    public uint ToId13()
    {
        uint c = _code;
        return Bit(c, 11) << 7 | Bit(c, 10) << 9 | Bit(c, 9) << 11
            | Bit(c, 8) << 1 | Bit(c, 7) << 3 | Bit(c, 6) << 5
            | Bit(c, 5) << 8 | Bit(c, 4) << 10 | Bit(c, 3) << 12
            | Bit(c, 2) | Bit(c, 1) << 2 | Bit(c, 0) << 4;
    }

    /// <summary>Reads exactly four octal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Squawk squawk)
    {
        squawk = default;
        if (text.Length != 4)
            return false;

        var code = 0u;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7')
                return false;
            code = code << 3 | (uint)(digit - '0');
        }

        squawk = new Squawk(code);
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is not four octal digits.</exception>
    public static Squawk Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var squawk) ? squawk : throw new FormatException($"'{text}' is not four octal digits.");

    /// <summary>Four octal digits.</summary>
    public override string ToString() => string.Create(4, _code, static (text, code) =>
    {
        for (var i = 0; i < 4; i++)
            text[i] = (char)('0' + (code >> (9 - 3 * i) & 7));
    });

    private static uint Bit(uint code, int number) => code >> number & 1;
}
