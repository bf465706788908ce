using AdsbFeeder.Configuration;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Commands;

/// <summary>Receivers that are no RTL-SDR on this computer.</summary>
internal static class OtherRadioChecks
{
    internal static IEnumerable<Finding> Run(Settings settings, Machine machine)
    {
        if (settings.Receivers.All(receiver => receiver.Source.Type == SourceType.None))
        {
            yield return new Finding(
                Severity.Doubtful,
                "No radio is configured ([Source] Type = none): aircraft come from the network inputs only",
                "printf '[Source]\\nType=rtlsdr\\n' | sudo tee /etc/adsbfeeder/conf.d/source.conf && sudo systemctl restart adsbfeeder");
        }

        foreach (var receiver in settings.Receivers)
        {
            switch (receiver.Source)
            {
                case { Type: SourceType.RtlTcp, RtlTcpAddress: { } address }:
                    yield return Finding.Good($"The radio of [{receiver.Section}] is rtl_tcp on {address.Host}; it was not dialled");
                    break;
                case { Type: SourceType.Soapy }:
                    yield return Soapy(receiver);
                    break;
                case { Type: SourceType.Beast or SourceType.Hulc, SerialDevice: { } path }:
                    yield return Serial(receiver.Section, path, machine);
                    break;
            }
        }
    }

    /// <summary>Whether the port is there, ours to open, and nobody else's.</summary>
    internal static Finding Serial(string section, string path, Machine machine)
    {
        if (!machine.Exists(path))
        {
            return new Finding(Severity.Broken, $"There is no {path} ([{section}] SerialDevice)", "ls -l /dev/serial/by-id/   # what is plugged in, under names that stay");
        }

        var node = machine.Resolve(path);
        if (machine.ProcessesWith(file => file == node) is [var owner, ..] owners)
        {
            return owners.Any(one => one.IsOurs) ? Finding.Good($"{path} is used by adsbfeeder") : new Finding(Severity.Broken, $"{path} is held by process {string.Join(", ", owners)}", owner.Cure);
        }

        try
        {
            using var port = new FileStream(machine.PathOf(path), FileMode.Open, FileAccess.ReadWrite);
            return Finding.Good($"{path} is there and may be opened");
        }
        catch (UnauthorizedAccessException)
        {
            return new Finding(Severity.Broken, $"User {Environment.UserName} may not open {path}", $"sudo usermod -aG dialout {Environment.UserName}   # then log in again; the service itself is in that group");
        }
        catch (IOException fault)
        {
            return new Finding(Severity.Broken, $"{path} cannot be opened: {fault.Message}", "pull the receiver out and plug it in again");
        }
    }

    private static Finding Soapy(NamedSource receiver)
    {
        var wanted = receiver.Source.SoapyDevice ?? "";
        return !SoapySource.IsLibraryInstalled
            ? new Finding(Severity.Broken, "SoapySDR is not installed", "sudo apt-get install soapysdr0.8-module-all soapysdr-tools")
            : SoapySource.Count(wanted) > 0
            ? Finding.Good($"SoapySDR finds the radio of [{receiver.Section}]")
            : new Finding(Severity.Broken, $"SoapySDR finds no radio {wanted} ([{receiver.Section}] SoapyDevice)", "SoapySDRUtil --find   # what there is; a radio without its module is not found", "apt-cache search soapysdr0.8-module   # the modules");
    }
}
