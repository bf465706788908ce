namespace AdsbFeeder.ModeS;

/// <summary>The 56-bit message field of a long frame (ME, MB, MV), numbered as in the standard: bit 1 is transmitted first.</summary>
/// <param name="Bits">The 56 bits, right-aligned.</param>
public readonly record struct MessageField(ulong Bits)
{
    /// <summary>Number of bits.</summary>
    public const int Length = 56;

    internal const ulong Mask = (1UL << Length) - 1;

    /// <summary>Bits first to last, both included, as an unsigned number: <c>me[9..20]</c> is 12 bits.</summary>
    public uint this[Range bits] => Unsigned(bits.Start.Value, bits.End.Value);

    /// <summary>One bit, 1 to 56.</summary>
    public bool Bit(int number) => (Bits >> (Length - number) & 1) != 0;

    /// <summary>Bits first to last, both included, as an unsigned number of at most 32 bits.</summary>
    public uint Unsigned(int first, int last) => (uint)(Bits >> (Length - last) & ((1UL << (last - first + 1)) - 1));

    /// <summary>Bits first to last, both included, as a two's complement number.</summary>
    public int Signed(int first, int last)
    {
        var unused = 32 - (last - first + 1);
        return (int)(Unsigned(first, last) << unused) >> unused;
    }

    /// <summary>A copy in which bits first to last hold the low bits of <paramref name="value"/>.</summary>
    public MessageField With(int first, int last, uint value)
    {
        var shift = Length - last;
        var mask = ((1UL << (last - first + 1)) - 1) << shift;
        return new MessageField((Bits & ~mask) | (((ulong)value << shift) & mask));
    }

    /// <summary>A copy in which one bit is set or cleared.</summary>
    public MessageField WithBit(int number, bool value) => With(number, number, value ? 1u : 0u);
}
