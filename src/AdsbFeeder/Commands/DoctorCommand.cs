using System.CommandLine;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Commands;

/// <summary><c>doctor</c>: why it does not work, and the command that cures it.</summary>
internal static class DoctorCommand
{
    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var command = new Command("doctor", "Look for what keeps the receiver from working, and name the command that cures it. Changes nothing; lets a free dongle count for two seconds; asks name servers, and dials nobody.") { file };
        command.SetAction(parsed => Run(SettingsReader.ReadAsOwner(parsed.GetValue(file)), new Machine()));
        return command;
    }

    /// <summary>Prints all findings; exit 1 when something is broken.</summary>
    internal static int Run(Settings settings, Machine machine)
    {
        var findings = new List<Finding>();
        findings.AddRange(DongleChecks.Run(settings, machine));
        findings.AddRange(OtherRadioChecks.Run(settings, machine));
        findings.AddRange(PortChecks.Run(settings, machine));
        findings.AddRange(MachineChecks.Run(machine));
        findings.AddRange(NameChecks.Run(settings, NameChecks.LookUp));
        findings.AddRange(PlaceChecks.Run(settings, TimeZoneInfo.Local.BaseUtcOffset));
        foreach (var finding in findings)
        {
            Console.WriteLine(finding);
        }

        var broken = findings.Count(finding => finding.Severity == Severity.Broken);
        var doubtful = findings.Count(finding => finding.Severity == Severity.Doubtful);
        Console.WriteLine(broken + doubtful == 0 ? "Nothing is wrong." : $"{broken} broken, {doubtful} doubtful.");
        return broken > 0 ? ExitCode.Failure : ExitCode.Success;
    }
}
