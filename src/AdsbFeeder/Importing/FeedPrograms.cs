using System.Globalization;
using static AdsbFeeder.Importing.Translation;

namespace AdsbFeeder.Importing;

/// <summary>The feed programs whose files are public, and what <c>import</c> takes from them: the receiver's place, accounts, and faults that would keep both programs from their work.</summary>
internal static class FeedPrograms
{
    private const string ReadsHere = "it reads from here";

    private static readonly DecoderOption[] Script =
    [
        Option("LATITUDE", degrees => To("Receiver:Latitude", degrees)), Option("LONGITUDE", degrees => To("Receiver:Longitude", degrees)), Option("ALTITUDE", Height),
        Option("INPUT", Input), Option("USER", _ => Needless("a name for its mlat-client")),
        Option("REDUCE_INTERVAL", seconds => seconds is "0.5" ? Needless("0.5 s is usual here too") : Lost($"in the network's section: ReduceIntervalSeconds = {seconds}")),
    ];

    /// <summary>All that are known, the one whose word counts first.</summary>
    internal static readonly IReadOnlyList<FeedProgram> All =
    [
        OfScript("adsbfi", "adsb.fi"), OfScript("adsblol", "adsb.lol"), OfScript("airplanes", "airplanes.live"), OfScript("adsbexchange", "adsbexchange"), OfScript("theairtraffic", "theairtraffic"), OfScript("flyitalyadsb", "flyitalyadsb"),
        new("etc/default/sdrmapfeeder", FeedFileStyle.Shell, "Once [Feed:sdrmap] has Enabled = true, stop sdrmapfeeder.",
            [.. Coordinates("lat", "lon"), Option("username", name => Account("User", name, "yourusername")), Option("password", word => Account("Password", word, "yourpassword"))]),
        new("var/lib/openskyd/conf.d/10-debconf.conf", FeedFileStyle.Ini, "Once [Feed:opensky] has Enabled = true, stop opensky-feeder.",
            [.. Coordinates("Latitude", "Longitude"), Option("Altitude", Height), Option("Host", Host), Option("Port", Port), Option("Username", name => new([("Feed:opensky:Enabled", "false"), ("Feed:opensky:User", name)]))]),
        new("opt/adsb/config/.env", FeedFileStyle.Shell, "adsb.im's containers must be stopped before the networks are fed from here.",
            [.. Coordinates("FEEDER_LAT", "FEEDER_LONG"), Option("FEEDER_ALT_M", Height), Option("FEEDER_SM_USERNAME", name => Account("User", name, "")), Option("FEEDER_SM_PASSWORD", word => Account("Password", word, ""))]),
        new("etc/fr24feed.ini", FeedFileStyle.Ini, "Flightradar24 has its own program: fr24feed goes on and reads from here.",
            [Option("fr24key", _ => Needless("fr24feed keeps it")), Option("receiver", Fr24Receiver), Option("host", Input), Option("bs", on => Collides(on, "bs", 30003)), Option("raw", on => Collides(on, "raw", 30002)),
            Option("mlat", on => IsOn(on) ? Lost("Flightradar24 asks those who feed other networks too to set mlat=\"no\" there") : Needless("as it should be"))]),
        new("etc/rbfeeder.ini", FeedFileStyle.Ini, "AirNav has its own program: rbfeeder goes on and reads from here.",
            [.. Coordinates("lat", "lon"), Option("alt", Height), Option("key", _ => Needless("rbfeeder keeps it")), Option("external_host", Host), Option("external_port", Port),
            Option("network_mode", on => IsOn(on) ? Needless(ReadsHere) : Lost("rbfeeder takes the dongle itself: set network_mode=true there, and in [network] mode=beast, external_host=127.0.0.1, external_port=30005")),
            Option("mode", mode => mode is "beast" ? Needless(ReadsHere) : Lost("set mode=beast there"))]),
        new("etc/piaware.conf", FeedFileStyle.Words, "FlightAware has its own program: piaware goes on and reads from here.",
            [Option("feeder-id", _ => Needless("piaware keeps it")), Option("receiver-host", Host), Option("receiver-port", Port),
            Option("receiver-type", type => type is "none" ? Lost("piaware receives nothing: sudo piaware-config receiver-type other receiver-host 127.0.0.1 receiver-port 30005") : Needless(ReadsHere)),
            As("rtlsdr-gain", "gain"), As("rtlsdr-ppm", "ppm"), As("rtlsdr-device-index", "device")]),
    ];

    /// <summary>The program that a file belongs to, wherever it was copied to; null when it is none of theirs.</summary>
    internal static FeedProgram? Of(string file) => All.FirstOrDefault(program => file.EndsWith("/" + program.Path, StringComparison.Ordinal))
        ?? All.FirstOrDefault(program => Path.GetFileName(file) == Path.GetFileName(program.Path));

    private static FeedProgram OfScript(string name, string network) =>
        new($"etc/default/{name}", FeedFileStyle.Shell, $"Once [Feed:{network}] has Enabled = true, stop {name}-feed; {name}-mlat may go on, it reads from here.", Script);

    private static DecoderOption Option(string name, Func<string, Translation> translate) => new(name, TakesValue: true, translate);

    private static DecoderOption As(string name, string decoders) => Option(name, DecoderOptions.Find(decoders)!.Translate);

    private static DecoderOption[] Coordinates(string latitude, string longitude) =>
        [Option(latitude, degrees => To("Receiver:Latitude", degrees)), Option(longitude, degrees => To("Receiver:Longitude", degrees))];

    /// <summary>Metres, or feet where it says so.</summary>
    private static Translation Height(string text)
    {
        var isFeet = text.EndsWith("ft", StringComparison.OrdinalIgnoreCase);
        var number = isFeet ? text[..^2] : text.TrimEnd('m', 'M');
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var height)
            ? To("Receiver:AltitudeMetres", Math.Round(isFeet ? height * 0.3048 : height, 1).ToString(CultureInfo.InvariantCulture))
            : Lost($"{text} is no height");
    }

    private static Translation Input(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && FeedProgram.IsHere(text[..colon]) && text[(colon + 1)..] is "30005" or "30002" ? Needless(ReadsHere) : Lost("it does not read from here: that would be 127.0.0.1:30005");
    }

    private static Translation Host(string text) => FeedProgram.IsHere(text) ? Needless(ReadsHere) : Lost($"it reads from {text}, not from here: that would be 127.0.0.1");

    private static Translation Port(string text) => text is "30005" ? Needless(ReadsHere) : Lost($"it reads port {text}; Beast is at 30005 here, or at [Network] BeastOutputPort");

    /// <summary>Kept for when its owner turns the feed on: as long as the other program runs there would be two.</summary>
    private static Translation Account(string key, string value, string placeholder) =>
        value == placeholder ? Needless("it was never set") : new([("Feed:sdrmap:Enabled", "false"), ($"Feed:sdrmap:{key}", value)]);

    private static Translation Fr24Receiver(string kind) => kind switch
    {
        "beast-tcp" => Needless(ReadsHere),
        "avr-tcp" => Needless(ReadsHere + ", though beast-tcp with host=\"127.0.0.1:30005\" is the better choice"),
        _ => Lost("fr24feed takes the dongle itself: set receiver=\"beast-tcp\" and host=\"127.0.0.1:30005\" there"),
    };

    private static Translation Collides(string on, string name, int port) =>
        IsOn(on) ? Lost($"fr24feed would open port {port}, which is ours: set {name}=\"no\" there") : Needless("as it should be");

    private static bool IsOn(string text) => text.ToUpperInvariant() is "YES" or "TRUE" or "1" or "ON";
}
