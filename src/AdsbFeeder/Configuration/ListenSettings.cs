using AdsbFeeder.Networking;

namespace AdsbFeeder.Configuration;

/// <summary>What a port gives.</summary>
internal enum OutputKind
{
    /// <summary>Beast binary, every frame.</summary>
    Beast,

    /// <summary>Beast binary, thinned out.</summary>
    BeastReduced,

    /// <summary>AVR text.</summary>
    Avr,

    /// <summary>AVR text with the 12 MHz counter.</summary>
    AvrWithTime,

    /// <summary>BaseStation lines.</summary>
    Sbs,

    /// <summary>A line of JSON for each position.</summary>
    Json,

    /// <summary>Virtual Radar Server's aircraft list.</summary>
    Vrs,
}

/// <summary>A section <c>[Listen:NAME]</c>: ports beyond the usual ones, with rules of their own.</summary>
internal sealed class ListenSettings(string name)
{
    /// <summary>As the owner wrote it.</summary>
    public string Name => name;

    public OutputKind? Output { get; set; }

    public InputFormat? Input { get; set; }

    /// <summary>Places as they stand in the file: a port alone gets the address of <c>Network:Bind</c>.</summary>
    public string? At { get; set; }

    /// <summary>Null for <c>Network:Allow</c>.</summary>
    public AddressFilter? Allow { get; set; }

    public int? MaxClients { get; set; }

    public int? MaxClientsPerHost { get; set; }

    public Provenance? Sources { get; set; }

    public bool ModeAc { get; set; }

    public bool Verbatim { get; set; }

    public bool ReceiverIds { get; set; }

    public double? ReduceIntervalSeconds { get; set; }

    public double? JsonIntervalSeconds { get; set; }

    public double? MaxDistanceNmi { get; set; }

    public int? MaxAltitudeFeet { get; set; }

    public bool OptimizeForMlat { get; set; }

    public bool Proxy { get; set; }
}
