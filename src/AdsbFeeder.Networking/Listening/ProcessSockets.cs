using System.Globalization;

namespace AdsbFeeder.Networking;

/// <summary>TCP sockets of this computer and the processes that hold them, where /proc tells: other users' processes show themselves only to root.</summary>
internal static class ProcessSockets
{
    /// <summary>A row of /proc/net/tcp or tcp6, as it is written there.</summary>
    /// <param name="Local">Address and port of its own end.</param>
    /// <param name="State">Its state, two hexadecimal digits.</param>
    /// <param name="Name">What a descriptor of it links to.</param>
    internal readonly record struct Row(string Local, string State, string Name);

    /// <summary>All sockets.</summary>
    /// <exception cref="IOException">The tables cannot be read.</exception>
    internal static IEnumerable<Row> All() => Rows("/proc/net/tcp").Concat(Rows("/proc/net/tcp6"));

    /// <summary>Name and number of the process of each descriptor that is wanted, process by process as they are asked for.</summary>
    /// <param name="isWanted">Told a descriptor's target.</param>
    /// <exception cref="IOException">There is no /proc.</exception>
    internal static IEnumerable<(string Name, string Process)> Holders(Func<string, bool> isWanted) =>
        Directory.EnumerateDirectories("/proc").SelectMany(process => Look(process, isWanted));

    // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode ...
    // 0: 0100007F:7535 00000000:0000 0A 00000000:00000000 00:00000000 00000000 1000 0 123456 1 ...
    private static IEnumerable<Row> Rows(string table) =>
        from line in File.Exists(table) ? File.ReadLines(table).Skip(1) : []
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length > 9
        select new Row(fields[1], fields[3], $"socket:[{fields[9]}]");

    private static List<(string Name, string Process)> Look(string process, Func<string, bool> isWanted)
    {
        var found = new List<(string, string)>();
        try
        {
            if (!int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var number))
                return found;
            string? name = null;
            foreach (var descriptor in Directory.EnumerateFiles(Path.Combine(process, "fd")))
            {
                if (new FileInfo(descriptor).LinkTarget is not { } target || !isWanted(target))
                    continue;
                name ??= string.Create(CultureInfo.InvariantCulture, $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {number})");
                found.Add((target, name));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended, or is not ours to look at.
        }

        return found;
    }
}
