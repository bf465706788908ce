using System.Net;

namespace AdsbFeeder.Importing;

/// <summary>A feed program of a network and the file that it is told by.</summary>
/// <param name="Path">Below the root of the file system.</param>
/// <param name="Style">How the file is written.</param>
/// <param name="Advice">What becomes of the program; a sentence.</param>
/// <param name="Options">What is known of its options; names in any case.</param>
internal sealed record FeedProgram(string Path, FeedFileStyle Style, string Advice, IReadOnlyList<DecoderOption> Options)
{
    /// <summary>Stands for what is not to be shown.</summary>
    internal const string Hidden = "…";

    /// <summary>What the file says that matters here, each option as it is here; the rest is about the program alone, and is only counted.</summary>
    internal IReadOnlyList<ImportedOption> Read(string text)
    {
        var found = new List<ImportedOption>();
        var others = 0;
        foreach (var (name, value) in Assignments(text).Where(pair => pair.Value.Length > 0))
        {
            if (Options.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } option)
            {
                found.Add(DecoderImport.Checked($"{name}={Shown(name, value)}", option, value));
            }
            else
            {
                others++;
            }
        }

        if (others > 0)
        {
            found.Add(new ImportedOption($"({others} more)", [], "not needed: about that program alone", IsLost: false));
        }

        return found;
    }

    /// <summary>A key lets others feed in the owner's name: a terminal needs no more of it than to know it again, and nothing of a password.</summary>
    private static string Shown(string name, string value) =>
        name.Contains("password", StringComparison.OrdinalIgnoreCase) ? Hidden
        : !name.Contains("key", StringComparison.OrdinalIgnoreCase) && name != "feeder-id" ? value
        : value.Length > 8 ? value[..4] + "…" + value[^4..] : Hidden;

    private IEnumerable<(string Name, string Value)> Assignments(string text) => Style == FeedFileStyle.Shell
        ? ShellFile.Read(text).Select(variable => (variable.Name, variable.Value))
        : text.Split('\n').Select(Assignment).Where(pair => pair.Name.Length > 0);

    /// <summary><c>name=value</c> or <c>name value</c>; sections and comments are no assignments.</summary>
    private (string Name, string Value) Assignment(string line)
    {
        line = line.Trim();
        var end = line.Length == 0 || line[0] is '#' or ';' or '[' ? -1 : Style == FeedFileStyle.Ini ? line.IndexOf('=', StringComparison.Ordinal) : line.AsSpan().IndexOfAny(' ', '\t');
        return end < 1 ? ("", "") : (line[..end].Trim(), line[(end + 1)..].Trim().Trim('"', '\''));
    }

    /// <summary>Whether a host is this computer.</summary>
    internal static bool IsHere(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>How a feed program's file is written.</summary>
internal enum FeedFileStyle
{
    /// <summary>Variables of a shell.</summary>
    Shell,

    /// <summary><c>name=value</c>, perhaps in sections.</summary>
    Ini,

    /// <summary><c>name value</c>.</summary>
    Words,
}
