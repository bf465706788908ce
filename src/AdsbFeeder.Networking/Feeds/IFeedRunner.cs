namespace AdsbFeeder.Networking;

/// <summary>Makes one try: establishes the link, feeds until it breaks.</summary>
internal interface IFeedRunner
{
    /// <summary>Where it goes, for people.</summary>
    string Target { get; }

    /// <summary>Runs until the link breaks or cannot be had.</summary>
    /// <param name="rotation">How many tries ended before their time since the last healthy link; chooses the address to begin with.</param>
    /// <param name="up">Called once when the link is established.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LinkException">Why it ended.</exception>
    Task RunAsync(int rotation, Action<FeedLinkInformation> up, CancellationToken cancellationToken);
}

/// <summary>What is known of an established link.</summary>
/// <param name="Remote">The other end.</param>
/// <param name="RoundTrip">Asks for the time there and back.</param>
internal sealed record FeedLinkInformation(string Remote, Func<TimeSpan?> RoundTrip);
