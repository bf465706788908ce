using System.Globalization;

namespace AdsbFeeder.ModeS;

/// <summary>A 24-bit aircraft address, and whether ICAO gave it.</summary>
/// <remarks>Anonymous, TIS-B track file and vehicle addresses share the 24 bits but are other beings: they never equal an ICAO address.</remarks>
public readonly record struct Address
{
    private const uint NonIcaoBit = 1u << 24;
    private readonly uint _value;

    private Address(uint value) => _value = value;

    /// <summary>The 24 bits.</summary>
    public uint Bits => _value & 0xFFFFFF;

    /// <summary>True when the address was given by ICAO.</summary>
    public bool IsIcao => (_value & NonIcaoBit) == 0;

    /// <summary>True unless the bits are all zeros or all ones, which no aircraft may use (Annex 10 vol. III, 9.2.1).</summary>
    public bool IsAssignable => Bits is not (0 or 0xFFFFFF);

    /// <summary>An address given by ICAO.</summary>
    public static Address Icao(uint bits) => new(bits & 0xFFFFFF);

    /// <summary>Any other address: anonymous, a ground vehicle, a TIS-B track file.</summary>
    public static Address NonIcao(uint bits) => new((bits & 0xFFFFFF) | NonIcaoBit);

    /// <summary>Six lower-case hexadecimal digits, behind <c>~</c> when the address is not ICAO's.</summary>
    public override string ToString() => (IsIcao ? "" : "~") + Bits.ToString("x6", CultureInfo.InvariantCulture);
}
