using System.Text;

namespace AdsbFeeder.Configuration;

/// <summary>The commented configuration file, made from the table of keys.</summary>
internal static class SampleFile
{
    internal static string Write()
    {
        var text = new StringBuilder(
            """
            # AdsbFeeder. Every key with its default; a line that begins with # or ; says nothing.
            # Drop-ins: conf.d/*.conf beside this file. Environment: ADSBFEEDER_Receiver__Latitude=52.0
            # A second receiver (another dongle, another antenna) has a section of its own with the keys of [Source]: [Source:roof]
            # Check before restarting: adsbfeeder config check

            """);
        foreach (var section in SettingTable.All.GroupBy(setting => setting.Section))
        {
            text.Append('\n').Append('[').Append(section.Key).Append("]\n");
            foreach (var setting in section)
            {
                text.Append("# ").Append(setting.Description).Append(" (").Append(setting.Rule).Append(")\n");
                text.Append('#').Append(setting.Name).Append(" = ").Append(setting.Default).Append('\n');
            }
        }

        foreach (var (kind, rows) in SettingTable.NamedSections)
        {
            WriteNamed(text, kind, rows("NAME"));
        }

        return text.ToString();
    }

    /// <summary>A section that may be there several times. All of it is a comment, since each needs a name.</summary>
    private static void WriteNamed(StringBuilder text, string kind, IReadOnlyList<Setting> rows)
    {
        text.Append("\n# As many sections as you like:\n# [").Append(kind).Append(":NAME]\n");
        foreach (var setting in rows)
        {
            text.Append("# ").Append(setting.Description).Append(" (").Append(setting.Rule).Append(")\n");
            text.Append("#   ").Append(setting.Name).Append(" = ").Append(setting.Default).Append('\n');
        }
    }
}
