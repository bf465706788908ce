using AdsbFeeder.Configuration;
using AdsbFeeder.Importing;

namespace AdsbFeeder.Commands;

/// <summary>Puts the options of other decoders and of feed programs into the configuration, and tells a line of each of them.</summary>
internal static class DecoderImportReport
{
    /// <summary>Takes the options of these files; what several of them say, the first says.</summary>
    /// <returns>0, or 65 when an option needs a look.</returns>
    /// <exception cref="ConfigurationFaultException">Together they are no configuration that works; nothing was written.</exception>
    internal static int Take(IReadOnlyList<string> files, ConfigurationChange change, bool dry, bool replace)
    {
        var lost = 0;
        var given = new Dictionary<string, (string Value, string File)>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            Console.WriteLine($"{file}:");
            var program = FeedPrograms.Of(file);
            var text = File.ReadAllText(file);
            foreach (var option in program?.Read(text) ?? DecoderImport.Read(text))
            {
                lost += option.IsLost ? 1 : 0;
                Console.WriteLine($"  {option.Option,-36}  {string.Join("; ", option.Values.Select(value => Took(file, value.Key, value.Value, change, given, replace)).Append(option.Note ?? "").Where(words => words.Length > 0))}");
            }

            if (program is not null)
            {
                Console.WriteLine($"  {program.Advice}");
            }
        }

        if (files.Count == 0 || given.Count == 0 || !change.IsNeeded)
        {
            Console.WriteLine(files.Count == 0 ? "No files of other decoders or feed programs." : "The configuration says all that already.");
        }
        else
        {
            change.Check();
            var backup = dry ? null : change.Write();
            Console.WriteLine(dry ? $"{change.FilePath} would be written." : $"{change.FilePath} is written{(backup is null ? "" : $"; as it was before it is {backup}")}.");
            string[] decoders = [.. files.Where(file => FeedPrograms.Of(file) is null).Select(file => Path.GetFileName(file)!)];
            Console.WriteLine(decoders.Length > 0 ? "Two programs cannot share a dongle. Stop the other one, and start this one anew:" : "To have it read:");
            Console.WriteLine($"  {(decoders.Length > 0 ? $"sudo systemctl disable --now {string.Join(' ', decoders)}; " : "")}sudo systemctl restart adsbfeeder");
        }

        Console.WriteLine();
        return lost == 0 ? ExitCode.Success : ExitCode.DataError;
    }

    /// <summary>Of one file the last word counts, as on its command line; of several files the first.</summary>
    private static string Took(string file, string key, string value, ConfigurationChange change, Dictionary<string, (string Value, string File)> given, bool replace)
    {
        var isSecret = key.EndsWith(":Password", StringComparison.OrdinalIgnoreCase);
        var shown = $"{key} = {(isSecret ? FeedProgram.Hidden : value)}";
        var isGiven = given.TryGetValue(key, out var before);
        if (isGiven && before.File != file)
        {
            return before.Value == value ? $"{shown}, as {before.File} says" : $"not {shown}: {before.File} says {(isSecret ? "another one" : before.Value)}";
        }

        var known = change.Find(key);
        if (!isGiven && known is not null && known != value && !replace)
        {
            return $"not {shown}: the configuration says {(isSecret ? "another one" : known)} (--replace overwrites it)";
        }

        given[key] = (value, file);
        var setting = SettingTable.Find(key)!;
        var isDefault = known is null && setting.Default == value && !setting.Section.Contains(':', StringComparison.Ordinal);   // a section of one's own is there only when something is in it
        if (known == value || isDefault)
        {
            return $"{shown}, as it is {(known is null ? "anyway" : "already")}";
        }

        change.Set(key, value);
        return known is null ? shown : $"{shown} instead of {(isSecret ? "another one" : known)}";
    }
}
