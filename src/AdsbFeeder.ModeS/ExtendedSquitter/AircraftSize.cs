namespace AdsbFeeder.ModeS;

/// <summary>Length and width codes of the surface operational status (DO-260B table 2-74).</summary>
public static class AircraftSize
{
    private static readonly (double Length, double Width)[] UpperEdges =
    [
        (15, 11.5), (15, 23), (25, 28.5), (25, 34), (35, 33), (35, 38), (45, 39.5), (45, 45),
        (55, 45), (55, 52), (65, 59.5), (65, 67), (75, 72.5), (75, 80), (85, 80), (85, 90),
    ];

    /// <summary>Metres that the aircraft does not exceed (code 15: that it may exceed); null for code 0 of version 2, which says
    /// nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not 0 to 15.</exception>
    public static (double Length, double Width)? Metres(int code, int version) => code switch
    {
        < 0 or > 15 => throw new ArgumentOutOfRangeException(nameof(code), code, "0 to 15"),
        0 when version >= 2 => null,
        _ => UpperEdges[code],
    };
}
