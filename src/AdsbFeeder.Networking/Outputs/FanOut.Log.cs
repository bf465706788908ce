using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

internal static partial class FanOutLog
{
    [LoggerMessage(3000, LogLevel.Warning, "{Output} client {Client} reads too slowly: its oldest frames are dropped.")]
    public static partial void ClientIsSlow(this ILogger logger, string output, string client);

    [LoggerMessage(3001, LogLevel.Debug, "{Output} client {Client} has caught up; it missed {Frames} frames so far.")]
    public static partial void ClientCaughtUp(this ILogger logger, string output, string client, long frames);

    [LoggerMessage(3002, LogLevel.Warning, "{Output} client {Client} has read nothing for {Minutes} minutes and is closed.")]
    public static partial void ClientReadsNothing(this ILogger logger, string output, string client, int minutes);
}
