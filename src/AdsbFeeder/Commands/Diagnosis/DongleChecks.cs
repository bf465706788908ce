using AdsbFeeder.Configuration;
using RtlSdr.Net;

namespace AdsbFeeder.Commands;

/// <summary>Library, driver, permission, USB and other owners of the dongle.</summary>
internal static class DongleChecks
{
    private const string Replug = "then pull the dongle out and plug it in again";

    internal static IEnumerable<Finding> Run(Settings settings, Machine machine)
    {
        var type = settings.Source.Type;
        if (type is SourceType.None or SourceType.RtlTcp)
        {
            yield return type == SourceType.None
                ? new Finding(
                    Severity.Doubtful,
                    "No radio is configured ([Source] Type = none): aircraft come from the network inputs only",
                    "printf '[Source]\\nType=rtlsdr\\n' | sudo tee /etc/adsbfeeder/conf.d/source.conf && sudo systemctl restart adsbfeeder")
                : Finding.Good($"The radio is rtl_tcp on {settings.Source.RtlTcpAddress?.Host}; nobody was dialled");
        }

        var dongles = UsbDongle.List(machine);
        foreach (var finding in Kernel(dongles, machine))
        {
            yield return finding;
        }

        var severity = type == SourceType.RtlSdr ? Severity.Broken : Severity.Doubtful;
        if (!RtlSdrDevices.IsLibraryInstalled)
        {
            yield return new Finding(severity, "librtlsdr is not installed, so dongles cannot be used", "sudo apt-get install rtl-sdr");
            yield break;
        }

        yield return Finding.Good($"{RtlSdrDevices.LibraryName} is installed");
        foreach (var finding in Plugged(settings.Source, RtlSdrDevices.List(), severity))
        {
            yield return finding;
        }
    }

    /// <summary>What the kernel knows: television drivers, speed, and who has the device open.</summary>
    internal static IEnumerable<Finding> Kernel(IReadOnlyList<UsbDongle> dongles, Machine machine)
    {
        if (machine.Exists("/sys/module/dvb_usb_rtl28xxu"))
        {
            yield return new Finding(
                Severity.Broken,
                "The kernel's television driver (dvb_usb_rtl28xxu) takes dongles away",
                "echo 'blacklist dvb_usb_rtl28xxu' | sudo tee /etc/modprobe.d/adsbfeeder-blacklist.conf",
                "sudo rmmod dvb_usb_rtl28xxu",
                Replug);
        }

        foreach (var dongle in dongles)
        {
            if (dongle.MegabitsPerSecond is > 0 and < 480)
            {
                yield return new Finding(
                    Severity.Broken,
                    $"The dongle {dongle.Serial} is connected at {dongle.MegabitsPerSecond} Mbit/s instead of 480: samples will be lost",
                    "plug it into another USB port, without a hub or extension cable");
            }

            if (machine.ProcessesWith(file => file == dongle.Node) is { Count: > 0 } owners)
            {
                var service = owners.Any(owner => owner.Contains("(adsbfeeder)", StringComparison.Ordinal));
                yield return service
                    ? Finding.Good($"The dongle {dongle.Serial} is used by adsbfeeder, process {owners[0]}")
                    : new Finding(Severity.Broken, $"The dongle {dongle.Serial} is held by process {string.Join(", ", owners)}", Stop(owners[0]));
            }
        }
    }

    /// <summary>What librtlsdr knows: which dongles there are and whether they may be opened.</summary>
    internal static IEnumerable<Finding> Plugged(SourceSettings source, IReadOnlyList<RtlSdrDeviceInfo> dongles, Severity severity)
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

        if (source.Serial is { } serial && dongles.Count > 0 && dongles.All(dongle => dongle.Problem is null && dongle.Serial != serial))
        {
            yield return new Finding(
                severity,
                $"[Source] Serial is {serial}, but only {string.Join(", ", dongles.Select(dongle => dongle.Serial ?? "(none)"))} is plugged in",
                "adsbfeeder devices   # then set [Source] Serial to one of these, or leave it out");
        }
    }

    private static string Stop(string owner)
    {
        var name = owner[(owner.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        return name is "readsb" or "dump1090-fa" or "dump1090-mutability" or "dump978-fa" or "rtl_tcp"
            ? $"sudo systemctl disable --now {name}"
            : $"sudo kill {owner[..owner.IndexOf(' ', StringComparison.Ordinal)]}";
    }
}
