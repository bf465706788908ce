using System.Globalization;
using AdsbFeeder.Feeding;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Configuration;

/// <summary>The keys of a section <c>[Feed:NAME]</c>.</summary>
internal static class FeedSettingTable
{
    internal static IReadOnlyList<Setting> Rows(string name)
    {
        var prefix = $"Feed:{name}:";
        return
        [
            Setting.Flag(prefix + "Enabled", "Connect. For a network that adsbfeeder feeds --presets lists, this one line is all.", true, (s, v) => s.Feeds[name].Enabled = v),
            Setting.OneOf<FeedProtocol>(prefix + "Protocol", "What to speak, where NAME is no known network.", null, (s, v) => s.Feeds[name].Protocol = v, FeedWords.Protocols),
            Setting.OneOf<FeedTransport>(prefix + "Transport", "What carries it; tcp when left out.", null, (s, v) => s.Feeds[name].Transport = v, ("tcp", FeedTransport.Tcp), ("tls", FeedTransport.Tls), ("udp", FeedTransport.Udp)),
            new(prefix + "Host", "a computer's name or address", "Where to connect to.", "", (s, v) => Uri.CheckHostName(s.Feeds[name].Host = v) != UriHostNameType.Unknown),
            Setting.Whole(prefix + "Port", 1, 65535, "Its port.", "", (s, v) => s.Feeds[name].Port = v),
            new(prefix + "Fallback", "a computer and a port, as in feed.example:30004", "Where to connect to when Host cannot be reached.", "", (s, v) =>
            {
                var known = HostAndPort.TryParse(v, out var address);
                s.Feeds[name].Fallback = known ? address : null;
                return known;
            }),
            new(prefix + "Url", "a URL that begins with https:// or http://", "Where json is posted to.", "", (s, v) =>
            {
                var known = Uri.TryCreate(v, UriKind.Absolute, out var url) && url.Scheme is "https" or "http";
                s.Feeds[name].Url = known ? url : null;
                return known;
            }),
            new(prefix + "Uuid", "a UUID such as 5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d", "Who we are to this network. Left out, one is made once and kept in State:Directory.", "", (s, v) =>
            {
                var known = Guid.TryParseExact(v, "D", out var uuid);
                s.Feeds[name].Uuid = known ? uuid : null;
                return known;
            }),
            new(prefix + "Key", "letters, digits, dots, hyphens and underscores, 64 at most", "The key that the network gave you, where it gives one (plane.watch, RadarVirtuel).", "", (s, v) => (s.Feeds[name].Key = v) is { Length: > 0 and <= 64 } && v.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')),
            new(prefix + "User", "at most 40 printable characters of ASCII without a colon", "Your name there, where it wants one (sdrmap, OpenSky).", "", (s, v) => (s.Feeds[name].User = v) is { Length: > 0 and <= 40 } && v.All(c => c is > ' ' and <= '~' and not ':')),
            new(prefix + "Password", "the password", "Your password there, where it wants one (sdrmap).", "", (s, v) => (s.Feeds[name].Password = v).Length > 0),
            new(prefix + "Serial", "a whole number of 32 bits, negative or not", "Your receiver's number at OpenSky, when it has one already. Left out, OpenSky gives one.", "", (s, v) =>
            {
                var known = long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var serial) && serial is >= int.MinValue and <= uint.MaxValue;
                s.Feeds[name].Serial = known ? unchecked((uint)serial) : null;
                return known;
            }),
            new(prefix + "CaFile", "the path of a file in PEM", "The authority whose certificates to trust instead of the system's, for tls and https.", "", (s, v) => (s.Feeds[name].CaFile = v).Length > 0),
            Setting.Number(prefix + "ReduceIntervalSeconds", 0, 14.999, "seconds", "beast_reduce: an aircraft's frames of one kind are sent this far apart.", "0.5", (s, v) => s.Feeds[name].ReduceIntervalSeconds = v),
            Setting.Number(prefix + "MaxDistanceNmi", 1, 1000, "nautical miles", "beast_reduce: leave out aircraft beyond this distance.", "", (s, v) => s.Feeds[name].MaxDistanceNmi = v),
            Setting.Number(prefix + "MaxAltitudeFeet", 0, 100_000, "feet", "beast_reduce: leave out aircraft above this altitude.", "", (s, v) => s.Feeds[name].MaxAltitudeFeet = v),
            Setting.Flag(prefix + "OptimizeForMlat", "beast_reduce: keep what a multilateration server needs.", false, (s, v) => s.Feeds[name].OptimizeForMlat = v),
            Setting.Number(prefix + "UploadIntervalSeconds", 1, 60, "seconds", "json: how often to post.", "5", (s, v) => s.Feeds[name].UploadIntervalSeconds = v),
            new(prefix + "Sources", "one or more, with commas, of " + SourceNames.All, "Whose frames may leave: radio is our own antenna. Networks ban feeders that send them mlat results; network is for a second receiver of yours that feeds nobody itself; simulation, which is recordings too, for a test server of your own.", "radio", (s, v) =>
            {
                var known = SourceNames.TryParse(v, out var sources);
                s.Feeds[name].Sources = sources;
                return known;
            }),
        ];
    }
}
