using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

internal static partial class FeedLog
{
    [LoggerMessage(3300, LogLevel.Information, "Feed {Feed} is up: {Remote}")]
    public static partial void FeedUp(this ILogger logger, string feed, string remote);

    [LoggerMessage(3301, LogLevel.Warning, "Feed {Feed} went down after {Lived}: {Reason}. Next try in {Pause}.")]
    public static partial void FeedDown(this ILogger logger, string feed, string lived, string reason, string pause);

    [LoggerMessage(3302, LogLevel.Warning, "Feed {Feed} cannot connect: {Reason}. Next try in {Pause}, and so on.")]
    public static partial void FeedUnreachable(this ILogger logger, string feed, string reason, string pause);

    [LoggerMessage(3303, LogLevel.Warning, "Feed {Feed} goes up and down ({Reason}) and is held back for {Pause}. 'adsbfeeder feeds clear {Feed}' tries at once.")]
    public static partial void FeedHeld(this ILogger logger, string feed, string reason, string pause);

    [LoggerMessage(3304, LogLevel.Warning, "Feed {Feed} has been down for {Down}, {Tries} tries: {Reason}")]
    public static partial void FeedStillDown(this ILogger logger, string feed, string down, int tries, string reason);

    [LoggerMessage(3305, LogLevel.Information, "Feed {Feed} is tried at once, as asked.")]
    public static partial void FeedCleared(this ILogger logger, string feed);

    [LoggerMessage(3306, LogLevel.Error, "Feed {Feed} failed and will be tried again in {Pause}; this is a fault of ours.")]
    public static partial void FeedFailed(this ILogger logger, Exception exception, string feed, string pause);

    [LoggerMessage(3307, LogLevel.Information, "Feed {Feed}: the network knows that this station has {Address} now.")]
    public static partial void AddressTold(this ILogger logger, string feed, string address);

    [LoggerMessage(3308, LogLevel.Warning, "Feed {Feed} could not tell this station's address: {Reason}. Next try in {Pause}, and so on.")]
    public static partial void AddressNotTold(this ILogger logger, string feed, string reason, string pause);
}
