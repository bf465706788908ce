namespace AdsbFeeder.ModeS;

/// <summary>Register 1,7: which of the common registers hold data now (Doc 9871 table A-2-23).</summary>
/// <remarks><code>
///   MB bits 1-24, one each for  05 06 07 08 09 0A 20 21 40 41 42 43 44 45 48 50 51 52 53 54 55 56 5F 60 | 25-56 reserved
///   A10000B9FF81C300000000B6F5F3   05 06 07 08 09 0A 20 21 40 50 51 52 5F 60
/// </code></remarks>
/// <param name="Flags">The 24 bits, that of register 0,5 highest.</param>
public readonly record struct CommonUsageCapability(uint Flags)
{
    private const int Bits = 24;

    private static ReadOnlySpan<byte> Registers =>
    [
        0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x20, 0x21, 0x40, 0x41, 0x42, 0x43,
        0x44, 0x45, 0x48, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x5F, 0x60,
    ];

    /// <summary>Whether a register holds data; null for one that this report does not cover.</summary>
    public bool? Holds(BdsCode register)
    {
        var index = Registers.IndexOf(register.Value);
        return index < 0 ? null : (Flags >> (Bits - 1 - index) & 1) != 0;
    }

    /// <summary>The same report with one register announced. Registers that it does not cover change nothing.</summary>
    public CommonUsageCapability With(BdsCode register)
    {
        var index = Registers.IndexOf(register.Value);
        return index < 0 ? this : new CommonUsageCapability(Flags | 1u << (Bits - 1 - index));
    }

    /// <summary>Whether a field can be this register: reserved bits are zero, and register 2,0, which everybody has, is
    /// announced.</summary>
    public static bool Fits(MessageField mb) => mb[25..56] == 0 && mb.Bit(7);

    /// <summary>Reads an MB that holds this register.</summary>
    public static CommonUsageCapability Decode(MessageField mb) => new(mb[1..24]);

    /// <summary>The MB.</summary>
    public MessageField Encode() => default(MessageField).With(1, 24, Flags);
}
