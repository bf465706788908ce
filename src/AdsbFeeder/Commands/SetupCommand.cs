using System.CommandLine;
using AdsbFeeder.Configuration;
using Spectre.Console;

namespace AdsbFeeder.Commands;

/// <summary><c>setup</c>: asks where the antenna is, whom to feed and whether multilateration may know the place; writes the file and looks for what is in the way.</summary>
internal static class SetupCommand
{
    /// <summary>What <c>--feeds</c> says for no network at all.</summary>
    internal const string NoFeeds = "none";

    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var source = new Option<string?>("--source") { Description = "Where the signals come from, as Source:Type: rtlsdr, rtltcp, soapy, beast, hulc, simulator or none.", HelpName = "TYPE" };
        var latitude = new Option<string?>("--lat") { Description = "Latitude of the antenna, degrees.", HelpName = "DEGREES" };
        var longitude = new Option<string?>("--lon") { Description = "Longitude of the antenna, degrees.", HelpName = "DEGREES" };
        var altitude = new Option<string?>("--altitude") { Description = "Height of the antenna above the ellipsoid of WGS 84, metres.", HelpName = "METRES" };
        var noPlace = new Option<bool>("--no-place") { Description = "Do not tell where the antenna is." };
        var bind = new Option<string?>("--bind") { Description = "Who may open the map and connect to the ports: 127.0.0.1 for this computer, 0.0.0.0 for the network.", HelpName = "ADDRESS" };
        var feeds = new Option<string?>("--feeds") { Description = $"The networks to feed, with commas between them, or {NoFeeds}; feeds --presets lists them. Other networks are fed no longer, feeds with names of your own stay.", HelpName = "NAMES" };
        var mlat = new Option<string?>("--mlat") { Description = "Whether servers for multilateration may learn exactly where the antenna is: yes or no.", HelpName = "yes|no" };
        var set = new Option<string[]>("--set") { Description = "Any key of the configuration, as in Feed:plane.watch:Key=1234. May be repeated.", HelpName = "KEY=VALUE" };
        var dry = new Option<bool>("--dry-run") { Description = "Print the file that would be written, and write nothing." };
        var noDoctor = new Option<bool>("--no-doctor") { Description = "Do not look for what is in the way afterwards." };
        var command = new Command("setup", "Ask for place, feeds and consent, and write them into the configuration. With flags that answer all, or without a terminal, nothing is asked; exit 64 tells what is missing.")
        {
            file, source, latitude, longitude, altitude, noPlace, bind, feeds, mlat, set, dry, noDoctor,
        };
        command.SetAction(parsed =>
        {
            var change = new ConfigurationChange(parsed.GetValue(file));
            var current = change.Check();
            var answers = new SetupAnswers(change, current) { WithoutPlace = parsed.GetValue(noPlace) };
            List<string?> faults =
            [
                Take(answers, "--source", parsed.GetValue(source), SetupAnswers.Source), Take(answers, "--lat", parsed.GetValue(latitude), SetupAnswers.Latitude), Take(answers, "--lon", parsed.GetValue(longitude), SetupAnswers.Longitude),
                Take(answers, "--altitude", parsed.GetValue(altitude), SetupAnswers.Altitude), Take(answers, "--bind", parsed.GetValue(bind), SetupAnswers.Binds), TakeFeeds(answers, parsed.GetValue(feeds)),
                TakeConsent(answers, parsed.GetValue(mlat)), .. (parsed.GetValue(set) ?? []).Select(pair => TakePair(answers, pair)),
                parsed.GetValue(noPlace) && (parsed.GetValue(latitude) ?? parsed.GetValue(longitude)) is not null ? "--no-place and --lat or --lon contradict each other." : null,
            ];
            if (faults.OfType<string>().ToList() is { Count: > 0 } wrong)
            {
                return Refuse(wrong);
            }

            return parsed.GetValue(dry) ? Show(change, answers) : Run(change, answers, current, parsed.GetValue(noDoctor));
        });
        return command;
    }

    /// <summary>The names in a list with commas; none for <see cref="NoFeeds"/>.</summary>
    internal static List<string> Names(string text) =>
        text.Trim().Equals(NoFeeds, StringComparison.OrdinalIgnoreCase) ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static int Show(ConfigurationChange change, SetupAnswers answers)
    {
        if (answers.Missing().ToList() is { Count: > 0 } missing)
        {
            return Refuse([$"setup asks nothing with --dry-run; it still needs {string.Join(", ", missing)}."]);
        }

        answers.Apply();
        change.Check();
        Console.Write(change.Text);
        return ExitCode.Success;
    }

    private static int Run(ConfigurationChange change, SetupAnswers answers, Settings current, bool noDoctor)
    {
        change.MustBeWritable();
        var missing = answers.Missing().ToList();
        var asks = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        if (missing.Count > 0 && !asks)
        {
            return Refuse([$"setup cannot ask, since this is no terminal; it still needs {string.Join(", ", missing)}."]);
        }

        if (asks && (missing.Count > 0 || answers.Values.Count == 0))
        {
            var dialogue = new SetupDialogue(AnsiConsole.Console, answers, current);
            dialogue.Ask();
            if (!dialogue.Confirm(change.FilePath))
            {
                Console.WriteLine("Nothing was changed.");
                return ExitCode.Success;
            }
        }

        answers.Apply();
        var settings = change.Check();
        if (change.IsNeeded)
        {
            var backup = change.Write();
            Console.WriteLine($"{change.FilePath} is written{(backup is null ? "" : $"; as it was before it is {backup}")}. It counts from the next start: sudo systemctl restart adsbfeeder");
        }
        else
        {
            Console.WriteLine($"{change.FilePath} says all that already; nothing was changed.");
        }

        foreach (var line in change.Overruled(answers.Values))
        {
            Console.WriteLine("  " + line);
        }

        if (!noDoctor)
        {
            Console.WriteLine("\nadsbfeeder doctor:");
            DoctorCommand.Run(settings, new Machine());
        }

        return ExitCode.Success;
    }

    private static string? Take(SetupAnswers answers, string flag, string? value, params string[] keys) =>
        value is null ? null : keys.Select(key => answers.Take(key, value.Trim())).FirstOrDefault(rule => rule is not null) is { } broken ? $"{flag} is '{value}' but must be {broken}." : null;

    private static string? TakeFeeds(SetupAnswers answers, string? names) =>
        names is not null && answers.TakeFeeds(Names(names)) is { } unknown ? $"--feeds names '{unknown}', which is no network that adsbfeeder knows; 'adsbfeeder feeds --presets' lists them." : null;

    private static string? TakeConsent(SetupAnswers answers, string? consent) => consent?.ToUpperInvariant() switch
    {
        null => null,
        "YES" => answers.Take(SetupAnswers.Consent, "true"),
        "NO" => answers.Take(SetupAnswers.Consent, "false"),
        _ => $"--mlat is '{consent}' but must be yes or no.",
    };

    private static string? TakePair(SetupAnswers answers, string pair) =>
        pair.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? Take(answers, "--set " + pair[..equals], pair[(equals + 1)..], pair[..equals].Trim()) : $"--set is '{pair}' but must be KEY=VALUE, as in --set Http:Port=8081.";

    private static int Refuse(IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"adsbfeeder: {fault}");
        }

        return ExitCode.Usage;
    }
}
