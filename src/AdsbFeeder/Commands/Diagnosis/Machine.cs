using System.Globalization;

namespace AdsbFeeder.Commands;

/// <summary>The computer as its files show it; another root shows another computer, to tests.</summary>
internal sealed class Machine(string root = "/")
{
    internal string PathOf(string path) => Path.Combine(root, path.TrimStart('/'));

    internal bool Exists(string path) => Path.Exists(PathOf(path));

    /// <summary>Where links lead, without the root.</summary>
    internal string Resolve(string path)
    {
        var target = new FileInfo(PathOf(path)).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? PathOf(path);
        return target.StartsWith(root, StringComparison.Ordinal) ? "/" + target[root.Length..].TrimStart('/') : target;
    }

    /// <summary>A file's text without blanks around it; null when it cannot be read.</summary>
    internal string? Read(string path)
    {
        try
        {
            return File.ReadAllText(PathOf(path)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal IEnumerable<string> Folders(string path)
    {
        try
        {
            return [.. Directory.GetDirectories(PathOf(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Processes but this one that have open what <paramref name="wanted"/> recognises. Only root sees those of other users.</summary>
    internal IReadOnlyList<ProcessOwner> ProcessesWith(Func<string, bool> wanted)
    {
        var found = new List<ProcessOwner>();
        foreach (var process in Folders("/proc"))
        {
            var id = Path.GetFileName(process);
            if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != Environment.ProcessId && OpenFiles(process).Any(wanted))
            {
                found.Add(new ProcessOwner(number, Read($"/proc/{id}/comm") ?? "?", UnitOf(id)));
            }
        }

        return found;
    }

    /// <summary>A line of /proc/ID/cgroup is <c>0::/system.slice/readsb.service</c>; a service may have groups below it.</summary>
    private string? UnitOf(string id) => (Read($"/proc/{id}/cgroup") ?? "").Split('\n')
        .Select(line => line[(line.LastIndexOf(':') + 1)..])
        .Where(path => path.StartsWith("/system.slice/", StringComparison.Ordinal))
        .SelectMany(path => path.Split('/'))
        .FirstOrDefault(part => part.EndsWith(".service", StringComparison.Ordinal));

    private static IReadOnlyList<string> OpenFiles(string process)
    {
        try
        {
            return [.. Directory.GetFiles(Path.Combine(process, "fd")).Select(file => new FileInfo(file).LinkTarget ?? "")];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
