using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Commands;

/// <summary>Whether the ports of the configuration are free, and who has them when not.</summary>
internal static class PortChecks
{
    internal static IEnumerable<Finding> Run(Settings settings, Machine machine)
    {
        var ports = SettingsRules.Ports(settings).Where(port => port.Place.Port > 0).ToList();
        var taken = ports.Where(port => !IsFree(port.Place)).ToList();
        if (taken.Count == 0)
        {
            yield return Finding.Good($"All {ports.Count} ports are free");
            yield break;
        }

        var owners = taken.Select(port => (port.Key, port.Place.Port, Owners: Owners(machine, port.Place.Port))).ToList();
        if (owners.All(port => port.Owners.Any(owner => owner.IsOurs)))
        {
            yield return Finding.Good("The ports are open: adsbfeeder is running");
            yield break;
        }

        foreach (var (key, port, processes) in owners)
        {
            var number = port.ToString(CultureInfo.InvariantCulture);
            yield return processes.Count > 0
                ? new Finding(Severity.Broken, $"Port {number} ({key}) is taken by process {string.Join(", ", processes)}", $"{processes[0].Cure}   # or another port: {key}")
                : new Finding(Severity.Doubtful, $"Port {number} ({key}) is taken by a process of another user; that is right when the service runs", $"sudo ss -ltnp 'sport = :{number}'");
        }
    }

    private static bool IsFree(IPEndPoint place)
    {
        try
        {
            using var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (place.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.Bind(place);
            socket.Listen(1);
            return true;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AccessDenied);
        }
    }

    /// <summary>Who listens on a port. /proc/net/tcp: number, local address:port in hexadecimal, remote, state (0A listens) … the tenth column is the inode.</summary>
    internal static IReadOnlyList<ProcessOwner> Owners(Machine machine, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in ((machine.Read("/proc/net/tcp") ?? "") + "\n" + machine.Read("/proc/net/tcp6")).Split('\n'))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 9 && columns[1].EndsWith(suffix, StringComparison.Ordinal) && columns[3] == "0A")
            {
                sockets.Add($"socket:[{columns[9]}]");
            }
        }

        return sockets.Count == 0 ? [] : machine.ProcessesWith(sockets.Contains);
    }
}
