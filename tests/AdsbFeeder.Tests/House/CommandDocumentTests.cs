using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using AdsbFeeder.Commands;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Tests.House;

/// <summary>Verbs, options and keys in the documents are those of the program.</summary>
public sealed partial class CommandDocumentTests
{
    private static readonly string[] Files = [Path.Combine(Repository.Root, "README.md"), .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")];

    public static TheoryData<string, string> CommandLines
    {
        get
        {
            var lines = new TheoryData<string, string>();
            foreach (var file in Files)
            {
                foreach (var block in Blocks().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
                {
                    foreach (var command in Commands().Matches(block.Replace("\\\n", " ", StringComparison.Ordinal)).Select(match => match.Groups[1].Value.Trim()))
                    {
                        lines.Add(Path.GetFileName(file), command);
                    }
                }
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Every_command_line_of_a_shell_block_is_understood(string file, string command)
    {
        var parsed = Verbs.Create().Parse([.. CommandLineParser.SplitCommandLine(command)]);

        Assert.True(parsed.Errors.Count == 0, $"{file}: adsbfeeder {command}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
    }

    [Fact]
    public void Every_verb_is_in_README_and_every_verb_there_is_one()
    {
        var readme = File.ReadAllText(Files[0]);
        var listed = ListedVerbs().Matches(readme).SelectMany(match => match.Groups[1].Value.Split(" | ")).Select(verb => verb.Trim('[', ']')).ToHashSet();

        Assert.Equal(Verbs.Create().Subcommands.Where(verb => !verb.Hidden && verb.Name != "manual").Select(verb => verb.Name).Order(), listed.Order());
    }

    /// <summary>As in <c>[Network] Bind</c> and <c>Network:Bind</c>.</summary>
    [Fact]
    public void Every_key_that_a_document_names_exists()
    {
        var sections = SettingTable.All.Select(setting => setting.Section).Concat(SettingTable.NamedSections.Keys).Distinct().ToList();
        var known = SettingTable.All.Select(setting => setting.Key).Concat(SettingTable.NamedSections.SelectMany(kind => kind.Value("NAME")).Select(row => $"{row.Key.Split(':')[0]}:{row.Name}")).ToHashSet(StringComparer.OrdinalIgnoreCase);

        foreach (var file in Files)
        {
            var text = File.ReadAllText(file);
            var named = Keys().Matches(text).Select(match => (Section: match.Groups[1].Value + match.Groups[3].Value, Name: match.Groups[2].Value + match.Groups[4].Value)).Where(key => sections.Contains(key.Section));
            Assert.All(named, key => Assert.True(known.Contains($"{key.Section}:{key.Name}"), $"{Path.GetFileName(file)}: {key}"));
        }
    }

    [GeneratedRegex("```sh[^\n]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    // Up to what a shell would end the command with.
    [GeneratedRegex(@"(?:^|[|&;]\s*|sudo )adsbfeeder ([^|&;<>#\n]+)", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^adsbfeeder ((?:[\w\[\]]+ \| )*[\w\[\]]+)", RegexOptions.Multiline)]
    private static partial Regex ListedVerbs();

    [GeneratedRegex(@"`(?:\[([A-Z]\w+)(?::NAME)?\] ([A-Z]\w+)|([A-Z]\w+):([A-Z]\w+))")]
    private static partial Regex Keys();
}
