using System.Net;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

internal static partial class TcpAcceptorLog
{
    [LoggerMessage(3100, LogLevel.Warning, "{Setting}: cannot accept connections, and will try again: {Reason}")]
    public static partial void AcceptFailed(this ILogger logger, string setting, string reason);

    [LoggerMessage(3101, LogLevel.Warning, "{Setting}: more than {Limit} connections; new ones are closed.")]
    public static partial void TooManyClients(this ILogger logger, string setting, int limit);

    [LoggerMessage(3102, LogLevel.Information, "{Setting}: {Remote} connected.")]
    public static partial void ClientConnected(this ILogger logger, string setting, EndPoint? remote);

    [LoggerMessage(3103, LogLevel.Information, "{Setting}: {Remote} left ({Reason}).")]
    public static partial void ClientLeft(this ILogger logger, string setting, EndPoint? remote, string reason);

    [LoggerMessage(3104, LogLevel.Error, "{Setting}: serving {Remote} failed.")]
    public static partial void ServingFailed(this ILogger logger, Exception exception, string setting, EndPoint? remote);
}
