using System.Net;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Configuration;

/// <summary>The keys of a section <c>[Listen:NAME]</c>.</summary>
internal static class ListenSettingTable
{
    internal const string PlaceRule = "ports, addresses with ports or unix:/path with commas between them: 30005, 192.168.1.2:30005, [::1]:30005, *:30005, unix:/run/beast.sock";

    internal const string AllowRule = "networks or addresses with commas between them, as in 192.168.0.0/16, fd00::/8";

    internal static IReadOnlyList<Setting> Rows(string name)
    {
        var prefix = $"Listen:{name}:";
        return
        [
            Setting.OneOf<OutputKind>(prefix + "Output", "What its clients get; leave it out for an input.", null, (s, v) => s.Listeners[name].Output = v, ("beast", OutputKind.Beast), ("beast-reduced", OutputKind.BeastReduced), ("avr", OutputKind.Avr), ("avr-mlat", OutputKind.AvrWithTime), ("sbs", OutputKind.Sbs), ("json", OutputKind.Json), ("vrs", OutputKind.Vrs)),
            Setting.OneOf<InputFormat>(prefix + "Input", "What its senders send: auto is Beast or AVR; all that comes to beast-mlat counts as MLAT results, and to sbs-jaero as ADS-C over satellites.", null, (s, v) => s.Listeners[name].Input = v, ("auto", InputFormat.Auto), ("beast", InputFormat.Beast), ("avr", InputFormat.Avr), ("sbs", InputFormat.Sbs), ("sbs-jaero", InputFormat.SbsJaero), ("beast-mlat", InputFormat.BeastMlat)),
            new(prefix + "At", PlaceRule, "Where to listen. A port alone is opened at Network:Bind, * means every address.", "", (s, v) => ListenPlace.TryParse(s.Listeners[name].At = v, IPAddress.Loopback, out _)),
            new(prefix + "Allow", AllowRule, "Who may connect; Network:Allow when left out.", "", (s, v) =>
            {
                var known = AddressFilter.TryParse(v, out var filter);
                s.Listeners[name].Allow = filter;
                return known;
            }),
            Setting.Whole(prefix + "MaxClients", 1, 10000, "Most connections; Network:MaxClients when left out.", "", (s, v) => s.Listeners[name].MaxClients = v),
            Setting.Whole(prefix + "MaxClientsPerHost", 1, 10000, "Most connections of one computer; Network:MaxClientsPerHost when left out.", "", (s, v) => s.Listeners[name].MaxClientsPerHost = v),
            new(prefix + "Sources", "some of " + SourceNames.All + " with commas between them", "Where the frames of an output may come from.", "", (s, v) =>
            {
                var known = SourceNames.TryParse(v, out var sources);
                s.Listeners[name].Sources = sources;
                return known;
            }),
            Setting.Flag(prefix + "ModeAc", "Outputs: Mode A/C too, for clients that do not ask for it themselves.", false, (s, v) => s.Listeners[name].ModeAc = v),
            Setting.Flag(prefix + "Verbatim", "Outputs: frames as they were heard, unrepaired, and those that belong to no known aircraft.", false, (s, v) => s.Listeners[name].Verbatim = v),
            Setting.Flag(prefix + "ReceiverIds", "Outputs of Beast: say which receiver heard each frame, and give the copies of all.", false, (s, v) => s.Listeners[name].ReceiverIds = v),
            Setting.Number(prefix + "ReduceIntervalSeconds", 0, 14.999, "seconds", "beast-reduced: an aircraft's frames of one kind are sent this far apart; Network:ReduceIntervalSeconds when left out.", "", (s, v) => s.Listeners[name].ReduceIntervalSeconds = v),
            Setting.Number(prefix + "MaxDistanceNmi", -1000, 1000, "nautical miles", "beast-reduced: leave out aircraft beyond this distance; a negative one leaves out those without a position too.", "", (s, v) => s.Listeners[name].MaxDistanceNmi = v),
            Setting.Whole(prefix + "MaxAltitudeFeet", 0, 100_000, "beast-reduced: leave out aircraft above this altitude.", "", (s, v) => s.Listeners[name].MaxAltitudeFeet = v),
            Setting.Flag(prefix + "OptimizeForMlat", "beast-reduced: keep all that multilateration uses.", false, (s, v) => s.Listeners[name].OptimizeForMlat = v),
            Setting.Number(prefix + "JsonIntervalSeconds", 0, 3600, "seconds", "json: an aircraft has a line no more often than this; Network:JsonIntervalSeconds when left out.", "", (s, v) => s.Listeners[name].JsonIntervalSeconds = v),
            Setting.Flag(prefix + "Proxy", "Inputs: every connection begins with a PROXY line (version 1), and Allow is about the address in it.", false, (s, v) => s.Listeners[name].Proxy = v),
        ];
    }
}
