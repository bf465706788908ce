using System.Text;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace AdsbFeeder.Configuration;

/// <summary>Configuration file, drop-ins, environment and command line, in that order, to <see cref="Settings"/>.</summary>
/// <remarks>Later ones win. Every fault is found before anything starts, and all are told at once.</remarks>
internal static class SettingsReader
{
    /// <summary>Where the package puts the file.</summary>
    internal const string DefaultPath = "/etc/adsbfeeder/adsbfeeder.conf";

    /// <summary>What environment variables begin with: <c>ADSBFEEDER_Receiver__Latitude</c>.</summary>
    internal const string EnvironmentPrefix = "ADSBFEEDER_";

    /// <summary>Reads all sources.</summary>
    /// <param name="path">The file the user named; absent for the default one, which need not exist.</param>
    /// <param name="overrides">Values of the command line.</param>
    /// <exception cref="ConfigurationFaultException">At least one key or value is wrong.</exception>
    internal static Settings Read(string? path, IEnumerable<KeyValuePair<string, string?>> overrides) => Read(path, overrides, text: null, state: null);

    /// <summary>Reads what the package's service reads, for the verbs that its owner types: systemd tells only the service where its state is.</summary>
    /// <param name="path">The file the user named; absent for the default one, which need not exist.</param>
    /// <param name="text">What to read instead of the file's content, to see whether it would do.</param>
    /// <exception cref="ConfigurationFaultException">At least one key or value is wrong.</exception>
    internal static Settings ReadAsOwner(string? path, string? text = null) => Read(path, [], text, StateSettings.OfPackage);

    /// <summary>The drop-ins of a file, in the order in which they are read.</summary>
    internal static IEnumerable<string> DropIns(string file)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "conf.d");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.conf").Order(StringComparer.Ordinal) : [];
    }

    private static Settings Read(string? path, IEnumerable<KeyValuePair<string, string?>> overrides, string? text, string? state)
    {
        var file = path ?? DefaultPath;
        if (path is not null && text is null && !File.Exists(path))
        {
            throw new ConfigurationFaultException([$"{path}: no such configuration file."]);
        }

        var faults = new List<string>();
        var settings = new Settings();
        foreach (var layer in IniLayers(file, text, faults))
        {
            Apply(settings, layer.Name, layer.Root, faults);
        }

        // Variables of our own for tests and packaging begin the same way but hold no section.
        var environment = new ConfigurationBuilder().Add(new EnvironmentVariablesConfigurationSource { Prefix = EnvironmentPrefix }).Build();
        Apply(settings, "environment", environment, faults, key => key.Contains(':', StringComparison.Ordinal));
        Apply(settings, "command line", new ConfigurationBuilder().AddInMemoryCollection(overrides).Build(), faults);
        settings.State.Directory ??= settings.State.Resolve() is null ? state : null;
        SettingsRules.Check(settings, faults);
        return faults.Count == 0 ? settings : throw new ConfigurationFaultException(faults);
    }

    private static IEnumerable<(string Name, IConfigurationRoot Root)> IniLayers(string file, string? text, List<string> faults)
    {
        foreach (var path in DropIns(file).Prepend(file).Where(path => File.Exists(path) || (path == file && text is not null)))
        {
            IConfigurationRoot? root = null;
            try
            {
                using Stream stream = path == file && text is not null ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : File.OpenRead(path);
                root = new ConfigurationBuilder().AddIniStream(stream).Build();
            }
            catch (Exception fault) when (fault is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
            {
                faults.Add($"{path}: {(fault.InnerException ?? fault).Message}");
            }

            if (root is not null)
            {
                yield return (path, root);
            }
        }
    }

    private static void Apply(Settings settings, string layer, IConfiguration root, List<string> faults, Func<string, bool>? filter = null)
    {
        foreach (var (key, value) in root.AsEnumerable().OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (value is null || filter?.Invoke(key) == false)
            {
                continue;
            }

            if (SettingTable.Find(key) is not { } setting)
            {
                faults.Add($"{layer}: {key} is not a key of the configuration{Suggestion(key)}.");
            }
            else if (value.Length > 0 && !setting.Apply(settings, value.Trim()))
            {
                faults.Add($"{layer}: {setting.Key} is '{value}' but must be {setting.Rule}.");
            }
        }
    }

    private static string Suggestion(string key)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        var rows = SettingTable.RowsNear(key);
        var near = rows.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? rows.MinBy(s => Spelling.Distance(s.Key.ToUpperInvariant(), key.ToUpperInvariant()));
        return near is not null && (near.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Spelling.Distance(near.Key.ToUpperInvariant(), key.ToUpperInvariant()) <= 3)
            ? $"; did you mean {near.Key}"
            : "";
    }
}
