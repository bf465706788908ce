using System.Net;
using System.Text.RegularExpressions;
using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Feeding;

/// <summary>What a section <c>[Feed:NAME]</c> must and must not say. Each fault is a line that names the key and what to do.</summary>
internal static partial class FeedRules
{
    internal static void Check(Settings settings, List<string> faults)
    {
        foreach (var feed in settings.Feeds.Where(feed => feed.Enabled))
        {
            faults.AddRange(Faults(feed, settings).Select(fault => $"Feed:{feed.Name}{fault}"));
        }
    }

    private static string[] Faults(FeedSettings feed, Settings settings)
    {
        if (!NameRule().IsMatch(feed.Name))
        {
            return [" is no name for a feed: it must be 1 to 64 letters, digits, dots, hyphens or underscores, and begin with a letter or digit."];
        }

        var preset = FeedPresets.Find(feed.Name);
        var protocol = feed.Protocol ?? preset?.Protocol;
        string[] missing = [.. Missing(feed, preset, protocol)];
        return missing.Length > 0 ? missing : [.. Misplaced(feed, preset, protocol), .. Provenances(feed, preset, settings), .. Places(feed, preset, protocol, settings)];
    }

    private static IEnumerable<string> Missing(FeedSettings feed, FeedPreset? preset, FeedProtocol? protocol)
    {
        if (preset is null)
        {
            string[] missing = protocol == FeedProtocol.Json ? [.. When(feed.Url is null, "Url")] : [.. When(feed.Host is null, "Host"), .. When(feed.Port is null, "Port"), .. When(protocol is null, "Protocol")];
            if (missing.Length > 0)
            {
                yield return $" is no network that adsbfeeder knows{Near(feed.Name)}, so it needs {Sentence(missing)}. 'adsbfeeder feeds --presets' lists the networks.";
            }

            yield break;
        }

        if (preset.Needs.HasFlag(FeedNeeds.Port) && feed.Port is null)
        {
            yield return $":Port must be set: {preset.Page} gives each feeder one.";
        }

        if (preset.Needs.HasFlag(FeedNeeds.Account) && (feed.User is null || feed.Password is null))
        {
            yield return $":User and Feed:{feed.Name}:Password must be set: those of your account at {preset.Page}.";
        }
    }

    private static IEnumerable<string> Misplaced(FeedSettings feed, FeedPreset? preset, FeedProtocol? protocol)
    {
        var transport = feed.Transport ?? preset?.Transport ?? FeedTransport.Tcp;
        if (protocol == FeedProtocol.Json ? feed.Host is not null || feed.Port is not null || feed.Fallback is not null || feed.Transport is not null : feed.Url is not null)
        {
            yield return protocol == FeedProtocol.Json ? " posts JSON to Url: Host, Port, Fallback and Transport say nothing there." : ":Url is for Protocol = json; this one goes to Host and Port.";
        }

        if (transport == FeedTransport.Udp && protocol is FeedProtocol.BeastReducePlus or FeedProtocol.OpenSky)
        {
            yield return ":Transport is udp, but this protocol needs answers: tcp or tls.";
        }

        if (protocol is not (FeedProtocol.BeastReduce or FeedProtocol.BeastReducePlus))
        {
            string[] idle = [.. When(feed.ReduceIntervalSeconds is not null, "ReduceIntervalSeconds"), .. When(feed.MaxDistanceNmi is not null, "MaxDistanceNmi"), .. When(feed.MaxAltitudeFeet is not null, "MaxAltitudeFeet"), .. When(feed.OptimizeForMlat, "OptimizeForMlat")];
            if (idle.Length > 0)
            {
                yield return $":{idle[0]} is for beast_reduce and beast_reduce_plus; this protocol leaves nothing out.";
            }
        }

        if (feed.CaFile is { } ca && !File.Exists(ca))
        {
            yield return $":CaFile is '{ca}' but there is no such file.";
        }
    }

    /// <summary>Frames that nobody received must reach no network.</summary>
    private static IEnumerable<string> Provenances(FeedSettings feed, FeedPreset? preset, Settings settings)
    {
        var asks = feed.Sources.HasFlag(Provenance.Simulation);
        if (preset is not null && asks && feed.Host is null && feed.Url is null)
        {
            yield return $":Sources has simulation, but {preset.Name} shows real aircraft to real people.";
        }
        else if (!asks && settings.Receivers.FirstOrDefault(receiver => receiver.Source is { Type: SourceType.Simulator } or { Type: SourceType.File, File: not "-" }) is { } unreal)
        {
            var (what, why) = unreal.Source.Type == SourceType.Simulator
                ? ("simulator", "simulated aircraft must reach no network. Set Enabled = false, or Sources = simulation for a server of your own.")
                : ("file", "a recording is not what flies now and must reach no network. Set Enabled = false, or Sources = radio, simulation for a server of your own.");
            yield return $" is enabled while {unreal.Section}:Type is {what}: {why}";
        }
    }

    private static IEnumerable<string> Places(FeedSettings feed, FeedPreset? preset, FeedProtocol? protocol, Settings settings)
    {
        var host = feed.Host ?? preset?.Target?.Host;
        var port = feed.Port ?? preset?.Target?.Port;
        var isHere = host is not null && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));
        if (isHere && SettingsRules.Ports(settings).FirstOrDefault(own => own.Place.Port == port && own.Place.Port > 0).Key is { } key)
        {
            yield return $":Port is {port}, which is our own {key}: frames would run in a circle.";
        }

        if (feed.MaxDistanceNmi is not null && settings.Receiver is { Latitude: null, Gpsd: null } && settings.Source.Type != SourceType.Simulator)
        {
            yield return ":MaxDistanceNmi needs the receiver's place: set Receiver:Latitude and Receiver:Longitude.";
        }

        var identities = settings.State.Resolve() is { } state ? new Identities(state) : null;
        if (identities is null && ((protocol == FeedProtocol.BeastReducePlus && feed.Uuid is null) || (protocol == FeedProtocol.OpenSky && feed.Serial is null)))
        {
            yield return $" needs State:Directory, to keep who we are there, or {(protocol == FeedProtocol.OpenSky ? "Serial" : "Uuid")}.";
        }

        if (preset?.Needs.HasFlag(FeedNeeds.Key) == true && feed.Key is null && identities?.Has(feed.Name, IdentityKind.Key) != true)
        {
            yield return $":Key must be set: {preset.Page} gives it.";
        }
    }

    private static string Sentence(string[] words) => words.Length == 1 ? words[0] : string.Join(", ", words[..^1]) + " and " + words[^1];

    private static string[] When(bool condition, string name) => condition ? [name] : [];

    private static string Near(string name) =>
        FeedPresets.All.FirstOrDefault(preset => preset.Name.Replace(".", "", StringComparison.Ordinal).Equals(name.Replace(".", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            || preset.Name.Split('.')[0].Equals(name, StringComparison.OrdinalIgnoreCase)
            || Spelling.Distance(preset.Name.ToUpperInvariant(), name.ToUpperInvariant()) <= 2) is { } near
            ? $" (did you mean {near.Name}?)"
            : "";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex NameRule();
}
