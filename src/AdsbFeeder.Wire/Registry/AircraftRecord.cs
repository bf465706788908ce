using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>What a database says of one aircraft. Texts are UTF-8 and empty when unknown; they live as long as the database.</summary>
public readonly ref struct AircraftRecord
{
    /// <summary>Registration, such as <c>PH-BXA</c>.</summary>
    public ReadOnlySpan<byte> Registration { get; init; }

    /// <summary>ICAO type designator, such as <c>B738</c>.</summary>
    public ReadOnlySpan<byte> TypeCode { get; init; }

    /// <summary>The type in words.</summary>
    public ReadOnlySpan<byte> Description { get; init; }

    /// <summary>Owner or operator.</summary>
    public ReadOnlySpan<byte> Owner { get; init; }

    /// <summary>Year in which it was built; 0 when unknown.</summary>
    public int Year { get; init; }

    /// <summary>Military and other marks.</summary>
    public RegistryMarks Flags { get; init; }

    /// <summary>The marks of an aircraft with this record and this address: one of a military block is military, whatever the record says.</summary>
    public RegistryMarks FlagsOf(Address address) => Flags | (AddressBlocks.Of(address).IsMilitary ? RegistryMarks.Military : RegistryMarks.None);
}
