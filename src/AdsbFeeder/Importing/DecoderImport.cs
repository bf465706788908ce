using AdsbFeeder.Configuration;

namespace AdsbFeeder.Importing;

/// <summary>An option of another decoder as it was found, and what became of it.</summary>
/// <param name="Option">As in the file: <c>--gain auto</c>, <c>GAIN=auto</c>.</param>
/// <param name="Values">The keys that it is here.</param>
/// <param name="Note">What else there is to say; null for nothing.</param>
/// <param name="IsLost">True when its owner has to look at it.</param>
internal sealed record ImportedOption(string Option, IReadOnlyList<(string Key, string Value)> Values, string? Note, bool IsLost);

/// <summary>Reads the defaults file of readsb, dump1090-fa or dump1090-mutability. Every option in it is in the answer, known or not.</summary>
internal static class DecoderImport
{
    /// <summary>Where they are, the one that counts first.</summary>
    internal static readonly IReadOnlyList<string> Files = ["etc/default/readsb", "etc/default/dump1090-fa", "etc/default/dump1090-mutability"];

    internal static IReadOnlyList<ImportedOption> Read(string text)
    {
        var found = new List<ImportedOption>();
        foreach (var variable in ShellFile.Read(text))
        {
            if (DecoderOptions.CommandLines.Contains(variable.Name))
            {
                AddCommandLine(variable.Words, found);
            }
            else if (variable.Value.Length > 0)
            {
                found.Add(OfVariable(variable));
            }
        }

        AddSource(found);
        return found;
    }

    /// <summary>A value follows its option behind an equals sign or as the next word.</summary>
    private static void AddCommandLine(IReadOnlyList<string> words, List<ImportedOption> found)
    {
        for (var n = 0; n < words.Count; n++)
        {
            var equals = words[n].IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? words[n] : words[n][..equals]).TrimStart('-');
            if (!words[n].StartsWith('-') || DecoderOptions.Find(name) is not { } option)
            {
                // What follows an unknown option and is none itself belongs to it.
                var unknown = words[n];
                for (; n + 1 < words.Count && !words[n + 1].StartsWith('-'); n++)
                {
                    unknown += " " + words[n + 1];
                }

                found.Add(new ImportedOption(unknown, [], "not taken: it is not known here", IsLost: true));
                continue;
            }

            var value = !option.TakesValue ? "" : equals >= 0 ? words[n][(equals + 1)..] : n + 1 < words.Count ? words[++n] : "";
            found.Add(Checked($"--{name}{(value.Length > 0 ? " " + value : "")}", option, value));
        }
    }

    private static ImportedOption OfVariable(ShellVariable variable)
    {
        var shown = $"{variable.Name}={variable.Value}";
        if (!DecoderOptions.Variables.TryGetValue(variable.Name, out var name))
        {
            return new ImportedOption(shown, [], "not taken: it is not known here", IsLost: true);
        }

        if (name.Length == 0)
        {
            return new ImportedOption(shown, [], "not needed: it is about the other program's service", IsLost: false);
        }

        var option = DecoderOptions.Find(name)!;
        var isOff = variable.Value.ToUpperInvariant() is "NO" or "FALSE";
        return option.TakesValue || !isOff
            ? Checked(shown, option, variable.Value)
            : name == "fix" ? Checked(shown, DecoderOptions.Find("no-fix")!, "") : new ImportedOption(shown, [], "not needed: it is off", IsLost: false);
    }

    /// <summary>What an option is here, or why its value cannot be that.</summary>
    internal static ImportedOption Checked(string shown, DecoderOption option, string value)
    {
        if (option.TakesValue && value.Length == 0)
        {
            return new ImportedOption(shown, [], "not taken: its value is missing", IsLost: true);
        }

        if (value.AsSpan().ContainsAny('$', '`'))
        {
            return new ImportedOption(shown, [], "not taken: only a shell knows that value", IsLost: true);
        }

        var translation = option.Translate(value);
        foreach (var (key, text) in translation.Values)
        {
            var setting = SettingTable.Find(key)!;
            if (!setting.Apply(new Settings(), text))
            {
                return new ImportedOption(shown, [], $"not taken: {key} would be '{text}' but must be {setting.Rule}", IsLost: true);
            }
        }

        return new ImportedOption(shown, translation.Values, translation.Note, translation.IsLost);
    }

    /// <summary>They take a dongle when nobody says otherwise, and --net-only outweighs any other radio.</summary>
    private static void AddSource(List<ImportedOption> found)
    {
        var types = found.SelectMany(option => option.Values).Where(value => value.Key == "Source:Type").ToList();
        if (found.Count > 0 && types.Count == 0)
        {
            found.Add(new ImportedOption("(no --device-type)", [("Source:Type", "rtlsdr")], "a dongle is what it takes when nobody says otherwise", IsLost: false));
        }
        else if (types.Exists(type => type.Value == "none"))
        {
            for (var n = 0; n < found.Count; n++)
            {
                if (found[n].Values.Any(value => value.Key == "Source:Type" && value.Value != "none"))
                {
                    found[n] = found[n] with { Values = [], Note = "not needed: there is to be no radio" };
                }
            }
        }

        if (found.Count > 0 && !found.Exists(option => option.Values.Any(value => value.Key == "Network:Bind")))
        {
            found.Add(new ImportedOption("(no --net-bind-address)", [], "its ports answered the whole network; here they answer this computer only, until [Network] Bind = 0.0.0.0", IsLost: false));
        }
    }
}
