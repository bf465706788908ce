using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>Sockets as all our listeners want them.</summary>
internal static class TcpListening
{
    private const int Backlog = 128;

    // What the kernel may hold for a client that does not read, beyond its queue. Left alone it grows to megabytes.
    private const int SendBufferBytes = 128 * 1024;

    // Who may reach a unix socket is said by the directory that it is in; programs of other users read from us as they do over TCP.
    private const UnixFileMode UnixMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Binds and listens.</summary>
    /// <exception cref="ListenException">The place cannot be had.</exception>
    public static Socket Open(ListenerOptions options)
    {
        var place = options.Place.EndPoint;
        var unix = place as UnixDomainSocketEndPoint;
        var socket = new Socket(place.AddressFamily, SocketType.Stream, unix is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            // An IPv6 socket is one of IPv6 alone: the IPv4 one beside it is what piaware looks for in the list of sockets.
            if (place.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            if (unix is not null)
                RemoveStale(unix);
            socket.Bind(place);
            socket.Listen(Backlog);
            if (unix is not null && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(unix.ToString()!, UnixMode);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            var holder = e.SocketErrorCode == SocketError.AddressAlreadyInUse && options.Place.Port is { } port ? PortHolder.Find(port) : null;
            throw new ListenException(options, e, holder);
        }
    }

    /// <summary>Takes the name of a unix socket away, as nobody else does.</summary>
    public static void Remove(EndPoint place)
    {
        if (place is not UnixDomainSocketEndPoint unix)
            return;
        try
        {
            File.Delete(unix.ToString()!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, and the next start finds nobody behind it.
        }
    }

    /// <summary>Sends without delay, because we collect blocks ourselves, and notices within two minutes that the other machine is gone.</summary>
    public static void Prepare(Socket socket)
    {
        socket.SendBufferSize = SendBufferBytes;
        if (socket.AddressFamily == AddressFamily.Unix)
            return;
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    // A socket that a killed process left behind has a name but nobody who accepts.
    private static void RemoveStale(UnixDomainSocketEndPoint unix)
    {
        var path = unix.ToString()!;
        if (!File.Exists(path))
            return;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(unix);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // A file with something in it refuses too: it is left alone, and bind says that the name is taken.
            if (new FileInfo(path).Length == 0)
                File.Delete(path);
        }
        catch (SocketException)
        {
            // Bind tells.
        }
    }
}
