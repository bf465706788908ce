using System.Net;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

internal static partial class FanOutLog
{
    [LoggerMessage(3000, LogLevel.Warning, "{Output} client {Remote} reads too slowly: its oldest frames are dropped.")]
    public static partial void ClientIsSlow(this ILogger logger, string output, EndPoint remote);

    [LoggerMessage(3001, LogLevel.Debug, "{Output} client {Remote} has caught up; it missed {Frames} frames so far.")]
    public static partial void ClientCaughtUp(this ILogger logger, string output, EndPoint remote, long frames);
}
