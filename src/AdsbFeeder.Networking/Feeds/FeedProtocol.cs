namespace AdsbFeeder.Networking;

/// <summary>What a feed speaks.</summary>
public enum FeedProtocol
{
    /// <summary>Beast binary, every frame.</summary>
    Beast,

    /// <summary>Beast binary, thinned out.</summary>
    BeastReduce,

    /// <summary>The same with the receiver's UUID in front, and answers to pings: what most networks take.</summary>
    BeastReducePlus,

    /// <summary>AVR text.</summary>
    Avr,

    /// <summary>AVR text with the 12 MHz counter.</summary>
    AvrWithTime,

    /// <summary>BaseStation lines.</summary>
    Sbs,

    /// <summary>The OpenSky Network's own.</summary>
    OpenSky,

    /// <summary>aircraft.json, posted over HTTPS.</summary>
    Json,
}

/// <summary>What carries a feed.</summary>
public enum FeedTransport
{
    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>TLS over TCP; the certificate is checked against the host's name.</summary>
    Tls,

    /// <summary>UDP: a datagram for each block of whole frames, and nobody who says that it came.</summary>
    Udp,
}
