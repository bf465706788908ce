using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>A link could not be had or was lost. The message is a phrase for people that says whose fault it is.</summary>
public sealed class LinkException : Exception
{
    internal LinkException(string reason, Exception? inner = null)
        : base(reason, inner)
    {
    }

    /// <summary>What a failure on an established link means.</summary>
    internal static string Describe(Exception fault) => fault switch
    {
        LinkException => fault.Message,
        SocketException socket => Words(socket.SocketErrorCode, socket.Message),
        IOException { InnerException: SocketException socket } => Words(socket.SocketErrorCode, socket.Message),
        _ => fault.Message,
    };

    internal static string Words(SocketError error, string otherwise) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => "no such name",
        SocketError.TryAgain => "the name server does not answer",
        SocketError.ConnectionRefused => "connection refused: nothing listens there",
        SocketError.TimedOut => "no answer",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the other side broke the connection",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => "no way there: is this machine online?",
        SocketError.TooManyOpenSockets => "too many open files on this machine",
        _ => otherwise,
    };
}
