namespace AdsbFeeder.ModeS;

/// <summary>What kind of vehicle transmits: a set A to D and a number 0 to 7 (DO-260B table 2-21).</summary>
/// <remarks><code>
///   the set comes from the type code (4 A, 3 B, 2 C, 1 D), the number from ME 6-8; number 0 says nothing
///   A  1 light  2 small  3 large  4 high vortex  5 heavy  6 high performance  7 rotorcraft
///   B  1 glider  2 lighter than air  3 parachutist  4 ultralight  6 unmanned  7 space
///   C  1 emergency vehicle  2 service vehicle  3 point obstacle  4 cluster obstacle  5 line obstacle      D  reserved
///   8D4CA7B119100831CAD6E0BD107A is of B1
/// </code></remarks>
public readonly record struct EmitterCategory
{
    private readonly byte _code;

    private EmitterCategory(int code) => _code = (byte)code;

    /// <summary>A category of set A to D and number 0 to 7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set or number is outside its range.</exception>
    public EmitterCategory(char set, int number)
    {
        if (set is < 'A' or > 'D')
            throw new ArgumentOutOfRangeException(nameof(set), set, "A to D");
        if (number is < 0 or > 7)
            throw new ArgumentOutOfRangeException(nameof(number), number, "0 to 7");
        _code = (byte)((set - 'A') << 3 | number);
    }

    /// <summary>The set, A to D.</summary>
    public char Set => (char)('A' + (_code >> 3));

    /// <summary>The number, 0 to 7; 0 means that the emitter does not tell.</summary>
    public int Number => _code & 7;

    /// <summary>True when the number says something.</summary>
    public bool IsKnown => Number != 0;

    internal int TypeCode => 4 - (_code >> 3);

    internal static EmitterCategory FromTypeCode(int typeCode, int number) => new(((4 - typeCode) & 3) << 3 | number);

    /// <summary>Set and number, for example <c>A3</c>.</summary>
    public override string ToString() => $"{Set}{Number}";
}
