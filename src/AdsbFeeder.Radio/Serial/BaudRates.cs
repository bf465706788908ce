namespace AdsbFeeder.Radio;

/// <summary>Speeds of serial ports and the names that termios has for them (B9600 …, as in asm-generic/termbits.h).</summary>
public static class BaudRates
{
    private static readonly (int Baud, uint Name)[] All =
    [
        (9600, 0x0D), (19200, 0x0E), (38400, 0x0F), (57600, 0x1001), (115200, 0x1002), (230400, 0x1003), (460800, 0x1004), (500000, 0x1005), (576000, 0x1006),
        (921600, 0x1007), (1000000, 0x1008), (1152000, 0x1009), (1500000, 0x100A), (2000000, 0x100B), (2500000, 0x100C), (3000000, 0x100D), (3500000, 0x100E), (4000000, 0x100F),
    ];

    /// <summary>What there is, ascending.</summary>
    public static IReadOnlyList<int> Supported { get; } = [.. All.Select(rate => rate.Baud)];

    /// <summary>The name of a speed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such speed.</exception>
    internal static uint NameOf(int baud) =>
        Array.Find(All, rate => rate.Baud == baud) is { Baud: > 0 } found ? found.Name : throw new ArgumentOutOfRangeException(nameof(baud), baud, "No such speed.");
}
