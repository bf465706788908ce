using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

internal static partial class TcpAcceptorLog
{
    [LoggerMessage(3100, LogLevel.Warning, "{Setting}: cannot accept connections, and will try again: {Reason}")]
    public static partial void AcceptFailed(this ILogger logger, string setting, string reason);

    [LoggerMessage(3101, LogLevel.Warning, "{Setting}: more than {Limit} connections; new ones are closed.")]
    public static partial void TooManyClients(this ILogger logger, string setting, int limit);

    [LoggerMessage(3105, LogLevel.Warning, "{Setting}: {Remote} may not connect: it is not in {Allow}.")]
    public static partial void NotAllowed(this ILogger logger, string setting, string remote, string allow);

    [LoggerMessage(3106, LogLevel.Warning, "{Setting}: more than {Limit} connections of one computer; {Remote} is closed.")]
    public static partial void TooManyOfHost(this ILogger logger, string setting, int limit, string remote);

    [LoggerMessage(3107, LogLevel.Warning, "{Setting}: connections come and go too fast to tell of each; for the rest of this minute they are only counted.")]
    public static partial void TalkLimited(this ILogger logger, string setting);

    [LoggerMessage(3102, LogLevel.Information, "{Setting}: {Remote} connected.")]
    public static partial void ClientConnected(this ILogger logger, string setting, string remote);

    [LoggerMessage(3103, LogLevel.Information, "{Setting}: {Remote} left ({Reason}).")]
    public static partial void ClientLeft(this ILogger logger, string setting, string remote, string reason);

    [LoggerMessage(3104, LogLevel.Error, "{Setting}: serving {Remote} failed.")]
    public static partial void ServingFailed(this ILogger logger, Exception exception, string setting, string remote);
}
