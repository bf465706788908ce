using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>OpenSky's number for this receiver, and where to keep it when OpenSky gives one.</summary>
public interface ISerialStore
{
    /// <summary>The number; absent when none was given yet.</summary>
    uint? Value { get; }

    /// <summary>Keeps the number for good.</summary>
    void Store(uint serial);
}

/// <summary>One feed: to whom, in what words, and which frames.</summary>
/// <param name="Name">The owner's name for it, for logs and metrics.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Link">Where it goes; for <see cref="FeedProtocol.Json"/> only its authority counts.</param>
public sealed record FeedOptions(string Name, FeedProtocol Protocol, LinkOptions Link)
{
    /// <summary>Which frames may leave. Our own reception and nothing else, unless the owner says so.</summary>
    public Provenance Sources { get; init; } = Provenance.Feed;

    /// <summary>What the protocols that reduce leave out.</summary>
    public Reduction Reduction { get; init; } = new(TimeSpan.FromSeconds(0.5));

    /// <summary>Who we are to the network: a UUID.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>Our name there.</summary>
    public string? User { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>A station's key, for <see cref="FeedProtocol.Json"/>.</summary>
    public string? StationKey { get; init; }

    /// <summary>How the network is told which address we have, where it knows stations by theirs; absent where nobody needs to.</summary>
    public StationAddress? Address { get; init; }

    /// <summary>Our number at OpenSky.</summary>
    public ISerialStore? Serial { get; init; }

    /// <summary>Where JSON is posted to.</summary>
    public Uri? Url { get; init; }

    /// <summary>How often JSON is posted.</summary>
    public TimeSpan UploadInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer to posted JSON is waited for.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Blocks of about 1,280 bytes that wait for the network before the oldest are dropped: minutes of reduced traffic.</summary>
    public int QueueBlocks { get; init; } = 1024;

    /// <summary>Where the antenna is now; it may move.</summary>
    public Func<ReceiverPlace?> Place { get; init; } = () => null;

    /// <summary>Its name among the readers of the fan-out.</summary>
    internal string SubscriptionName => "feed " + Name;
}
