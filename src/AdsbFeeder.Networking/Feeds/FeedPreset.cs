namespace AdsbFeeder.Networking;

/// <summary>What a network's owner gives a feeder, beside a UUID that the feeder makes itself.</summary>
[Flags]
public enum FeedNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A key.</summary>
    Key = 1,

    /// <summary>A name and a password.</summary>
    Account = 2,

    /// <summary>A port for each feeder.</summary>
    Port = 4,
}

/// <summary>A network as its own feed programs reach it.</summary>
/// <param name="Name">The name of its section: <c>[Feed:NAME]</c>.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Target">Where it listens; absent for JSON. Port 0 where each feeder gets one.</param>
public sealed record FeedPreset(string Name, FeedProtocol Protocol, LinkTarget? Target)
{
    /// <summary>Where else, when that fails.</summary>
    public LinkTarget? Fallback { get; init; }

    /// <summary>What carries it.</summary>
    public FeedTransport Transport { get; init; }

    /// <summary>Where its multilateration server is; absent where it has none, or none that is known.</summary>
    public LinkTarget? Mlat { get; init; }

    /// <summary>True when that server speaks within TLS.</summary>
    public bool MlatTls { get; init; }

    /// <summary>Where JSON is posted to.</summary>
    public Uri? Url { get; init; }

    /// <summary>How often JSON is posted.</summary>
    public TimeSpan? UploadInterval { get; init; }

    /// <summary>What its owner must give.</summary>
    public FeedNeeds Needs { get; init; }

    /// <summary>With the owner's key, how the network is told of a new address of this station; absent where stations are not known by theirs.</summary>
    public Func<string, StationAddress>? Address { get; init; }

    /// <summary>Where to see that the feed arrives, or to sign up.</summary>
    public string? Page { get; init; }

    /// <summary>Where these facts come from.</summary>
    public required string Source { get; init; }
}
