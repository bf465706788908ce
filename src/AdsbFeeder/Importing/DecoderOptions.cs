using System.Globalization;
using AdsbFeeder.Networking;
using static AdsbFeeder.Importing.Translation;

namespace AdsbFeeder.Importing;

/// <summary>The options of readsb, dump1090-fa and dump1090-mutability, and what each is here: what <c>import</c> does and docs/migration.md tells.</summary>
internal static class DecoderOptions
{
    private const string Buffers = "frames leave at once, and a slow client delays nobody";
    private const string Statistics = "numbers are at /metrics and /api/status";
    private const string OneDemodulator = "there is one demodulator; [Source] Mode says how hard it works";
    private const string ForTerminals = "it is for a terminal; adsbfeeder status --watch and adsbfeeder decode are here";
    private const string GainByItself = "automatic gain looks for its range by itself";
    private const string JsonFiles = "all of it is served over HTTP";

    /// <summary>All that are known.</summary>
    internal static readonly IReadOnlyList<DecoderOption> All =
    [
        Value("device", Device), Value("device-index", Device), Value("device-type", DeviceType),
        Value("gain", Gain), Value("ppm", ppm => To("Source:PpmCorrection", ppm)),
        Flag("enable-biastee", "Source:BiasTee"), Flag("enable-bias-tee", "Source:BiasTee"), Flag("enable-agc", "Source:DigitalAgc"),
        Flag("adaptive-range", _ => To("Source:Gain", "auto")), Flag("adaptive-burst", GainByItself), Value("adaptive-range-target", GainByItself), Value("adaptive-min-gain", GainByItself), Value("adaptive-max-gain", GainByItself), Value("adaptive-duty-cycle", GainByItself),
        Value("beast-serial", path => To("Source:SerialDevice", path)), Value("beast-baudrate", rate => To("Source:BaudRate", rate)),
        Value("freq", hertz => hertz is "1090000000" or "1090M" ? Needless("it is 1090 MHz") : Lost("only 1090 MHz is received")),
        Value("ifile", path => new([("Source:Type", "file"), ("Source:File", path)])), Value("iformat", format => To("Source:SampleFormat", format.ToLowerInvariant())), Flag("throttle", "a recording is always played at its own pace"),

        Flag("modeac", "Source:ModeAc"), Flag("modeac-auto", "clients that want Mode A/C say so to the port"),
        Flag("fix", "frames are repaired where the parity leaves no doubt"), Flag("fix-2bit", "frames are repaired where the parity leaves no doubt"), Flag("aggressive", "frames are repaired where the parity leaves no doubt"),
        Flag("no-fix", _ => To("Source:Repair", "false")), Flag("no-fix-df", "a wrong format is not repaired into another one without evidence"), Flag("no-crc-check", _ => Lost("frames with wrong parity never leave")),
        Flag("oversample", OneDemodulator), Flag("phase-enhance", OneDemodulator), Value("preamble-threshold", OneDemodulator), Flag("dcfilter", OneDemodulator), Value("wisdom", OneDemodulator), Value("decode-threads", OneDemodulator),

        Value("lat", degrees => To("Receiver:Latitude", degrees)), Value("lon", degrees => To("Receiver:Longitude", degrees)),
        Value("max-range", range => range is "0" ? Needless("0 was no limit; here 300 NM are") : To("Receiver:MaxRangeNmi", range)),
        Value("json-location-accuracy", accuracy => To("Receiver:LocationAccuracy", accuracy switch { "0" => "none", "1" => "approximate", "2" => "exact", _ => accuracy })),

        Flag("net", "ports are open unless they are closed one by one"), Flag("net-only", _ => To("Source:Type", "none")),
        Value("net-bind-address", address => To("Network:Bind", address, "the map has its own, [Http] Bind")),
        Value("net-ri-port", ports => Port("Network:AvrInputPort", "Input", "avr", ports)), Value("net-ro-port", ports => Port("Network:AvrOutputPort", "Output", "avr", ports)),
        Value("net-sbs-port", ports => Port("Network:SbsOutputPort", "Output", "sbs", ports)), Value("net-sbs-in-port", ports => Port("Network:SbsInputPort", "Input", "sbs", ports)),
        Value("net-bi-port", BeastInputs), Value("net-bo-port", ports => Port("Network:BeastOutputPort", "Output", "beast", ports)),
        Value("net-beast-reduce-out-port", ports => Port("Network:BeastReducedOutputPort", "Output", "beast-reduced", ports)), Value("net-beast-reduce-interval", seconds => To("Network:ReduceIntervalSeconds", seconds)),
        Value("net-json-port", ports => Port("Network:JsonOutputPort", "Output", "json", ports)), Value("net-vrs-port", ports => Port("Network:VrsOutputPort", "Output", "vrs", ports)),
        Value("net-api-port", _ => Needless("queries are at the port of the map, below /re-api")), Value("net-http-port", port => port is "0" ? Needless("the old one was off; the map here is at 8080") : To("Http:Port", port)),
        Value("net-connector", Connector), Value("net-connector-delay", "a lost connection is dialled again, ever more rarely"),
        Value("net-ro-size", Buffers), Value("net-ro-interval", Buffers), Value("net-ro-interval-beast-reduce", Buffers), Value("net-heartbeat", "idle connections are kept alive"), Value("net-buffer", Buffers),
        Flag("forward-mlat", "Network:ForwardMlat"), Flag("forward-mlat-sbs", _ => Lost("results leave on all ports or on none: [Network] ForwardMlat")),
        Flag("net-verbatim", _ => Lost("a port of its own does that: [Listen:NAME] with Verbatim = true")), Flag("net-receiver-id", _ => Lost("a port of its own does that: [Listen:NAME] with ReceiverIds = true")),
        Flag("net-ingest", _ => Lost("this is a receiver and no collector of a network")), Value("net-garbage", _ => Lost("what is no frame is counted and not passed on")),

        Value("write-json", folder => To("Json:Directory", "/run/adsbfeeder", $"the service may write there and not in {folder}; the files are served over HTTP as well")), Value("write-json-every", "it is once a second"),
        Value("write-globe-history", folder => Lost($"history is kept in the state directory anew, {folder} stays as it is")), Value("heatmap", "heatmaps are kept with the history"), Value("heatmap-dir", "heatmaps are kept with the history"),
        Value("range-outline-hours", "the outline covers as much as the history"), Value("db-file", file => file is "none" ? Needless("there is none without adsbfeeder database update") : To("Database:File", file)), Flag("db-file-lt", "types have their long names"),
        Value("json-reliable", "positions are shown when two reports agree"), Value("json-trace-interval", JsonFiles), Flag("json-trace-hist-only", JsonFiles), Value("write-state", "state is kept in the state directory"), Value("write-state-every", "state is kept in the state directory"),
        Flag("write-state-only-on-exit", "state is kept in the state directory"), Flag("write-receiver-id-json", JsonFiles), Flag("tar1090-use-api", JsonFiles), Value("write-prom", Statistics), Flag("json-gzip", JsonFiles), Flag("write-binCraft-old", JsonFiles),
        Value("uuid-file", file => Lost($"if it holds the UUID of a feed, put it into [Feed:NAME] Uuid: {file}")),
        Flag("stats", Statistics), Flag("stats-range", Statistics), Value("stats-every", Statistics),

        Flag("quiet", "the service prints only what its owner wants to know"), Flag("interactive", ForTerminals), Value("interactive-rows", ForTerminals), Value("interactive-ttl", ForTerminals), Flag("interactive-rtl1090", ForTerminals), Flag("raw", ForTerminals), Flag("mlat", ForTerminals),
        Flag("onlyaddr", ForTerminals), Value("show-only", ForTerminals), Value("snip", ForTerminals), Value("debug", ForTerminals), Flag("metric", "the page of the map chooses its units"), Flag("gnss", "both heights are told"), Value("html-dir", "the map is built in"),
        Flag("auto-exit", "the service is stopped by systemd"),
    ];

    /// <summary>Variables of the files that stand for one option each; an empty name is a variable that only the other program's service needs.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string>
    {
        // dump1090-fa since version 6
        ["RECEIVER"] = "device-type",
        ["RECEIVER_SERIAL"] = "device",
        ["RECEIVER_GAIN"] = "gain",
        ["RECEIVER_LAT"] = "lat",
        ["RECEIVER_LON"] = "lon",
        ["ADAPTIVE_DYNAMIC_RANGE"] = "adaptive-range",
        ["ADAPTIVE_DYNAMIC_RANGE_TARGET"] = "adaptive-range-target",
        ["ADAPTIVE_BURST"] = "adaptive-burst",
        ["ADAPTIVE_MIN_GAIN"] = "adaptive-min-gain",
        ["ADAPTIVE_MAX_GAIN"] = "adaptive-max-gain",
        ["ERROR_CORRECTION"] = "fix",
        ["MAX_RANGE"] = "max-range",
        ["JSON_LOCATION_ACCURACY"] = "json-location-accuracy",
        ["WISDOM"] = "wisdom",
        ["NET_RAW_INPUT_PORTS"] = "net-ri-port",
        ["NET_RAW_OUTPUT_PORTS"] = "net-ro-port",
        ["NET_SBS_OUTPUT_PORTS"] = "net-sbs-port",
        ["NET_BEAST_INPUT_PORTS"] = "net-bi-port",
        ["NET_BEAST_OUTPUT_PORTS"] = "net-bo-port",
        ["ENABLED"] = "",
        ["SLOW_CPU"] = "",
        ["CONFIG_STYLE"] = "",

        // dump1090-mutability
        ["DEVICE"] = "device",
        ["GAIN"] = "gain",
        ["PPM"] = "ppm",
        ["FIX_CRC"] = "fix",
        ["LAT"] = "lat",
        ["LON"] = "lon",
        ["RAW_INPUT_PORT"] = "net-ri-port",
        ["RAW_OUTPUT_PORT"] = "net-ro-port",
        ["SBS_OUTPUT_PORT"] = "net-sbs-port",
        ["BEAST_INPUT_PORT"] = "net-bi-port",
        ["BEAST_OUTPUT_PORT"] = "net-bo-port",
        ["NET_BIND_ADDRESS"] = "net-bind-address",
        ["NET_HEARTBEAT"] = "net-heartbeat",
        ["NET_OUTPUT_SIZE"] = "net-ro-size",
        ["NET_OUTPUT_INTERVAL"] = "net-ro-interval",
        ["NET_BUFFER"] = "net-buffer",
        ["STATS_INTERVAL"] = "stats-every",
        ["JSON_DIR"] = "write-json",
        ["JSON_INTERVAL"] = "write-json-every",
        ["START_DUMP1090"] = "",
        ["DUMP1090_USER"] = "",
        ["LOGFILE"] = "",
        ["LOG_DECODED_MESSAGES"] = "",
    };

    /// <summary>Variables whose value is a piece of the command line.</summary>
    internal static readonly IReadOnlySet<string> CommandLines = new HashSet<string> { "RECEIVER_OPTIONS", "DECODER_OPTIONS", "NET_OPTIONS", "JSON_OPTIONS", "EXTRA_OPTIONS", "EXTRA_ARGS" };

    internal static DecoderOption? Find(string name) => All.FirstOrDefault(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static DecoderOption Value(string name, Func<string, Translation> translate) => new(name, TakesValue: true, translate);

    private static DecoderOption Value(string name, string why) => new(name, TakesValue: true, _ => Needless(why));

    private static DecoderOption Flag(string name, Func<string, Translation> translate) => new(name, TakesValue: false, translate);

    /// <summary>A flag that is one here too, or one that is not needed.</summary>
    private static DecoderOption Flag(string name, string keyOrWhy) =>
        new(name, TakesValue: false, _ => Configuration.SettingTable.Find(keyOrWhy) is null ? Needless(keyOrWhy) : To(keyOrWhy, "true"));

    /// <summary>An index of at most two digits, or a serial number.</summary>
    private static Translation Device(string text) => text.ToUpperInvariant() switch
    {
        "NONE" => To("Source:Type", "none"),
        "0" => Needless("any dongle is taken when none is named"),
        { Length: <= 2 } => Lost($"numbers of dongles change when others are plugged in; take the serial number that adsbfeeder devices shows for number {text}: [Source] Serial"),
        _ => To("Source:Serial", text),
    };

    private static Translation DeviceType(string type) => type.ToLowerInvariant() switch
    {
        "rtlsdr" or "rtl" => To("Source:Type", "rtlsdr"),
        "modesbeast" => To("Source:Type", "beast"),
        "gnshulc" => To("Source:Type", "hulc"),
        "ifile" => To("Source:Type", "file"),
        "none" => To("Source:Type", "none"),
        "soapysdr" or "soapy" => To("Source:Type", "soapy"),
        "bladerf" or "ubladerf" => new([("Source:Type", "soapy"), ("Source:SoapyDevice", "driver=bladerf")]),
        "hackrf" => new([("Source:Type", "soapy"), ("Source:SoapyDevice", "driver=hackrf")]),
        "limesdr" => new([("Source:Type", "soapy"), ("Source:SoapyDevice", "driver=lime")]),
        "plutosdr" => new([("Source:Type", "soapy"), ("Source:SoapyDevice", "driver=plutosdr")]),
        _ => Lost("no such radio is known; SoapySDR may have it: [Source] Type = soapy"),
    };

    /// <summary>The others know dB, words, and -10 for the tuner's own control; more dB than a tuner has is as much as it has.</summary>
    private static Translation Gain(string text) => text.ToUpperInvariant() switch
    {
        "MAX" => To("Source:Gain", "max"),
        "AUTO" or "AUTOGAIN" or "AUTO-VERBOSE" or "AGC" or "-10" or "-100" => To("Source:Gain", "auto"),
        _ => To("Source:Gain", double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var decibels) && decibels > 50 ? "max" : text),
    };

    /// <summary>One port has a key; further ones are sections of their own.</summary>
    private static Translation Port(string key, string direction, string format, string text)
    {
        var ports = PortsIn(text);
        List<(string, string)> values = [(key, ports.Count == 0 ? "-1" : ports[0])];
        if (ports.Count > 1)
        {
            var section = $"Listen:{format}-{direction.ToLowerInvariant()}";
            values.AddRange([($"{section}:{direction}", format), ($"{section}:At", string.Join(", ", ports.Skip(1)))]);
        }

        return new Translation(values);
    }

    /// <summary>30104 is by custom where MLAT results come in, which has a port of its own here.</summary>
    private static Translation BeastInputs(string text)
    {
        const string Mlat = "30104";
        var ports = PortsIn(text);
        return To("Network:BeastInputPorts", ports.Except([Mlat]).ToList() is { Count: > 0 } others ? string.Join(", ", others) : "-1", ports.Contains(Mlat) ? $"{Mlat} is [Network] MlatInputPort" : null);
    }

    private static List<string> PortsIn(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(port => port != "0")];

    /// <summary>HOST,PORT,PROTOCOL and more; a network's own address is the network.</summary>
    private static Translation Connector(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length < 3)
        {
            return Lost("it must be HOST,PORT,PROTOCOL");
        }

        var (host, port, uuid) = (parts[0], parts[1], parts.Select(part => part.Split('=')).FirstOrDefault(pair => pair is ["uuid", _])?[1]);
        var protocol = parts[2] switch
        {
            "beast_out" => "beast",
            "beast_reduce_out" => "beast_reduce",
            "beast_reduce_plus_out" => "beast_reduce_plus",
            "raw_out" => "avr",
            "sbs_out" => "sbs",
            _ => null,
        };
        if (host.Contains(':', StringComparison.Ordinal))
        {
            return Lost("an IPv6 address needs a section with a name: [Feed:NAME] with Host, Port and Protocol");
        }

        if (parts[2] == "gpsd_in")
        {
            return To("Receiver:Gpsd", $"{host}:{port}");
        }

        if (protocol is null)
        {
            return Lost(parts[2].EndsWith("_in", StringComparison.Ordinal)
                ? $"frames are not fetched; let that computer feed this one: [Feed:here] there with Host and Port 30004"
                : $"{parts[2]} is nothing that a feed speaks here");
        }

        var network = FeedPresets.All.FirstOrDefault(preset => preset.Target?.Host == host || preset.Fallback?.Host == host)?.Name;
        List<(string, string)> values = [($"Feed:{network ?? host}:Enabled", "true")];
        if (network is null)
        {
            values.AddRange([($"Feed:{host}:Protocol", protocol), ($"Feed:{host}:Host", host), ($"Feed:{host}:Port", port)]);
        }

        if (uuid is not null)
        {
            values.Add(($"Feed:{network ?? host}:Uuid", uuid));
        }

        return new Translation(values);
    }
}
