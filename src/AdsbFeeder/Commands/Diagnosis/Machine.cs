using System.Globalization;

namespace AdsbFeeder.Commands;

/// <summary>The computer as its files show it; another root shows another computer, to tests.</summary>
internal sealed class Machine(string root = "/")
{
    internal string PathOf(string path) => Path.Combine(root, path.TrimStart('/'));

    internal bool Exists(string path) => Path.Exists(PathOf(path));

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

    /// <summary>Processes but this one that have open what <paramref name="wanted"/> recognises, as "812 (readsb)". Only root sees those of other users.</summary>
    internal IReadOnlyList<string> ProcessesWith(Func<string, bool> wanted)
    {
        var found = new List<string>();
        foreach (var process in Folders("/proc"))
        {
            var id = Path.GetFileName(process);
            if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != Environment.ProcessId && OpenFiles(process).Any(wanted))
            {
                found.Add($"{id} ({Read($"/proc/{id}/comm")})");
            }
        }

        return found;
    }

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
