using System.Globalization;
using AdsbFeeder.Configuration;
using RtlSdr.Net;

namespace AdsbFeeder.Commands;

/// <summary>Library, driver, permission, USB and other owners of the dongle.</summary>
internal static class DongleChecks
{
    private const string Television = "dvb_usb_rtl28xxu";
    private const string Replug = "then pull the dongle out and plug it in again";

    /// <summary>What a program's transfers take of the kernel's memory: 2 MiB for ours, nearly 4 for librtlsdr's own tools.</summary>
    private const int MegabytesPerDongle = 4;

    internal static IEnumerable<Finding> Run(Settings settings, Machine machine)
    {
        var wanted = settings.Receivers.Where(receiver => receiver.Source.Type == SourceType.RtlSdr).ToList();
        var dongles = UsbDongle.List(machine);
        foreach (var finding in Kernel(dongles, machine))
        {
            yield return finding;
        }

        // Whoever has another kind of radio need not have a dongle.
        if (wanted.Count == 0 && dongles.Count == 0 && settings.Receivers.Any(receiver => receiver.Source.Type != SourceType.None))
        {
            yield break;
        }

        var severity = wanted.Count > 0 ? Severity.Broken : Severity.Doubtful;
        if (!RtlSdrDevices.IsLibraryInstalled)
        {
            yield return new Finding(severity, "librtlsdr is not installed, so dongles cannot be used", "sudo apt-get install rtl-sdr");
            yield break;
        }

        yield return Finding.Good($"{RtlSdrDevices.LibraryName} is installed");
        var plugged = RtlSdrDevices.List();
        foreach (var finding in Plugged(wanted, plugged, severity).Concat(plugged.Where(dongle => dongle.Problem is null).Select(SampleCheck.Run)))
        {
            yield return finding;
        }
    }

    /// <summary>What the kernel knows: television drivers, speed, memory, and who has the device open.</summary>
    internal static IEnumerable<Finding> Kernel(IReadOnlyList<UsbDongle> dongles, Machine machine)
    {
        if (machine.Exists("/sys/module/" + Television))
        {
            yield return new Finding(
                Severity.Broken,
                $"The kernel's television driver ({Television}) takes dongles away",
                $"echo 'blacklist {Television}' | sudo tee /etc/modprobe.d/adsbfeeder-blacklist.conf",
                $"sudo rmmod {Television}",
                Replug);
        }

        // 0 is without a limit.
        if (int.TryParse(machine.Read("/sys/module/usbcore/parameters/usbfs_memory_mb"), NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes)
            && megabytes > 0 && megabytes < MegabytesPerDongle * dongles.Count)
        {
            yield return new Finding(
                Severity.Broken,
                string.Create(CultureInfo.InvariantCulture, $"The kernel lends USB programs {megabytes} MB (usbfs_memory_mb), but {dongles.Count} dongles want {MegabytesPerDongle * dongles.Count}"),
                "echo 64 | sudo tee /sys/module/usbcore/parameters/usbfs_memory_mb   # for good: usbcore.usbfs_memory_mb=64 on the kernel's command line");
        }

        foreach (var dongle in dongles)
        {
            if (dongle.Driver is { } driver and not Television)
            {
                yield return new Finding(
                    Severity.Broken, $"The kernel's driver {driver} holds the dongle {dongle.Serial}", $"echo 'blacklist {driver}' | sudo tee -a /etc/modprobe.d/adsbfeeder-blacklist.conf", $"sudo rmmod {driver}", Replug);
            }

            if (dongle.MegabitsPerSecond is > 0 and < 480)
            {
                yield return new Finding(
                    Severity.Broken,
                    $"The dongle {dongle.Serial} is connected at {dongle.MegabitsPerSecond} Mbit/s instead of 480: samples will be lost",
                    "plug it into another USB port, without a hub or extension cable");
            }

            if (machine.ProcessesWith(file => file == dongle.Node) is [var owner, ..] owners)
            {
                yield return owners.Any(one => one.IsOurs)
                    ? Finding.Good($"The dongle {dongle.Serial} is used by adsbfeeder, process {owners.First(one => one.IsOurs)}")
                    : new Finding(Severity.Broken, $"The dongle {dongle.Serial} is held by process {string.Join(", ", owners)}", owner.Cure);
            }
        }
    }

    /// <summary>What librtlsdr knows: which dongles there are, whether they may be opened, and whether they are those of the configuration.</summary>
    internal static IEnumerable<Finding> Plugged(IReadOnlyList<NamedSource> wanted, IReadOnlyList<RtlSdrDeviceInfo> dongles, Severity severity)
    {
        if (dongles.Count == 0)
        {
            yield return new Finding(severity, "No RTL-SDR dongle is plugged in", "lsusb | grep -iE '0bda:(2832|2838)'   # shows a line when the computer sees one; try another port, cable or power supply");
        }

        foreach (var dongle in dongles)
        {
            yield return dongle.Problem switch
            {
                null => Finding.Good($"Dongle {dongle.Serial} ({dongle.Manufacturer} {dongle.Product}) is plugged in and may be opened"),
                RtlSdrError.AccessDenied => new Finding(
                    severity,
                    $"A dongle ({dongle.Name}) is plugged in, but user {Environment.UserName} may not open it",
                    $"sudo usermod -aG plugdev {Environment.UserName}   # then log in again; the service itself is in that group",
                    "sudo udevadm control --reload && sudo udevadm trigger --subsystem-match=usb   # the rule is 60-adsbfeeder.rules or rtl-sdr.rules",
                    Replug),
                _ => new Finding(severity, $"A dongle ({dongle.Name}) is plugged in but does not answer", "pull it out and plug it in again; then try another port or power supply"),
            };
        }

        foreach (var receiver in wanted.Where(receiver => receiver.Source.Serial is { } serial && dongles.Count > 0 && dongles.All(dongle => dongle.Problem is null && dongle.Serial != serial)))
        {
            yield return new Finding(
                severity,
                $"[{receiver.Section}] Serial is {receiver.Source.Serial}, but only {string.Join(", ", dongles.Select(dongle => dongle.Serial ?? "(none)"))} is plugged in",
                $"adsbfeeder devices   # then set [{receiver.Section}] Serial to one of these, or leave it out");
        }
    }
}
