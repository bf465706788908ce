namespace AdsbFeeder.ModeS;

/// <summary>What a TIS-B ground station sends as the address of an aircraft without one: DF18, CF 2 or 3, with IMF 1 (DO-260B
/// 2.2.17.3).</summary>
/// <param name="Squawk">The Mode A code, the upper twelve bits.</param>
/// <param name="Number">The number of its track at that station, the lower twelve bits.</param>
public readonly record struct TrackFile(Squawk Squawk, int Number)
{
    /// <summary>Splits a non-ICAO address of fine or coarse TIS-B; null for an ICAO address.</summary>
    public static TrackFile? Of(Address address) =>
        address.IsIcao ? null : new TrackFile(Squawk.FromCode((int)(address.Bits >> 12)), (int)(address.Bits & 0xFFF));

    /// <summary>The address.</summary>
    public Address ToAddress() => Address.NonIcao((uint)Squawk.Code << 12 | (uint)Number);
}
