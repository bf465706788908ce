namespace AdsbFeeder.Networking;

/// <summary>What a feed is doing.</summary>
public enum FeedState
{
    /// <summary>Looking for an address, connecting, introducing itself.</summary>
    Connecting,

    /// <summary>Sending.</summary>
    Up,

    /// <summary>Waiting for the next try.</summary>
    Waiting,

    /// <summary>Held back because the link went up and down.</summary>
    Held,
}
