using AdsbFeeder.Networking;

namespace AdsbFeeder.Feeding;

/// <summary>Protocols and states as JSON and the command line name them.</summary>
internal static class FeedWords
{
    /// <summary>The names of protocols, as the configuration has them.</summary>
    internal static readonly (string Name, FeedProtocol Value)[] Protocols =
    [
        ("beast", FeedProtocol.Beast), ("beast_reduce", FeedProtocol.BeastReduce), ("beast_reduce_plus", FeedProtocol.BeastReducePlus), ("avr", FeedProtocol.Avr),
        ("avr_mlat", FeedProtocol.AvrWithTime), ("sbs", FeedProtocol.Sbs), ("opensky", FeedProtocol.OpenSky), ("json", FeedProtocol.Json),
    ];

    internal static string Of(FeedProtocol protocol) => Array.Find(Protocols, each => each.Value == protocol).Name;

    internal static string Of(FeedState state) => state switch
    {
        FeedState.Up => "up",
        FeedState.Connecting => "connecting",
        FeedState.Waiting => "waiting",
        _ => "held",
    };
}
