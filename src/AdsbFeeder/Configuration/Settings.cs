using System.Net;
using AdsbFeeder.Dsp;
using AdsbFeeder.Events;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking;
using AdsbFeeder.Radio;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Configuration;

/// <summary>What kind of thing samples come from.</summary>
internal enum SourceType
{
    /// <summary>No radio: network inputs only.</summary>
    None,

    /// <summary>Simulated traffic, modulated and demodulated.</summary>
    Simulator,

    /// <summary>A recording.</summary>
    File,

    /// <summary>An RTL-SDR dongle on this computer.</summary>
    RtlSdr,

    /// <summary>A dongle on another computer, behind rtl_tcp.</summary>
    RtlTcp,

    /// <summary>Any radio that SoapySDR has a module for.</summary>
    Soapy,

    /// <summary>A Mode-S Beast on a serial port, which demodulates by itself.</summary>
    Beast,

    /// <summary>A GNS HULC on a serial port, which demodulates by itself.</summary>
    Hulc,
}

/// <summary>Where the receiver stands.</summary>
internal sealed class ReceiverSettings
{
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>Above the ellipsoid.</summary>
    public double? AltitudeMetres { get; set; }

    /// <summary>Where gpsd is, for a receiver that moves.</summary>
    public HostAndPort? Gpsd { get; set; }

    public double MaxRangeNmi { get; set; } = 300;

    /// <summary>How exactly JSON tells others where the antenna is.</summary>
    public LocationAccuracy LocationAccuracy { get; set; } = LocationAccuracy.Approximate;
}

/// <summary>A receiver's name and settings.</summary>
internal sealed record NamedSource(string Name, SourceSettings Source)
{
    /// <summary>Where its keys are in the file.</summary>
    internal string Section => Name == Settings.FirstReceiver ? "Source" : "Source:" + Name;
}

/// <summary>Where samples come from, and how hard they are looked at.</summary>
internal sealed class SourceSettings
{
    public SourceType Type { get; set; } = SourceType.None;

    /// <summary>Serial number of the dongle; absent for any.</summary>
    public string? Serial { get; set; }

    public GainChoice Gain { get; set; } = GainChoice.Automatic;

    public int PpmCorrection { get; set; }

    public bool BiasTee { get; set; }

    public bool DigitalAgc { get; set; }

    /// <summary>Where rtl_tcp is.</summary>
    public HostAndPort? RtlTcpAddress { get; set; }

    /// <summary>Which radio of SoapySDR, as <c>driver=airspy</c>.</summary>
    public string? SoapyDevice { get; set; }

    /// <summary>Device file of the serial port.</summary>
    public string? SerialDevice { get; set; }

    /// <summary>Speed of the serial port; absent for the receiver's own.</summary>
    public int? BaudRate { get; set; }

    public string? File { get; set; }

    public SampleFormat? SampleFormat { get; set; }

    public int? SampleRateHertz { get; set; }

    public bool Loop { get; set; }

    public DemodulatorMode Mode { get; set; } = DemodulatorMode.Balanced;

    public bool Repair { get; set; } = true;

    public bool ModeAc { get; set; }

    public int SimulatedAircraft { get; set; } = 60;

    public int SimulatorSeed { get; set; } = 1;
}

/// <summary>The TCP ports. Port 0 lets the system choose; -1 leaves a port closed.</summary>
internal sealed class NetworkSettings
{
    public IPAddress Bind { get; set; } = IPAddress.Loopback;

    public int AvrInputPort { get; set; } = 30001;

    public int AvrOutputPort { get; set; } = 30002;

    public int SbsOutputPort { get; set; } = 30003;

    public int[] BeastInputPorts { get; set; } = [30004];

    public int BeastOutputPort { get; set; } = 30005;

    public int BeastReducedOutputPort { get; set; } = 30006;

    public int JsonOutputPort { get; set; } = 30047;

    public int MlatInputPort { get; set; } = 30104;

    public int SbsInputPort { get; set; } = -1;

    public int VrsOutputPort { get; set; } = -1;

    public double ReduceIntervalSeconds { get; set; } = 0.25;

    public double JsonIntervalSeconds { get; set; }

    /// <summary>Null for one that is made at each start.</summary>
    public ulong? ReceiverId { get; set; }

    /// <summary>Who may connect.</summary>
    public AddressFilter Allow { get; set; } = AddressFilter.Everybody;

    public int MaxClients { get; set; } = 100;

    public int MaxClientsPerHost { get; set; } = 50;

    public bool ForwardMlat { get; set; }
}

/// <summary>Who may change what the service does, over HTTP.</summary>
internal enum ControlAccess
{
    /// <summary>Nobody.</summary>
    Off,

    /// <summary>Programs and browsers on this machine.</summary>
    Local,

    /// <summary>Whoever may see the map.</summary>
    Network,
}

/// <summary>The web server.</summary>
internal sealed class HttpSettings
{
    public IPAddress Bind { get; set; } = IPAddress.Loopback;

    public int Port { get; set; } = 8080;

    /// <summary>Directories of other pages, by the path below which each is served.</summary>
    public StaticDirectory[] StaticDirectory { get; set; } = [];

    /// <summary>Who may change what the service does.</summary>
    public ControlAccess Control { get; set; } = ControlAccess.Local;
}

/// <summary>Files with JSON, for those who keep their own web server.</summary>
internal sealed class JsonSettings
{
    public string? Directory { get; set; }

    /// <summary>Traces are written there too.</summary>
    public bool Traces { get; set; }
}

/// <summary>Areas whose visitors are told.</summary>
internal sealed class ZonesSettings
{
    public string? File { get; set; }
}

/// <summary>What the map shows beside aircraft.</summary>
internal sealed class MapSettings
{
    /// <summary>The configured directory; null for one below that of the state, if there is one.</summary>
    public string? Airports { get; set; }
}

/// <summary>What to tell of, and whom.</summary>
internal sealed class EventsSettings
{
    public Uri[] Webhooks { get; set; } = [];

    public SkyEventKind[] WebhookEvents { get; set; } = [SkyEventKind.Enter, SkyEventKind.Leave, SkyEventKind.Squawk, SkyEventKind.Wanted];

    public Address[] WantedAddresses { get; set; } = [];

    public string[] WantedTypes { get; set; } = [];
}

/// <summary>Registrations, types and owners.</summary>
internal sealed class DatabaseSettings
{
    public string? File { get; set; }
}

/// <summary>What outlives a restart.</summary>
internal sealed class StateSettings
{
    /// <summary>Where the service of the package keeps it: the StateDirectory= of its unit.</summary>
    internal const string OfPackage = "/var/lib/adsbfeeder";

    /// <summary>The configured directory; null leaves the choice to systemd.</summary>
    public string? Directory { get; set; }

    /// <summary>Where state is kept: the configured directory, else the one that systemd made for the unit (StateDirectory=); null when there is neither.</summary>
    public string? Resolve() => Directory ?? Environment.GetEnvironmentVariable("STATE_DIRECTORY")?.Split(':')[0];
}

/// <summary>Multilateration: position from the times at which several receivers heard a frame.</summary>
internal sealed class MlatSettings
{
    /// <summary>Whether its servers may learn exactly where the antenna is; null when nobody was asked.</summary>
    public bool? Consent { get; set; }
}

/// <summary>Where numbers go by themselves; Prometheus fetches them.</summary>
internal sealed class MetricsSettings
{
    /// <summary>Where a collector takes OTLP over HTTP; null for none.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Headers for it, as <c>name=value,name=value</c>.</summary>
    public string? OtlpHeaders { get; set; }

    public double OtlpIntervalSeconds { get; set; } = 60;
}

/// <summary>What is remembered, and where.</summary>
internal sealed class HistorySettings
{
    /// <summary>The configured directory; null for one below that of the state, if there is one.</summary>
    public string? Directory { get; set; }

    /// <summary>How many days are kept; 0 keeps nothing on the disk.</summary>
    public int Days { get; set; } = 30;

    public int MaxMegabytes { get; set; } = 1000;

    public int MemoryMegabytes { get; set; } = 48;

    public double FlushMinutes { get; set; } = 30;
}

/// <summary>Everything that can be configured.</summary>
internal sealed class Settings
{
    public ReceiverSettings Receiver { get; } = new();

    /// <summary>The first receiver, whose samples are the clock of the outputs.</summary>
    public SourceSettings Source { get; private init; } = new();

    public NetworkSettings Network { get; } = new();

    public HttpSettings Http { get; } = new();

    public JsonSettings Json { get; } = new();

    public MlatSettings Mlat { get; } = new();

    public MetricsSettings Metrics { get; } = new();

    public ZonesSettings Zones { get; } = new();

    public MapSettings Map { get; } = new();

    /// <summary>The sections <c>[Tiles:NAME]</c> by name; asking for one makes it.</summary>
    public NamedSettings<TilesSettings> Tiles { get; } = new(name => new TilesSettings(name));

    public EventsSettings Events { get; } = new();

    public DatabaseSettings Database { get; } = new();

    public StateSettings State { get; } = new();

    public HistorySettings History { get; } = new();

    /// <summary>The sections <c>[Listen:NAME]</c> by name; asking for one makes it.</summary>
    public NamedSettings<ListenSettings> Listeners { get; } = new(name => new ListenSettings(name));

    /// <summary>The sections <c>[Feed:NAME]</c> by name; asking for one makes it.</summary>
    public NamedSettings<FeedSettings> Feeds { get; } = new(name => new FeedSettings(name));

    /// <summary>The sections <c>[Source:NAME]</c> by name: receivers beside the first one.</summary>
    public NamedSettings<NamedSource> Sources { get; } = new(name => new NamedSource(name, new SourceSettings()));

    /// <summary>Name of the first receiver in the log, metrics and <c>/api</c>.</summary>
    internal const string FirstReceiver = "main";

    /// <summary>All receivers that are configured, the first one first, the others by name.</summary>
    internal IEnumerable<NamedSource> Receivers => Sources.Prepend(new NamedSource(FirstReceiver, Source));

    /// <summary>A view in which the first receiver is the one of this name: what the keys of <c>[Source:NAME]</c> are applied to.</summary>
    internal Settings ForReceiver(string name) => new() { Source = Sources[name].Source };
}
