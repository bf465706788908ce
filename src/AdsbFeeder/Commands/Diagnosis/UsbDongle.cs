namespace AdsbFeeder.Commands;

/// <summary>A dongle as the kernel sees it, whether or not librtlsdr may.</summary>
/// <param name="Serial">Serial number; null when it has none.</param>
/// <param name="Node">Its device file, <c>/dev/bus/usb/001/004</c>.</param>
/// <param name="MegabitsPerSecond">Speed of its connection; 480 is right.</param>
/// <param name="Driver">The kernel driver that holds it; null when none or usbfs.</param>
internal sealed record UsbDongle(string? Serial, string Node, int MegabitsPerSecond, string? Driver)
{
    /// <summary>Every dongle that librtlsdr takes, vendor and products; udev/60-adsbfeeder.rules has the same.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Known = new Dictionary<string, string[]>
    {
        ["0413"] = ["6680", "6f0f"],
        ["0458"] = ["707f"],
        ["0bda"] = ["2832", "2838"],
        ["0ccd"] = ["00a9", "00b3", "00b4", "00b5", "00b7", "00b8", "00b9", "00c0", "00c6", "00d3", "00d7", "00e0"],
        ["1554"] = ["5020"],
        ["15f4"] = ["0131", "0133"],
        ["185b"] = ["0620", "0650", "0680"],
        ["1b80"] = ["d393", "d394", "d395", "d397", "d398", "d39d", "d3a4", "d3a8", "d3af", "d3b0"],
        ["1d19"] = ["1101", "1102", "1103", "1104"],
        ["1f4d"] = ["a803", "b803", "c803", "d286", "d803"],
    };

    internal static IReadOnlyList<UsbDongle> List(Machine machine)
    {
        var list = new List<UsbDongle>();
        foreach (var folder in machine.Folders("/sys/bus/usb/devices"))
        {
            var path = "/sys/bus/usb/devices/" + Path.GetFileName(folder);
            if (!Known.TryGetValue(machine.Read(path + "/idVendor") ?? "", out var products) || !products.Contains(machine.Read(path + "/idProduct")))
            {
                continue;
            }

            _ = int.TryParse(machine.Read(path + "/busnum"), out var bus);
            _ = int.TryParse(machine.Read(path + "/devnum"), out var number);
            _ = int.TryParse(machine.Read(path + "/speed"), out var speed);
            list.Add(new UsbDongle(machine.Read(path + "/serial"), $"/dev/bus/usb/{bus:000}/{number:000}", speed, DriverOf(machine, path)));
        }

        return list;
    }

    private static string? DriverOf(Machine machine, string path)
    {
        foreach (var part in machine.Folders(path))
        {
            var driver = new FileInfo(Path.Combine(part, "driver")).LinkTarget is { } target ? Path.GetFileName(target) : null;
            if (driver is not (null or "usbfs" or "usb"))
            {
                return driver;
            }
        }

        return null;
    }
}
