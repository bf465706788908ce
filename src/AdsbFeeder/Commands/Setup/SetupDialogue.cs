using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;
using Spectre.Console;

namespace AdsbFeeder.Commands;

/// <summary>The questions of <c>setup</c> in a terminal. What flags have answered is not asked again; what the file says is the answer that Enter gives.</summary>
internal sealed class SetupDialogue(IAnsiConsole console, SetupAnswers answers, Settings current)
{
    private const string NoPlace = "";

    private static readonly (string Type, string Words)[] Sources =
    [
        ("rtlsdr", "an RTL-SDR dongle on this computer"), ("rtltcp", "an RTL-SDR dongle on another one, by rtl_tcp"), ("soapy", "another radio, by SoapySDR"),
        ("beast", "a Mode-S Beast on a serial port"), ("hulc", "a GNS HULC on a serial port"), ("simulator", "nowhere: simulated aircraft, to have a look"), ("none", "only from other receivers, over the network"),
    ];

    /// <summary>Asks everything that is open.</summary>
    internal void Ask()
    {
        console.WriteLine("Enter keeps what is in brackets. Nothing is written before the last question.");
        AskSource();
        AskPlace();
        AskWhoMayConnect();
        AskFeeds();
        AskConsent();
    }

    /// <summary>Shows what would be written.</summary>
    internal bool Confirm(string path)
    {
        console.WriteLine();
        foreach (var (key, value) in answers.Values)
        {
            console.WriteLine($"  {key} = {(key.EndsWith(":Password", StringComparison.Ordinal) ? "…" : value)}");
        }

        return YesOrNo($"Write this into {path}?", true);
    }

    private void AskSource()
    {
        if (answers.IsAnswered(SetupAnswers.Source))
        {
            return;
        }

        var known = answers.Value(SetupAnswers.Source) ?? "rtlsdr";
        var type = Choose("Where do the signals come from?", [.. Sources.OrderByDescending(source => source.Type.Equals(known, StringComparison.OrdinalIgnoreCase))]);
        answers.Take(SetupAnswers.Source, type);
        var more = type switch { "rtltcp" => ("Source:RtlTcpAddress", "Computer and port of rtl_tcp"), "beast" or "hulc" => ("Source:SerialDevice", "Serial port"), _ => default };
        if (more.Item1 is { } key && !answers.IsAnswered(key))
        {
            answers.Take(key, Text(key, more.Item2, answers.Value(key)));
        }
    }

    private void AskPlace()
    {
        if (answers.WithoutPlace || current.Receiver.Gpsd is not null)
        {
            return;
        }

        if (!answers.IsAnswered(SetupAnswers.Latitude))
        {
            console.WriteLine("\nWhere is the antenna? Four decimals are 10 metres. It is needed for ranges, aircraft on the ground and multilateration; visitors of the map see it to a kilometre.");
            var latitude = Text(SetupAnswers.Latitude, "Latitude in degrees, south negative; nothing to leave it out", answers.Value(SetupAnswers.Latitude) ?? NoPlace);
            if (latitude.Length == 0)
            {
                answers.WithoutPlace = true;
                return;
            }

            answers.Take(SetupAnswers.Latitude, latitude);
        }

        AskFor(SetupAnswers.Longitude, "Longitude in degrees, west negative", null);
        AskFor(SetupAnswers.Altitude, "Height of the antenna in metres above the ellipsoid, as GPS tells it; nothing if unknown", "");
    }

    private void AskWhoMayConnect()
    {
        if (answers.IsAnswered(SetupAnswers.Binds[0]))
        {
            return;
        }

        const string Here = "127.0.0.1", Everywhere = "0.0.0.0";
        var known = answers.Value(SetupAnswers.Binds[0]) ?? Here;
        var choices = new List<(string, string)> { (Here, "this computer only"), (Everywhere, "everybody in its network") };
        if (choices.FindIndex(choice => choice.Item1 == known) is var index and not 0)
        {
            choices.Insert(0, index < 0 ? (known, "as it is: " + known) : choices[index]);
            choices = [.. choices.DistinctBy(choice => choice.Item1)];
        }

        var address = Choose("Who may open the map and connect to the ports?", [.. choices]);
        foreach (var key in SetupAnswers.Binds.Where(key => address != (answers.Value(key) ?? Here)))
        {
            answers.Take(key, address);
        }
    }

    private void AskFeeds()
    {
        if (!answers.FeedsAreKnown)
        {
            var fed = current.Feeds.Where(feed => feed.Enabled).Select(feed => FeedPresets.Find(feed.Name)?.Name).OfType<string>().ToList();
            answers.TakeFeeds(ChooseFeeds(fed));
        }

        foreach (var preset in FeedPresets.All.Where(preset => answers.Values.GetValueOrDefault($"Feed:{preset.Name}:Enabled") == "true"))
        {
            foreach (var (name, words) in Needs(preset))
            {
                AskFor($"Feed:{preset.Name}:{name}", $"{preset.Name}: {words} ({preset.Page})", null);
            }
        }
    }

    private static IEnumerable<(string Key, string Words)> Needs(FeedPreset preset)
    {
        if (preset.Needs.HasFlag(FeedNeeds.Key))
        {
            yield return ("Key", "your key there");
        }

        if (preset.Needs.HasFlag(FeedNeeds.Account))
        {
            yield return ("User", "your name there");
            yield return ("Password", "your password there");
        }

        if (preset.Needs.HasFlag(FeedNeeds.Port))
        {
            yield return ("Port", "the port you were given");
        }
    }

    private void AskConsent()
    {
        if (answers.IsAnswered(SetupAnswers.Consent))
        {
            return;
        }

        console.WriteLine("\nMultilateration finds aircraft that do not tell where they are. Its servers must know exactly where your antenna is; some show it on a map.");
        answers.Take(SetupAnswers.Consent, YesOrNo("May they be told?", current.Mlat.Consent ?? false) ? "true" : "false");
    }

    /// <summary>Asks for a key's value; one that may be left out has an empty default.</summary>
    private void AskFor(string key, string words, string? @default)
    {
        if (!answers.IsAnswered(key) && Text(key, words, answers.Value(key) ?? @default) is { Length: > 0 } value)
        {
            answers.Take(key, value);
        }
    }

    private string Text(string key, string words, string? @default)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(words) + (@default is { Length: > 0 } ? $" [grey]({Markup.Escape(@default)})[/]" : "") + ":")
        {
            AllowEmpty = @default is not null,
            IsSecret = key.EndsWith(":Password", StringComparison.Ordinal),
            Validator = text => Given(text, @default) is var value && (value.Length == 0 ? null : SetupAnswers.Fault(key, value)) is { } rule
                ? ValidationResult.Error($"[red]It must be {Markup.Escape(rule)}.[/]")
                : ValidationResult.Success(),
        };
        return Given(console.Prompt(prompt), @default);
    }

    private static string Given(string text, string? @default) => text.Trim() is { Length: > 0 } value ? value : @default ?? "";

    private bool YesOrNo(string words, bool @default)
    {
        var prompt = new TextPrompt<string>($"{Markup.Escape(words)} [grey]({(@default ? "yes" : "no")})[/]:")
        {
            AllowEmpty = true,
            Validator = text => text.Trim().Length == 0 || Answer(text) is not null ? ValidationResult.Success() : ValidationResult.Error("[red]It must be yes or no.[/]"),
        };
        return Answer(console.Prompt(prompt)) ?? @default;
    }

    private static bool? Answer(string text) => text.Trim().ToUpperInvariant() switch { "Y" or "YES" => true, "N" or "NO" => false, _ => null };

    /// <summary>The first choice is the one that Enter takes.</summary>
    private string Choose(string title, (string Value, string Words)[] choices)
    {
        console.WriteLine();
        if (console.Profile.Capabilities.Ansi)
        {
            var prompt = new SelectionPrompt<string> { Title = title, Converter = value => Markup.Escape(Array.Find(choices, choice => choice.Value == value).Words) };
            prompt.AddChoices(choices.Select(choice => choice.Value));
            var chosen = console.Prompt(prompt);
            console.WriteLine($"{title} {Array.Find(choices, choice => choice.Value == chosen).Words}");
            return chosen;
        }

        console.WriteLine(title);
        foreach (var (value, words) in choices)
        {
            console.WriteLine($"  {value,-10} {words}");
        }

        return Given(
            console.Prompt(new TextPrompt<string>($"One of these [grey]({choices[0].Value})[/]:")
            {
                AllowEmpty = true,
                Validator = text => text.Trim().Length == 0 || Array.Exists(choices, choice => choice.Value == text.Trim()) ? ValidationResult.Success() : ValidationResult.Error("[red]It must be one of these.[/]"),
            }),
            choices[0].Value);
    }

    private List<string> ChooseFeeds(List<string> fed)
    {
        const string Title = "Which networks shall be fed? More at docs/feeding.md; Flightradar24 and FlightAware have programs of their own.";
        console.WriteLine();
        if (console.Profile.Capabilities.Ansi)
        {
            var prompt = new MultiSelectionPrompt<string>
            {
                Title = Title,
                Required = false,
                PageSize = 24,
                InstructionsText = "[grey](Space takes or leaves one, Enter ends)[/]",
                Converter = Markup.Escape,
            };
            prompt.AddChoices(FeedPresets.All.Select(preset => preset.Name));
            fed.ForEach(name => prompt.Select(name));
            var chosen = console.Prompt(prompt);
            console.WriteLine($"Networks: {(chosen.Count > 0 ? string.Join(", ", chosen) : "none")}");
            return chosen;
        }

        console.WriteLine(Title);
        console.WriteLine("  " + string.Join(", ", FeedPresets.All.Select(preset => preset.Name)));
        var known = fed.Count > 0 ? string.Join(", ", fed) : SetupCommand.NoFeeds;
        var text = Given(
            console.Prompt(new TextPrompt<string>($"Names with commas between them [grey]({Markup.Escape(known)})[/]:")
            {
                AllowEmpty = true,
                Validator = names => SetupCommand.Names(names).Find(name => FeedPresets.Find(name) is null) is { } unknown
                    ? ValidationResult.Error($"[red]{Markup.Escape(unknown)} is none of them.[/]")
                    : ValidationResult.Success(),
            }),
            known);
        return SetupCommand.Names(text);
    }
}
