using System.Globalization;
using System.Text.RegularExpressions;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Tests.House;

/// <summary>What the documents say is what the program does.</summary>
public partial class DocumentTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string> PortKeys =>
        [.. SettingTable.All.Select(setting => setting.Key).Where(key => key.EndsWith("Port", StringComparison.Ordinal) || key.EndsWith("Ports", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(PortKeys))]
    public void The_table_of_ports_in_README_has_every_port_with_its_default(string key)
    {
        var row = Assert.Single(Readme.Split('\n'), line => line.StartsWith('|') && line.EndsWith($"`{key}` |", StringComparison.Ordinal));

        Assert.All(SettingTable.Find(key)!.Default.Split(", "), port => Assert.Contains(port, row, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_key_that_README_names_exists()
    {
        var named = SettingKey().Matches(Readme).Select(match => match.Groups[1].Value).Distinct();

        Assert.All(named, key => Assert.NotNull(SettingTable.Find(key)));
    }

    [Fact]
    public void Every_exit_code_of_README_is_one_of_ours()
    {
        var sentence = Readme[Readme.IndexOf("Exit codes", StringComparison.Ordinal)..];
        var codes = ExitCodes().Matches(sentence[..sentence.IndexOf("\n\n", StringComparison.Ordinal)]).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));

        Assert.Equal([ExitCode.Usage, ExitCode.DataError, ExitCode.NoInput, ExitCode.Unavailable, ExitCode.InputOutput, ExitCode.Configuration], codes);
    }

    [Fact]
    public void Every_document_that_README_links_to_is_there()
    {
        var links = Links().Matches(Readme).Select(match => match.Groups[1].Value);

        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Repository.Root, link)), link));
    }

    [GeneratedRegex(@"`((?:Receiver|Source|Network|Http):\w+)")]
    private static partial Regex SettingKey();

    [GeneratedRegex(@"\b\d{2}\b")]
    private static partial Regex ExitCodes();

    [GeneratedRegex(@"\]\(((?!http|#)[^)]+)\)")]
    private static partial Regex Links();
}
