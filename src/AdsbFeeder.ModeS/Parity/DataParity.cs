namespace AdsbFeeder.ModeS;

/// <summary>Data parity (DP): in DF20 and DF21 the register number may overlay the first eight bits of the address (Annex 10 vol. IV,
/// 3.1.2.6.5.3, when the interrogation sets OVC).</summary>
/// <remarks><code>
///   last 24 bits = CRC xor address xor (BDS shifted left 16)
///   so the residue of an address that is known tells the register, and one that is not known tells nothing
/// </code>
/// Any residue equals some known address but for its first eight bits 256 times as often as exactly. So the field must also be able to hold
/// the register: of noise that leaves less than 1 in 2000 for 4,0, 5,0 and 6,0, and less for others.</remarks>
public static class DataParity
{
    private const int Shift = 16;

    /// <summary>Residue of a reply with data parity.</summary>
    public static uint Overlay(Address address, BdsCode register) => address.Bits ^ (uint)register.Value << Shift;

    /// <summary>True when a residue is that of this aircraft with a register number over it, and the field can be this register.</summary>
    /// <param name="residue">Residue of a DF20 or DF21 frame, which is no known address itself.</param>
    /// <param name="candidate">A known address with the same lower 16 bits.</param>
    /// <param name="mb">The message field.</param>
    /// <param name="context">What is known of this aircraft.</param>
    /// <param name="register">The register that was asked for.</param>
    public static bool TryResolve(uint residue, Address candidate, MessageField mb, in RegisterContext context, out BdsCode register)
    {
        var difference = residue ^ candidate.Bits;
        register = new BdsCode((byte)(difference >> Shift));
        return candidate.IsIcao && register.Value != 0 && (difference & 0xFFFF) == 0
            && RegisterInference.Infer(mb, context).Register == register;
    }
}
