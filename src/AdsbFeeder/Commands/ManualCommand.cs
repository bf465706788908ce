using System.CommandLine;
using AdsbFeeder.Manual;
using AdsbFeeder.Serving;

namespace AdsbFeeder.Commands;

/// <summary><c>manual</c>: prints manual pages, the reference of the configuration and shell completion, for those who make packages.</summary>
internal static class ManualCommand
{
    internal static Command Create(RootCommand root) => new("manual", "Print manual pages, the configuration's reference and shell completion.")
    {
        Part("program", "adsbfeeder(1).", () => ManualPage.OfProgram(root, DataEndpoints.Version)),
        Part("configuration", "adsbfeeder.conf(5).", () => ManualPage.OfConfiguration(DataEndpoints.Version)),
        Part("reference", "docs/configuration.md.", ConfigurationReference.Write),
        Part("completion", "Completion for bash.", () => BashCompletion.Write(root)),
    };

    private static Command Part(string name, string description, Func<string> write)
    {
        var part = new Command(name, description);
        part.SetAction(_ => Console.Out.Write(write()));
        return part;
    }
}
