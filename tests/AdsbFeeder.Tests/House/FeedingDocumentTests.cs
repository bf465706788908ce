using System.Text.RegularExpressions;
using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Tests.House;

/// <summary>docs/feeding.md has a section for each network of the table, and each works as it stands.</summary>
public sealed partial class FeedingDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "feeding.md"));

    public static TheoryData<string> Networks => [.. FeedPresets.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_section_of_a_network_has_its_address_and_is_a_configuration_without_faults(string network)
    {
        var section = Document[Document.IndexOf($"\n## {network}\n", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)];
        var preset = FeedPresets.Find(network)!;
        var address = preset.Url?.ToString() ?? (preset.Target!.Port == 0 ? preset.Target.Host : preset.Target.ToString());
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
        try
        {
            var file = Path.Combine(folder, "adsbfeeder.conf");
            File.WriteAllText(file, $"[State]\nDirectory={folder}\n" + Ini().Match(section).Groups[1].Value);

            var settings = SettingsReader.Read(file, []);

            Assert.Contains($"`{address}`", section, StringComparison.Ordinal);
            Assert.Equal(network, Assert.Single(settings.Feeds).Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_key_of_a_section_is_explained() =>
        Assert.All(SettingTable.NamedSections["Feed"]("x"), row => Assert.Contains($"`{row.Name}`", Document, StringComparison.Ordinal));

    [Fact]
    public void Every_name_in_the_table_of_networks_is_one_and_every_address_has_a_source()
    {
        Assert.Equal(FeedPresets.All.Count, FeedPresets.All.DistinctBy(preset => preset.Name).Count());
        Assert.All(FeedPresets.All, preset => Assert.True(preset.Source.Length > 0 && (preset.Target is not null) != (preset.Url is not null), preset.Name));
    }

    [GeneratedRegex("```ini\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Ini();
}
