using System.CommandLine;
using AdsbFeeder.Configuration;
using AdsbFeeder.Feeding;
using AdsbFeeder.Importing;

namespace AdsbFeeder.Commands;

/// <summary><c>import</c>: takes over what the decoder before was told, and who this receiver is from the feed programs that fed networks.</summary>
internal static class ImportCommand
{
    internal static Command Create()
    {
        var from = new Argument<FileInfo[]>("FILE") { Description = "Files with options of readsb, dump1090 or a feed program; by default those where these keep them, of which the first counts.", Arity = ArgumentArity.ZeroOrMore };
        var file = CommonOptions.ConfigFile();
        var root = new Option<DirectoryInfo>("--root") { Description = "Where the other programs are installed: / or the root of a mounted card.", HelpName = "DIRECTORY", DefaultValueFactory = _ => new DirectoryInfo("/") };
        var dry = new Option<bool>("--dry-run") { Description = "Tell what would be taken and take nothing." };
        var replace = new Option<bool>("--replace") { Description = "Overwrite what the configuration says already and identities that are kept already. The old ones are printed." };
        var command = new Command("import", "Take over the options of readsb, dump1090-fa or dump1090-mutability, and from feed programs on this computer the place, accounts, UUIDs and keys. Exit 65 when something needs a look.") { from, file, root, dry, replace };
        command.SetAction(parsed =>
        {
            var change = new ConfigurationChange(parsed.GetValue(file));
            var settings = change.Check();
            var (isDry, replaces, place) = (parsed.GetValue(dry), parsed.GetValue(replace), parsed.GetValue(root)!.FullName);
            var files = parsed.GetValue(from) is { Length: > 0 } named ? [.. named.Select(each => each.FullName)] : DecoderImport.Files.Concat(FeedPrograms.All.Select(program => program.Path)).Select(path => Path.Combine(place, path)).Where(File.Exists).ToList();
            var options = DecoderImportReport.Take(files, change, isDry, replaces);
            return Math.Max(options, Import(settings.State.Resolve()!, place, isDry, replaces));
        });
        return command;
    }

    private static int Import(string state, string root, bool dry, bool replace)
    {
        var found = KnownIdentityFiles.Find(root);
        if (found.Count == 0)
        {
            Console.WriteLine($"No identities of other feed programs below {root}.");
            return ExitCode.Success;
        }

        var identities = new Identities(state);
        var taken = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<(string, IdentityKind)>();
        var faults = 0;
        foreach (var identity in found)
        {
            var words = !identity.IsWell
                ? $"'{identity.Value}' is none, not taken"
                : !seen.Add((identity.Network, identity.Kind)) ? "not taken, the first counts" : Take(identities, identity, dry, replace);
            faults += identity.IsWell ? 0 : 1;
            if (identity.IsWell)
            {
                taken.Add(identity.Network);
            }

            Console.WriteLine($"{identity.Network,-15} {Kind(identity.Kind),-6} {Shown(identity),-36}  {identity.Path}: {words}");
        }

        if (taken.Count > 0)
        {
            Console.WriteLine("\nTo feed them from here, stop the other programs and put into the configuration:");
            foreach (var network in taken)
            {
                Console.WriteLine($"[Feed:{network}]\nEnabled = true");
            }

            Console.WriteLine($"or let it be written: sudo adsbfeeder setup --feeds {string.Join(',', taken)}");
        }

        return faults == 0 ? ExitCode.Success : ExitCode.DataError;
    }

    private static string Take(Identities identities, FoundIdentity identity, bool dry, bool replace)
    {
        var kept = identities.Find(identity.Network, identity.Kind);
        if (kept == identity.Value)
        {
            return "kept already";
        }

        if (kept is not null && !replace)
        {
            return $"not taken, {kept} is kept already (--replace overwrites it)";
        }

        if (dry)
        {
            return kept is null ? "would be taken" : $"would replace {kept}";
        }

        identities.Store(identity.Network, identity.Kind, identity.Value, replace);
        return kept is null ? "taken" : $"taken instead of {kept}";
    }

    /// <summary>A key lets others feed in the owner's name: a terminal needs no more of it than to know it again.</summary>
    private static string Shown(FoundIdentity identity) => identity is { Kind: IdentityKind.Key, Value.Length: > 8 } ? identity.Value[..4] + "…" + identity.Value[^4..] : identity.Value;

#pragma warning disable CA1308 // As the files are named.
    private static string Kind(IdentityKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
