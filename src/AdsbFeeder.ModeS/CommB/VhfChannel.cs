namespace AdsbFeeder.ModeS;

/// <summary>A channel of register 4,8: its frequency and kind (Annex 10 vol. III, notes of table 2-72).</summary>
/// <remarks><code>
///   15 bits, numbered from the lowest as in that table; the frequency is 118 MHz and the sum of its bits
///     25 kHz, analogue   6-15 in steps of 25 kHz, 12,800 highest | 3-5 unused | 2 zero | 1 zero
///     25 kHz, VDL        6-15 likewise | 2-5 one bit for each of four channels that is active | 1 one
///     8.33 kHz           4-15 in steps of 8.33 kHz, 17,066 highest | 3 unused | 2 one | 1 zero
/// </code>
/// No frame with this register is known to us.</remarks>
/// <param name="Code">The 15 bits.</param>
public readonly record struct VhfChannel(int Code)
{
    private const double BaseMegahertz = 118;
    private const double Wide = 0.025;
    private const double Narrow = 0.025 / 3;

    /// <summary>A digital (VDL) channel.</summary>
    public bool IsDigital => (Code & 1) != 0;

    /// <summary>A channel 8.33 kHz wide.</summary>
    public bool IsNarrow => (Code & 3) == 2;

    /// <summary>Its frequency, 118 to 152.117 MHz.</summary>
    public double Megahertz => BaseMegahertz + (IsNarrow ? (Code >> 3) * Narrow : (Code >> 5) * Wide);
}
