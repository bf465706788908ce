using System.CommandLine;
using AdsbFeeder.Commands;
using AdsbFeeder.Configuration;
using AdsbFeeder.Manual;

namespace AdsbFeeder.Tests.Manual;

/// <summary>The manual is made of the verbs and the table of keys, so nothing can be missing from it.</summary>
public sealed class ManualTests
{
    private static readonly RootCommand Root = Verbs.Create();

    [Fact]
    public void The_page_of_the_program_has_every_verb_option_and_value()
    {
        var page = ManualPage.OfProgram(Root, "1.2.3");

        Assert.StartsWith(".TH \"ADSBFEEDER\" \"1\" \"\" \"1.2.3\"", page, StringComparison.Ordinal);
        Assert.Contains(".SS config check\n", page, StringComparison.Ordinal);
        Assert.Contains(".B \"\\-\\-http\\-port=PORT\"\n", page, StringComparison.Ordinal);
        Assert.Contains(".B \"\\-\\-watch, \\-w\"\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_the_configuration_has_every_key_with_its_rule()
    {
        var page = ManualPage.OfConfiguration("1.2.3");

        Assert.All(SettingTable.All, setting => Assert.Contains($".B \"{setting.Name}\"\n", page, StringComparison.Ordinal));
        Assert.Contains("It must be true or false; left out, it is false.\n", page, StringComparison.Ordinal);
        Assert.Contains(".SH \"[Feed:NAME]\"\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_of_keys_is_that_of_the_program() =>
        Assert.True(
            ConfigurationReference.Write() == File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md")),
            "docs/configuration.md is out of date; write it anew: dotnet src/AdsbFeeder/bin/Release/net10.0/adsbfeeder.dll manual reference >docs/configuration.md");

    [Fact]
    public void No_line_of_a_page_is_a_request_by_accident()
    {
        string[] requests = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br"];

        var lines = (ManualPage.OfProgram(Root, "1") + ManualPage.OfConfiguration("1")).Split('\n');

        Assert.All(lines.Where(line => line.StartsWith('.')), line => Assert.Contains(line.Split(' ')[0], requests));
        Assert.DoesNotContain(lines, line => line.StartsWith('\''));
    }

    [Theory]
    [InlineData("adsbfeeder sta", 1, "status")]
    [InlineData("adsbfeeder config ch", 2, "check")]
    [InlineData("adsbfeeder status --wa", 2, "--watch")]
    [InlineData("adsbfeeder run --set Http:P", 3, "Http:Port=")]
    public async Task Bash_completes_verbs_options_and_keys(string line, int word, string expected)
    {
        var script = BashCompletion.Write(Root) + $"\nCOMP_WORDS=({line}); COMP_CWORD={word}; compopt() {{ :; }}; _adsbfeeder; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n";
        using var bash = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;

        var words = (await bash.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains(expected, words);
    }
}
