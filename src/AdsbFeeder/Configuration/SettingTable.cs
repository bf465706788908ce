using System.Globalization;
using AdsbFeeder.Dsp;
using AdsbFeeder.Events;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking;
using AdsbFeeder.Radio;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Configuration;

/// <summary>Every key there is. The sample file, <c>config show</c>, the documents and the check of unknown keys come from this table.</summary>
internal static class SettingTable
{
    internal static readonly IReadOnlyList<Setting> All =
    [
        Setting.Number("Receiver:Latitude", -90, 90, "degrees", "Where the antenna is. Needed for aircraft on the ground, ranges and MLAT.", "", (s, v) => s.Receiver.Latitude = v),
        Setting.Number("Receiver:Longitude", -180, 180, "degrees", "See Latitude; set both or neither.", "", (s, v) => s.Receiver.Longitude = v),
        Setting.Number("Receiver:AltitudeMetres", -420, 9000, "metres", "Height of the antenna above the ellipsoid of WGS 84. MLAT and OpenSky want it.", "", (s, v) => s.Receiver.AltitudeMetres = v),
        new("Receiver:Gpsd", "a computer and a port, as in localhost:2947", "For a receiver that moves: take its place from gpsd there.", "", (s, v) =>
        {
            var known = HostAndPort.TryParse(v, out var address);
            s.Receiver.Gpsd = known ? address : null;
            return known;
        }),
        Setting.Number("Receiver:MaxRangeNmi", 10, 1000, "nautical miles", "Positions further away than this are not believed.", "300", (s, v) => s.Receiver.MaxRangeNmi = v),
        Setting.OneOf("Receiver:LocationAccuracy", "What JSON tells others of that place: none, approximate (about a kilometre) or exact.", LocationAccuracy.Approximate, (s, v) => s.Receiver.LocationAccuracy = v, ("none", LocationAccuracy.None), ("approximate", LocationAccuracy.Approximate), ("exact", LocationAccuracy.Exact)),

        Setting.OneOf("Source:Type", "Where samples come from: rtlsdr (a dongle on this computer), rtltcp (one on another), soapy (other radios), beast or hulc (receivers on a serial port), simulator, file, or none (network inputs only).", SourceType.None, (s, v) => s.Source.Type = v, ("none", SourceType.None), ("simulator", SourceType.Simulator), ("file", SourceType.File), ("rtlsdr", SourceType.RtlSdr), ("rtltcp", SourceType.RtlTcp), ("soapy", SourceType.Soapy), ("beast", SourceType.Beast), ("hulc", SourceType.Hulc)),
        new("Source:Serial", "the serial number of a dongle, as adsbfeeder devices shows it", "Which dongle, when there are several. Left out, any one is taken.", "", (s, v) => (s.Source.Serial = v).Length > 0),
        new("Source:Gain", "auto, max, or dB such as 49.6", "Gain of the tuner. auto looks for the gain that decodes most frames.", "auto", (s, v) =>
        {
            var known = GainChoice.TryParse(v, out var gain);
            s.Source.Gain = gain;
            return known;
        }),
        Setting.Whole("Source:PpmCorrection", -200, 200, "Error of the dongle's crystal, parts per million; good dongles need none.", "0", (s, v) => s.Source.PpmCorrection = v),
        Setting.Flag("Source:BiasTee", "Put power on the antenna cable, for an amplifier at the antenna.", false, (s, v) => s.Source.BiasTee = v),
        Setting.Flag("Source:DigitalAgc", "The dongle's own digital gain control. It does Mode S no good.", false, (s, v) => s.Source.DigitalAgc = v),
        new("Source:RtlTcpAddress", "a computer and a port, as in radio.local:1234", "Where rtl_tcp is when Type is rtltcp.", "", (s, v) =>
        {
            var known = HostAndPort.TryParse(v, out var address);
            s.Source.RtlTcpAddress = known ? address : null;
            return known;
        }),
        new("Source:SoapyDevice", "keys and values as SoapySDRUtil --find shows them, such as driver=airspy, serial=0x1234", "Which radio when Type is soapy. Left out, the first one.", "", (s, v) => (s.Source.SoapyDevice = v).Contains('=', StringComparison.Ordinal)),
        new("Source:SerialDevice", "the path of a serial port, such as /dev/ttyUSB0; one below /dev/serial/by-id stays when others are plugged in", "Where the receiver is when Type is beast or hulc.", "", (s, v) => (s.Source.SerialDevice = v).StartsWith('/')),
        Setting.Whole("Source:BaudRate", 9600, 4_000_000, "Speed of that port. Left out, 3000000 for beast and 921600 for hulc.", "", (s, v) => s.Source.BaudRate = v),
        new("Source:File", "the path of a file", "The recording to play when Type is file.", "", (s, v) => (s.Source.File = v).Length > 0),
        new("Source:SampleFormat", "one of " + SampleFormatNames.All, "Format of the recording, where its name or header does not tell.", "", (s, v) =>
        {
            var known = SampleFormatNames.TryParse(v, out var format);
            s.Source.SampleFormat = known ? format : null;
            return known;
        }),
        new("Source:SampleRate", "a rate such as 2.4M", "Rate of the recording, where its name or header does not tell; of a dongle 2M, 2.4M (default), 2.56M or 3.2M; of other radios one that they have, such as 6M.", "", (s, v) =>
        {
            var known = SampleRate.TryParse(v, out var rate);
            s.Source.SampleRateHertz = known ? rate : null;
            return known;
        }),
        Setting.Flag("Source:Loop", "Play the recording again when it ends.", false, (s, v) => s.Source.Loop = v),
        Setting.OneOf("Source:Mode", "How hard to listen: fast for small machines, max for what the processor gives.", DemodulatorMode.Balanced, (s, v) => s.Source.Mode = v, ("fast", DemodulatorMode.Fast), ("balanced", DemodulatorMode.Balanced), ("max", DemodulatorMode.Max)),
        Setting.Flag("Source:Repair", "Repair frames with wrong bits where the parity leaves no doubt.", true, (s, v) => s.Source.Repair = v),
        Setting.Flag("Source:ModeAc", "Decode Mode A/C replies too.", false, (s, v) => s.Source.ModeAc = v),
        Setting.Whole("Source:SimulatedAircraft", 5, 2000, "How many aircraft the simulator flies.", "60", (s, v) => s.Source.SimulatedAircraft = v),
        Setting.Whole("Source:SimulatorSeed", 0, int.MaxValue, "Another seed is another day's traffic.", "1", (s, v) => s.Source.SimulatorSeed = v),

        Setting.BindAddress("Network:Bind", "Who may connect to the ports below: 127.0.0.1 is only this machine.", (s, v) => s.Network.Bind = v),
        Setting.Port("Network:AvrInputPort", "Frames as hexadecimal text, in.", 30001, (s, v) => s.Network.AvrInputPort = v),
        Setting.Port("Network:AvrOutputPort", "Frames as hexadecimal text, out.", 30002, (s, v) => s.Network.AvrOutputPort = v),
        Setting.Port("Network:SbsOutputPort", "BaseStation lines, out.", 30003, (s, v) => s.Network.SbsOutputPort = v),
        Setting.Ports("Network:BeastInputPorts", "Beast frames, in.", [30004], (s, v) => s.Network.BeastInputPorts = v),
        Setting.Port("Network:BeastOutputPort", "Beast frames, out; feeders connect here.", 30005, (s, v) => s.Network.BeastOutputPort = v),
        Setting.Port("Network:BeastReducedOutputPort", "Beast frames, out, thinned out for thin links.", 30006, (s, v) => s.Network.BeastReducedOutputPort = v),
        Setting.Port("Network:JsonOutputPort", "A line of JSON for each position, out.", 30047, (s, v) => s.Network.JsonOutputPort = v),
        Setting.Port("Network:MlatInputPort", "MLAT results in Beast, in: all that comes here counts as such.", 30104, (s, v) => s.Network.MlatInputPort = v),
        Setting.Port("Network:SbsInputPort", "BaseStation lines, in.", -1, (s, v) => s.Network.SbsInputPort = v),
        Setting.Port("Network:VrsOutputPort", "Virtual Radar Server's aircraft list, out.", -1, (s, v) => s.Network.VrsOutputPort = v),
        Setting.Number("Network:ReduceIntervalSeconds", 0, 14.999, "seconds", "How far apart an aircraft's frames of one kind are in what is thinned out.", "0.25", (s, v) => s.Network.ReduceIntervalSeconds = v),
        Setting.Number("Network:JsonIntervalSeconds", 0, 3600, "seconds", "JSON lines: an aircraft has a line no more often than this; 0 is one for each position.", "0", (s, v) => s.Network.JsonIntervalSeconds = v),
        new("Network:ReceiverId", "a number other than 0, of up to 16 hexadecimal digits", "Who this receiver is to clients that ask which receiver heard a frame (ReceiverIds). Left out, another at each start.", "", (s, v) =>
        {
            var known = ulong.TryParse(v, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && id != 0;
            s.Network.ReceiverId = known ? id : null;
            return known;
        }),
        new("Network:Allow", ListenSettingTable.AllowRule, "Who may connect to the ports above, of those that Bind lets reach them. Left out, everybody.", "", (s, v) =>
        {
            var known = AddressFilter.TryParse(v, out var filter);
            s.Network.Allow = filter;
            return known;
        }),
        Setting.Whole("Network:MaxClients", 1, 10000, "Most clients of one port; further ones are turned away.", "100", (s, v) => s.Network.MaxClients = v),
        Setting.Whole("Network:MaxClientsPerHost", 1, 10000, "Most of them from one computer.", "50", (s, v) => s.Network.MaxClientsPerHost = v),
        Setting.Flag("Network:ForwardMlat", "Let MLAT results leave on the output ports. Networks ban feeders that send them back.", false, (s, v) => s.Network.ForwardMlat = v),

        Setting.BindAddress("Http:Bind", "Who may see the map and JSON: 127.0.0.1 is only this machine.", (s, v) => s.Http.Bind = v),
        Setting.Port("Http:Port", "Map, JSON and metrics.", 8080, (s, v) => s.Http.Port = v),
        new("Http:StaticDirectory", StaticDirectory.Rule, "Other pages to serve, such as a stock tar1090; data/, re-api/ and globe_history/ are below each of them.", "", (s, v) =>
        {
            var known = StaticDirectory.TryParse(v, out var directories);
            s.Http.StaticDirectory = directories;
            return known;
        }),
        Setting.OneOf("Http:Control", "Who may change what the service does, as the gain with /api/gain: local (this machine), network (whoever may see the map), or off.", ControlAccess.Local, (s, v) => s.Http.Control = v, ("off", ControlAccess.Off), ("local", ControlAccess.Local), ("network", ControlAccess.Network)),

        new("Json:Directory", "the path of a directory", "Write the JSON files there too, for another web server. A directory in memory, such as below /run, spares the disk.", "", (s, v) => (s.Json.Directory = v).Length > 0),
        Setting.Flag("Json:Traces", "Write the traces of all aircraft there too, as another web server needs them for tar1090; about 15 kB for each aircraft of the last day.", false, (s, v) => s.Json.Traces = v),

        Setting.Flag("Mlat:Consent", "Whether servers for multilateration may learn exactly where the antenna is; left out, nobody was asked and they may not. adsbfeeder setup asks. Nothing here connects to such servers yet; the doctor looks whether place and height would do.", false, (s, v) => s.Mlat.Consent = v) with { Default = "" },

        new("Metrics:OtlpEndpoint", "a URL that begins with https:// or http://, as in http://collector.local:4318", "Send the metrics to a collector in OpenTelemetry's protocol (OTLP, protobuf over HTTP). Left out, they are only at /metrics.", "", (s, v) =>
        {
            var known = EventLists.TryParseUrl(v, out var url);
            s.Metrics.OtlpEndpoint = known ? url : null;
            return known;
        }),
        new("Metrics:OtlpHeaders", "name=value, several with commas between them", "Headers that the collector wants, such as Authorization=Bearer 1234.", "", (s, v) => (s.Metrics.OtlpHeaders = v).Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0)),
        Setting.Number("Metrics:OtlpIntervalSeconds", 1, 3600, "seconds", "How often they are sent.", "60", (s, v) => s.Metrics.OtlpIntervalSeconds = v),

        new("Zones:File", "the path of a file", "GeoJSON with areas; aircraft that enter or leave them are told in the log, on the push stream and to webhooks. Read anew when it changes.", "", (s, v) => (s.Zones.File = v).Length > 0),

        new("Map:Airports", "the path of a directory", "airports.csv and runways.csv of OurAirports, which the map draws; read anew when they change. Left out, airports below State:Directory.", "", (s, v) => (s.Map.Airports = v).Length > 0),

        Setting.List<Uri>("Events:Webhooks", "URLs that begin with https:// or http://", "Where events are posted to as JSON.", "", EventLists.TryParseUrl, (s, v) => s.Events.Webhooks = v),
        Setting.List<SkyEventKind>("Events:WebhookEvents", "names of events: " + EventLists.Names, "Which events are posted.", "enter, leave, squawk, wanted", EventLists.TryParseKind, (s, v) => s.Events.WebhookEvents = v),
        Setting.List<Address>("Events:WantedAddresses", "addresses of 6 hexadecimal digits", "Aircraft to be told of when they come.", "", EventLists.TryParseAddress, (s, v) => s.Events.WantedAddresses = v),
        Setting.List<string>("Events:WantedTypes", "ICAO types such as B52 of at most 4 letters and digits", "Types to be told of when one comes; needs an aircraft database.", "", EventLists.TryParseType, (s, v) => s.Events.WantedTypes = v),

        new("Database:File", "the path of a file", "Registrations, types and owners: aircraft.csv.gz of tar1090 or aircrafts.json of Mictronics; read anew when it changes. Left out, aircraft.csv.gz in State:Directory, where adsbfeeder database update puts it.", "", (s, v) => (s.Database.File = v).Length > 0),

        new("State:Directory", "the path of a directory", "What outlives a restart is kept here, such as which aircraft were ever seen. The service of the package has /var/lib/adsbfeeder; else, left out, nothing is kept.", "", (s, v) => (s.State.Directory = v).Length > 0),

        new("History:Directory", "the path of a directory", "Where traces, replay and range outline are kept over restarts. Left out, history below State:Directory; without that, memory alone has the last day.", "", (s, v) => (s.History.Directory = v).Length > 0),
        Setting.Whole("History:Days", 0, 36500, "How many days are kept; 0 writes nothing to the disk.", "30", (s, v) => s.History.Days = v),
        Setting.Whole("History:MaxMegabytes", 1, 1_000_000, "Most the history may take on the disk; the oldest goes first.", "1000", (s, v) => s.History.MaxMegabytes = v),
        Setting.Whole("History:MemoryMegabytes", 1, 4000, "Most memory for the traces of the last day; the oldest half hours go first.", "48", (s, v) => s.History.MemoryMegabytes = v),
        Setting.Number("History:FlushMinutes", 0.01, 30, "minutes", "How often the running half hour is written. A crash loses what is younger; a disk wears by it.", "30", (s, v) => s.History.FlushMinutes = v),
    ];

    /// <summary>Sections that may be there several times under names of the owner's choice, as <c>[Feed:NAME]</c>: their rows for a name.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<string, IReadOnlyList<Setting>>> NamedSections =
        new Dictionary<string, Func<string, IReadOnlyList<Setting>>>(StringComparer.OrdinalIgnoreCase)
        {
            ["Feed"] = FeedSettingTable.Rows,
            ["Listen"] = ListenSettingTable.Rows,
            ["Source"] = SourceRows,
            ["Tiles"] = TilesSettingTable.Rows,
        };

    /// <summary>Finds a key, upper or lower case; one of a named section is made for that name.</summary>
    internal static Setting? Find(string key) => RowsNear(key).FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rows of <c>[Source]</c> for a further receiver.</summary>
    private static IReadOnlyList<Setting> SourceRows(string name) =>
        [.. All.Where(row => row.Section == "Source").Select(row => row with { Key = $"Source:{name}:{row.Name}", Apply = (settings, text) => row.Apply(settings.ForReceiver(name), text) })];

    /// <summary>All rows among which a key may be: those of its named section, or those of the plain sections.</summary>
    internal static IReadOnlyList<Setting> RowsNear(string key)
    {
        var parts = key.Split(':');
        return parts.Length == 3 && NamedSections.TryGetValue(parts[0], out var rows) ? rows(parts[1]) : All;
    }
}
