using System.Globalization;

namespace RtlSdr.Net.Native;

/// <summary>Who holds a busy dongle, as far as Linux tells this user.</summary>
internal static class UsbOwner
{
    /// <summary>A sentence's end and the cure: "by process 812 (readsb). Stop it ...".</summary>
    internal static string Describe(string? serial, string sys = "/sys", string proc = "/proc")
    {
        if (serial is not null && FindDeviceFile(serial, sys) is { } file && FindProcess(file, proc) is { } process)
            return $"by process {process}. Stop it, or give it another dongle.";
        return Directory.Exists(Path.Combine(sys, "module", "dvb_usb_rtl28xxu"))
            ? "by the kernel's television driver (or another program). Unload it with `rmmod dvb_usb_rtl28xxu` and keep it away with " +
              "`echo 'blacklist dvb_usb_rtl28xxu' > /etc/modprobe.d/no-dvb.conf`."
            : "by another program: readsb, dump1090, rtl_tcp or a second receiver. Find it with `lsof /dev/bus/usb/*/*` and stop it.";
    }

    /// <summary>/dev/bus/usb/BBB/DDD of the device with this serial, or null.</summary>
    private static string? FindDeviceFile(string serial, string sys)
    {
        var devices = Path.Combine(sys, "bus", "usb", "devices");
        if (!Directory.Exists(devices))
            return null;
        foreach (var device in Directory.EnumerateDirectories(devices))
        {
            if (ReadLine(device, "serial") == serial
                && int.TryParse(ReadLine(device, "busnum"), CultureInfo.InvariantCulture, out var bus)
                && int.TryParse(ReadLine(device, "devnum"), CultureInfo.InvariantCulture, out var number))
                return string.Create(CultureInfo.InvariantCulture, $"/dev/bus/usb/{bus:000}/{number:000}");
        }

        return null;
    }

    /// <summary>The first process but ours that has the file open; those of other users are seen by root alone.</summary>
    private static string? FindProcess(string file, string proc)
    {
        if (!Directory.Exists(proc))
            return null;
        foreach (var process in Directory.EnumerateDirectories(proc))
        {
            var id = Path.GetFileName(process);
            if (!int.TryParse(id, CultureInfo.InvariantCulture, out var number) || number == Environment.ProcessId)
                continue;
            if (HasOpen(process, file))
                return $"{id} ({ReadLine(process, "comm")})";
        }

        return null;
    }

    private static bool HasOpen(string process, string file)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(link => new FileInfo(link).LinkTarget == file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it ended, or is another user's
        }
    }

    private static string? ReadLine(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
