using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AdsbFeeder.Networking.Tests;

/// <summary>The other end of a connection, as a raw socket.</summary>
internal sealed class Peer : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Peer(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public static Peer Connect(IPEndPoint endPoint, int? receiveBuffer = null)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Patience.TotalMilliseconds, NoDelay = true };
        if (receiveBuffer is { } bytes)
            socket.ReceiveBufferSize = bytes;
        socket.Connect(endPoint);
        return new Peer(socket);
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[Socket.Send(bytes)..];
    }

    public void Send(string text) => Send(Encoding.ASCII.GetBytes(text));

    /// <summary>Reads exactly so many bytes, or what came before the other side closed.</summary>
    public byte[] Receive(int length)
    {
        var bytes = new byte[length];
        var read = 0;
        while (read < length && Socket.Receive(bytes.AsSpan(read)) is var more and > 0)
            read += more;
        return bytes[..read];
    }

    public string ReceiveText(int length) => Encoding.ASCII.GetString(Receive(length));

    /// <summary>True when the other side has closed; waits for it.</summary>
    public bool IsClosedByOther()
    {
        try
        {
            var rest = new byte[4096];
            while (Socket.Receive(rest) > 0)
            {
            }

            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted;
        }
    }

    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Dispose();
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>Waits until something is true; fails with the words when it does not become so.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, "Waited in vain until " + what);
            await Task.Delay(2);
        }
    }
}
