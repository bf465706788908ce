using System.CommandLine;
using AdsbFeeder.Configuration;
using AdsbFeeder.Feeding;

namespace AdsbFeeder.Commands;

/// <summary><c>import</c>: takes over who this receiver is from the feed programs that fed networks before.</summary>
internal static class ImportCommand
{
    private const string PackageState = "/var/lib/adsbfeeder";

    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var root = new Option<DirectoryInfo>("--root") { Description = "Where the other programs are installed: / or the root of a mounted card.", HelpName = "DIRECTORY", DefaultValueFactory = _ => new DirectoryInfo("/") };
        var dry = new Option<bool>("--dry-run") { Description = "Tell what would be taken and take nothing." };
        var replace = new Option<bool>("--replace") { Description = "Overwrite identities that are kept already. The old ones are printed." };
        var command = new Command("import", "Take over the UUIDs and keys of other feed programs on this computer.") { file, root, dry, replace };
        command.SetAction(parsed => Import(SettingsReader.Read(parsed.GetValue(file), []).State.Resolve() ?? PackageState, parsed.GetValue(root)!.FullName, parsed.GetValue(dry), parsed.GetValue(replace)));
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
