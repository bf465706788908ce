using System.Globalization;

namespace AdsbFeeder.Networking;

/// <summary>Finds who listens on a TCP port, where /proc tells: other users' processes show themselves only to root.</summary>
internal static class PortHolder
{
    // The state LISTEN in /proc/net/tcp.
    private const string Listen = "0A";

    /// <summary>Name and number of the process, or absent.</summary>
    public static string? Find(int port)
    {
        try
        {
            var sockets = Inodes("/proc/net/tcp", port).Concat(Inodes("/proc/net/tcp6", port)).Select(x => $"socket:[{x}]").ToHashSet();
            return sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc").Select(x => Describe(x, sockets)).FirstOrDefault(x => x is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode ...
    // 0: 0100007F:7535 00000000:0000 0A 00000000:00000000 00:00000000 00000000 1000 0 123456 1 ...
    private static IEnumerable<string> Inodes(string table, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return File.Exists(table)
            ? File.ReadLines(table).Skip(1).Select(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(x => x.Length > 9 && x[3] == Listen && x[1].EndsWith(suffix, StringComparison.Ordinal)).Select(x => x[9])
            : [];
    }

    private static string? Describe(string process, HashSet<string> sockets)
    {
        try
        {
            if (!int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var number))
                return null;
            var holds = Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(x => new FileInfo(x).LinkTarget is { } target && sockets.Contains(target));
            return holds ? string.Create(CultureInfo.InvariantCulture, $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {number})") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
