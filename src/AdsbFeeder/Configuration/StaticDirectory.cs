namespace AdsbFeeder.Configuration;

/// <summary>A directory that is served below a path: <c>/tar1090=/usr/share/tar1090/html</c>.</summary>
/// <param name="Path">Begins with a slash and does not end with one.</param>
/// <param name="Directory">Where its files are.</param>
internal readonly record struct StaticDirectory(string Path, string Directory)
{
    internal const string Rule = "a path and a directory, such as /tar1090=/usr/share/tar1090/html, several with commas between them; each path of its own, letters, digits, '-' and '_', and none that the service uses itself";

    /// <summary>First parts of addresses that are the service's own.</summary>
    private static readonly string[] Taken = ["data", "globe_history", "re-api", "api", "assets", "metrics", "healthz", "readyz"];

    /// <summary>Reads all; false when one is wrong.</summary>
    internal static bool TryParse(string text, out StaticDirectory[] all)
    {
        all = [];
        var found = new List<StaticDirectory>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                return false;
            }

            var (path, directory) = (part[..equals].TrimEnd().TrimEnd('/'), part[(equals + 1)..].TrimStart());
            if (!IsPath(path) || directory.Length == 0 || found.Exists(other => other.Path == path))
            {
                return false;
            }

            found.Add(new StaticDirectory(path, directory));
        }

        all = [.. found];
        return true;
    }

    private static bool IsPath(string path)
    {
        var names = path.Split('/');
        return names.Length > 1 && names[0].Length == 0 && !Taken.Contains(names[1])
            && names.Skip(1).All(name => name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'));
    }
}
