using System.Text;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Manual;

/// <summary>docs/configuration.md, made from the table of keys.</summary>
internal static class ConfigurationReference
{
    internal static string Write()
    {
        var page = new StringBuilder(
            """
            # Configuration

            Made by `adsbfeeder manual reference` from the table of keys; do not edit it. Where the file is, what wins over what and how to check it: [README](../README.md#configuration).

            """);
        foreach (var section in SettingTable.All.GroupBy(setting => setting.Section))
        {
            Table(page, $"[{section.Key}]", section);
        }

        foreach (var (kind, rows) in SettingTable.NamedSections)
        {
            Table(page, $"[{kind}:NAME]", rows("NAME"));
        }

        return page.ToString();
    }

    private static void Table(StringBuilder page, string title, IEnumerable<Setting> settings)
    {
        page.Append("\n## ").Append(title).Append("\n\n| key | what | must be | default |\n|---|---|---|---|\n");
        foreach (var setting in settings)
        {
            page.Append("| `").Append(setting.Name).Append("` | ").Append(Cell(setting.Description)).Append(" | ").Append(Cell(setting.Rule)).Append(" | ")
                .Append(setting.Default.Length > 0 ? $"`{setting.Default}`" : "–").Append(" |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
