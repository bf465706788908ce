using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Commands;

/// <summary>What <c>setup</c> was told, by flags or in the terminal, as values for keys of the configuration.</summary>
internal sealed class SetupAnswers(ConfigurationChange file, Settings current)
{
    internal const string Latitude = "Receiver:Latitude";
    internal const string Longitude = "Receiver:Longitude";
    internal const string Altitude = "Receiver:AltitudeMetres";
    internal const string Source = "Source:Type";
    internal const string Consent = "Mlat:Consent";

    /// <summary>What decides who may connect and who may see the map.</summary>
    internal static readonly string[] Binds = ["Network:Bind", "Http:Bind"];

    private readonly OrderedDictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The owner does not want to tell where the antenna is.</summary>
    internal bool WithoutPlace { get; set; }

    /// <summary>The networks to feed were told.</summary>
    internal bool FeedsAreKnown { get; private set; }

    internal IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What is still to be asked, as the flags that would answer it. What the file, a drop-in or the environment say needs no answer.</summary>
    internal IEnumerable<string> Missing()
    {
        if (!PlaceIsKnown)
        {
            yield return "--lat and --lon (or --no-place)";
        }

        if (!FeedsAreKnown && !current.Feeds.Any())
        {
            yield return "--feeds (names with commas between them, or none)";
        }

        if (!_values.ContainsKey(Consent) && current.Mlat.Consent is null)
        {
            yield return "--mlat yes or --mlat no";
        }
    }

    private bool PlaceIsKnown => WithoutPlace || (Has(Latitude, current.Receiver.Latitude) && Has(Longitude, current.Receiver.Longitude)) || current.Receiver.Gpsd is not null;

    /// <summary>The value as it will be, or is; null when there is none.</summary>
    internal string? Value(string key) => _values.GetValueOrDefault(key) ?? file.Find(key);

    /// <summary>True when an answer was given for this key.</summary>
    internal bool IsAnswered(string key) => _values.ContainsKey(key);

    /// <summary>Takes a value; what is wrong with it otherwise.</summary>
    internal string? Take(string key, string value)
    {
        var rule = Fault(key, value);
        if (rule is null)
        {
            _values[SettingTable.Find(key)!.Key] = value;
        }

        return rule;
    }

    /// <summary>Takes the networks to feed: those that are not among them are fed no longer. Feeds of the owner's own making stay as they are.</summary>
    /// <returns>The name that is neither a network nor a section of the configuration.</returns>
    internal string? TakeFeeds(IReadOnlyCollection<string> names)
    {
        var unknown = names.FirstOrDefault(name => FeedPresets.Find(name) is null && !current.Feeds.Any(feed => feed.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
        if (unknown is not null)
        {
            return unknown;
        }

        FeedsAreKnown = true;
        foreach (var name in names)
        {
            _values[$"Feed:{FeedPresets.Find(name)?.Name ?? name}:Enabled"] = "true";
        }

        foreach (var feed in current.Feeds.Where(feed => feed.Enabled && FeedPresets.Find(feed.Name) is not null && !names.Contains(feed.Name, StringComparer.OrdinalIgnoreCase)))
        {
            _values[$"Feed:{feed.Name}:Enabled"] = "false";
        }

        return null;
    }

    /// <summary>Puts all into the file's text.</summary>
    internal void Apply()
    {
        foreach (var (key, value) in _values)
        {
            file.Set(key, value);
        }
    }

    /// <summary>The rule that a value breaks, as a phrase that ends "must be …"; null when it breaks none.</summary>
    internal static string? Fault(string key, string value) =>
        SettingTable.Find(key) is not { } setting ? "a value of a key of the configuration, and there is no such key"
        : value.AsSpan().ContainsAny('\n', '\r') || !setting.Apply(new Settings(), value) ? setting.Rule
        : null;

    private bool Has(string key, double? known) => _values.ContainsKey(key) || known is not null;
}
