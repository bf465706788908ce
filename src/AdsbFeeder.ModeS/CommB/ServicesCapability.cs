namespace AdsbFeeder.ModeS;

/// <summary>Registers 1,8 to 1,C: which registers the transponder has, 56 at a time (Doc 9871 tables A-2-24 to A-2-28).</summary>
/// <remarks><code>
///   MB bit k says that a register is there
///     1,8  bit 1 is 3,8, bit 56 is 0,1      1,9  7,0 to 3,9      1,A  A,8 to 7,1      1,B  E,0 to A,9      1,C  bit 26 is F,F, bit 56 E,1
///   A020019C00800189C083F041E54B   1,8 (DR 4): 0,5 to 0,A, 1,0, 1,7, 1,8, 1,9, 1,C, 2,0, 2,1, 3,0
/// </code></remarks>
/// <param name="Part">Which of the five: 0 for 1,8 to 4 for 1,C.</param>
/// <param name="Flags">The 56 bits.</param>
public readonly record struct ServicesCapability(int Part, MessageField Flags)
{
    private const int FirstPart = 0x18;

    /// <summary>The register that this is.</summary>
    public BdsCode Register => new((byte)(FirstPart + Part));

    /// <summary>Whether a register is there; null for one that this part does not cover.</summary>
    public bool? Holds(BdsCode register)
    {
        var number = register.Value - Part * MessageField.Length;
        return number is >= 1 and <= MessageField.Length ? Flags.Bit(MessageField.Length + 1 - number) : null;
    }

    /// <summary>Whether a field can be 1,8: it has the registers that make a Mode S transponder with specific services (1,0 1,7 1,8 2,0),
    /// and none that is unassigned.</summary>
    public static bool FitsFirst(MessageField mb)
    {
        var part = new ServicesCapability(0, mb);
        return part.Has(0x10) && part.Has(0x17) && part.Has(0x18) && part.Has(0x20)
            && !part.Has(0x01) && mb.IsZero(1, 8) && mb.IsZero(10, 21); // 3,1 to 3,8 and 2,4 to 2,F
    }

    /// <summary>Whether a field can be 1,9: it has 4,0, 5,0 and 6,0, and none that is unassigned.</summary>
    public static bool FitsSecond(MessageField mb)
    {
        var part = new ServicesCapability(1, mb);
        return part.Has(0x40) && part.Has(0x50) && part.Has(0x60)
            && mb.IsZero(1, 11) // 6,6 to 7,0
            && mb.IsZero(19, 26) // 5,7 to 5,E
            && mb.IsZero(34, 40) // 4,9 to 4,F
            && mb.IsZero(50, 56); // 3,9 to 3,F
    }

    /// <summary>Reads an MB that holds one of the registers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The register is not 1,8 to 1,C.</exception>
    public static ServicesCapability Decode(BdsCode register, MessageField mb)
    {
        if (register.Value is < FirstPart or > FirstPart + 4)
            throw new ArgumentOutOfRangeException(nameof(register), register, "1,8 to 1,C");
        return new ServicesCapability(register.Value - FirstPart, mb);
    }

    /// <summary>The MB.</summary>
    public MessageField Encode() => Flags;

    private bool Has(byte register) => Holds(new BdsCode(register)) == true;
}
