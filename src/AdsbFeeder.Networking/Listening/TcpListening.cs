using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>Sockets as all our listeners want them.</summary>
internal static class TcpListening
{
    private const int Backlog = 128;

    // What the kernel may hold for a client that does not read, beyond its queue. Left alone it grows to megabytes.
    private const int SendBufferBytes = 128 * 1024;

    /// <summary>Binds and listens.</summary>
    /// <exception cref="ListenException">The port cannot be had.</exception>
    public static Socket Open(ListenerOptions options)
    {
        var socket = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(options.Address, options.Port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            var holder = e.SocketErrorCode == SocketError.AddressAlreadyInUse ? PortHolder.Find(options.Port) : null;
            throw new ListenException(options, e, holder);
        }
    }

    /// <summary>Sends without delay, because we collect blocks ourselves, and notices within two minutes that the other machine is gone.</summary>
    public static void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = SendBufferBytes;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }
}
