using System.CommandLine;
using System.Globalization;
using System.Text;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Manual;

/// <summary>The manual pages, made of what <c>--help</c> and the table of keys say, so that they cannot differ from the program.</summary>
/// <remarks>In the language of man(7): a line that begins with a dot is a request, and a backslash begins an escape.</remarks>
internal static class ManualPage
{
    /// <summary>adsbfeeder(1).</summary>
    internal static string OfProgram(RootCommand root, string version)
    {
        var page = new StringBuilder();
        Head(page, "ADSBFEEDER", 1, version, "User Commands");
        Section(page, "NAME");
        Line(page, "adsbfeeder - ADS-B receiver with map, feeds and Prometheus metrics");
        Section(page, "SYNOPSIS");
        foreach (var verb in root.Subcommands.Where(verb => !verb.Hidden))
        {
            Request(page, ".B", "adsbfeeder " + verb.Name);
            Line(page, Usage(verb));
            page.Append(".br\n");
        }

        Section(page, "DESCRIPTION");
        Line(page, root.Description!);
        Line(page, "Without a verb it is the service, with the configuration of adsbfeeder.conf(5).");
        Section(page, "VERBS");
        foreach (var verb in root.Subcommands.Where(verb => !verb.Hidden))
        {
            Verb(page, "", verb);
        }

        Section(page, "EXIT STATUS");
        Term(page, "0", "all went well");
        Term(page, "1", "something failed");
        Term(page, "64", "the command line is wrong");
        Term(page, "65", "the input was read but is not whole");
        Term(page, "66", "the input cannot be opened");
        Term(page, "69", "a port is taken, a device is absent, the service does not answer");
        Term(page, "74", "reading or writing failed under way");
        Term(page, "78", "the configuration is wrong; systemd does not start the service again");
        Section(page, "FILES");
        Term(page, SettingsReader.DefaultPath, "the configuration");
        Term(page, "/var/lib/adsbfeeder", "what outlives a restart");
        Section(page, "SEE ALSO");
        Line(page, "adsbfeeder.conf(5), systemctl(1), journalctl(1)");
        return page.ToString();
    }

    /// <summary>adsbfeeder.conf(5).</summary>
    internal static string OfConfiguration(string version)
    {
        var page = new StringBuilder();
        Head(page, "ADSBFEEDER.CONF", 5, version, "File Formats");
        Section(page, "NAME");
        Line(page, "adsbfeeder.conf - configuration of adsbfeeder(1)");
        Section(page, "DESCRIPTION");
        Line(page, "Sections in square brackets, and in them a key, an equals sign and a value on each line. A line that begins with # or ; says nothing. Upper and lower case are the same.");
        page.Append(".PP\n");
        Line(page, "Read are the file, then conf.d/*.conf beside it, then environment variables such as ADSBFEEDER_Receiver__Latitude=52.0, then the command line; later ones win. A key that does not exist, or a value that breaks its rule, keeps the service from starting: adsbfeeder config check tells every fault at once.");
        foreach (var section in SettingTable.All.GroupBy(setting => setting.Section))
        {
            Keys(page, "[" + section.Key + "]", section);
        }

        foreach (var (kind, rows) in SettingTable.NamedSections)
        {
            Keys(page, $"[{kind}:NAME]", rows("NAME"));
        }

        Section(page, "SEE ALSO");
        Line(page, "adsbfeeder(1)");
        return page.ToString();
    }

    private static void Keys(StringBuilder page, string title, IEnumerable<Setting> settings)
    {
        Section(page, title);
        foreach (var setting in settings)
        {
            page.Append(".TP\n");
            Request(page, ".B", setting.Name);
            Line(page, setting.Description);
            Line(page, $"It must be {setting.Rule}{(setting.Default.Length > 0 ? $"; left out, it is {setting.Default}" : "")}.");
        }
    }

    private static void Verb(StringBuilder page, string before, Command verb)
    {
        var name = (before + " " + verb.Name).Trim();
        if (verb.Subcommands.Count == 0)
        {
            page.Append(".SS ").Append(Escape(name)).Append('\n');
            Line(page, verb.Description ?? "");
        }

        foreach (var argument in verb.Arguments)
        {
            Term(page, argument.HelpName ?? argument.Name.ToUpperInvariant(), argument.Description ?? "");
        }

        foreach (var option in verb.Options.Where(option => !option.Hidden))
        {
            Term(page, string.Join(", ", option.Aliases.Prepend(option.Name)) + (option.HelpName is { } value ? "=" + value : ""), option.Description ?? "");
        }

        foreach (var part in verb.Subcommands.Where(part => !part.Hidden))
        {
            Verb(page, name, part);
        }
    }

    private static string Usage(Command verb)
    {
        var words = verb.Arguments.Select(argument => argument.HelpName ?? argument.Name.ToUpperInvariant());
        var parts = verb.Subcommands.Where(part => !part.Hidden).Select(part => part.Name).ToList();
        words = parts.Count > 0 ? words.Append(string.Join("|", parts)) : words;
        return string.Join(' ', verb.Options.Count > 0 ? words.Append("[OPTION]...") : words);
    }

    private static void Head(StringBuilder page, string name, int section, string version, string manual) =>
        page.Append(CultureInfo.InvariantCulture, $".TH \"{name}\" \"{section}\" \"\" \"{Escape(version)}\" \"{manual}\"\n");

    private static void Section(StringBuilder page, string title) => page.Append(".SH \"").Append(Escape(title)).Append("\"\n");

    private static void Term(StringBuilder page, string term, string text)
    {
        page.Append(".TP\n");
        Request(page, ".B", term);
        Line(page, text);
    }

    private static void Request(StringBuilder page, string request, string text) => page.Append(request).Append(" \"").Append(Escape(text).Replace("\"", "\\(dq", StringComparison.Ordinal)).Append("\"\n");

    private static void Line(StringBuilder page, string text)
    {
        var escaped = Escape(text);
        page.Append(escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" : "").Append(escaped).Append('\n');
    }

    /// <summary>A hyphen in man(7) is a typographic one unless escaped, and then it cannot be copied into a shell.</summary>
    private static string Escape(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
}
