using AdsbFeeder.Monitoring;

namespace AdsbFeeder.Commands;

/// <summary>Clock, power and name resolution of the computer.</summary>
internal static class MachineChecks
{
    internal static IEnumerable<Finding> Run(Machine machine)
    {
        yield return Clock(KernelClock.IsSynchronised);
        if (Power(machine) is { } power)
        {
            yield return power;
        }

        yield return Names(machine);
    }

    /// <summary>MLAT and joint maps want UTC within a fraction of a second.</summary>
    internal static Finding Clock(bool? synchronised) => synchronised switch
    {
        null => Finding.Good("Whether the clock is synchronised cannot be told on this system"),
        false => new Finding(Severity.Doubtful, "The clock is not synchronised: times of frames may be wrong", "sudo timedatectl set-ntp true", "timedatectl   # a minute later: System clock synchronized: yes"),
        true => Finding.Good("The clock is synchronised"),
    };

    /// <summary>The Raspberry Pi tells of a weak power supply through a hardware monitor.</summary>
    internal static Finding? Power(Machine machine)
    {
        foreach (var folder in machine.Folders("/sys/class/hwmon"))
        {
            var path = "/sys/class/hwmon/" + Path.GetFileName(folder);
            if (machine.Read(path + "/name") == "rpi_volt")
            {
                return machine.Read(path + "/in0_lcrit_alarm") == "1"
                    ? new Finding(Severity.Broken, "The power supply is too weak (under-voltage): dongles drop off the bus", "use the supply made for this Raspberry Pi, or a powered USB hub; vcgencmd get_throttled must say 0x0")
                    : Finding.Good("The power supply is strong enough");
            }
        }

        return null;
    }

    /// <summary>Only looks whether there is somebody to ask: nobody is.</summary>
    internal static Finding Names(Machine machine)
    {
        var servers = (machine.Read("/etc/resolv.conf") ?? "").Split('\n')
            .Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..]).Select(words => words[1]).ToList();
        if (servers.Count == 0)
        {
            return new Finding(Severity.Doubtful, "No name server is configured (/etc/resolv.conf): feeds cannot be found by name", "sudo systemctl restart NetworkManager systemd-resolved   # whichever is installed", "cat /etc/resolv.conf   # must have a line: nameserver …");
        }

        if (servers.All(server => server == "127.0.0.53") && !machine.Exists("/run/systemd/resolve"))
        {
            return new Finding(Severity.Doubtful, "Names are asked of systemd-resolved, which does not run", "sudo systemctl enable --now systemd-resolved");
        }

        return Finding.Good($"Names are asked of {string.Join(", ", servers)}");
    }
}
