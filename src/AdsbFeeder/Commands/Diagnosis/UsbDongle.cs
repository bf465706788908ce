namespace AdsbFeeder.Commands;

/// <summary>A dongle as the kernel sees it, whether or not librtlsdr may.</summary>
/// <param name="Serial">Serial number; null when it has none.</param>
/// <param name="Node">Its device file, <c>/dev/bus/usb/001/004</c>.</param>
/// <param name="MegabitsPerSecond">Speed of its connection; 480 is right.</param>
/// <param name="Driver">The kernel driver that holds it; null when none or usbfs.</param>
internal sealed record UsbDongle(string? Serial, string Node, int MegabitsPerSecond, string? Driver)
{
    /// <summary>Realtek's own ids; other makers' dongles are found by librtlsdr alone.</summary>
    private static readonly string[] Products = ["2832", "2838"];

    internal static IReadOnlyList<UsbDongle> List(Machine machine)
    {
        var list = new List<UsbDongle>();
        foreach (var folder in machine.Folders("/sys/bus/usb/devices"))
        {
            var path = "/sys/bus/usb/devices/" + Path.GetFileName(folder);
            if (machine.Read(path + "/idVendor") != "0bda" || !Products.Contains(machine.Read(path + "/idProduct")))
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
