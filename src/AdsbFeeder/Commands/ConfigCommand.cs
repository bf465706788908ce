using System.CommandLine;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Commands;

/// <summary><c>config check</c> tells every fault of the configuration; <c>config show</c> prints the file with all keys.</summary>
internal static class ConfigCommand
{
    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var check = new Command("check", "Tell every fault of the configuration at once; exit 78 when there is one.") { file };
        check.SetAction(parsed =>
        {
            SettingsReader.ReadAsOwner(parsed.GetValue(file));
            Console.WriteLine("The configuration is right.");
            return ExitCode.Success;
        });

        var show = new Command("show", "Print a configuration file with every key, its meaning and its default.");
        show.SetAction(_ => Console.Out.Write(SampleFile.Write()));
        return new Command("config", "Look at the configuration.") { check, show };
    }
}
