namespace AdsbFeeder.Wire;

/// <summary>Counter values that no clock reaches in this century and that name where a message came from instead.</summary>
/// <remarks>A 12 MHz counter of 48 bits runs 271 days; FF 00 in front is day 270.</remarks>
public static class BeastTimestamp
{
    /// <summary><c>FF 00 'M' 'L' 'A' 'T'</c>: a position computed by multilateration.</summary>
    public const long Mlat = 0xFF004D4C4154;

    /// <summary><c>FF 00 'M' 'L' 'A' 'U'</c>: a UAT message translated to Mode S.</summary>
    public const long Uat = 0xFF004D4C4155;

    /// <summary>A message that the sender does not want forwarded.</summary>
    public const long NoForward = 0xFF004D4C4160;

    /// <summary>Every 48-bit value.</summary>
    internal const long Mask = 0xFFFFFFFFFFFF;
}
