using System.Buffers.Binary;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>An open way to another computer: a TCP connection, with or without TLS, or UDP.</summary>
internal sealed class Link(Socket socket, Stream? stream, LinkTarget target) : IAsyncDisposable
{
    // Linux, tcp(7): TCP_INFO fills a struct tcp_info; tcpi_rtt, smoothed microseconds, stands behind 8 bytes and 15 words (linux/tcp.h).
    private const int IpProtoTcp = 6, TcpInfo = 11, TcpInfoRoundTrip = 68;

    /// <summary>What was asked for, and the address it turned out to be.</summary>
    public string Name { get; } = socket.RemoteEndPoint is { } remote && !remote.ToString()!.StartsWith(target.Host, StringComparison.Ordinal) ? $"{target} ({((System.Net.IPEndPoint)remote).Address})" : target.ToString();

    /// <summary>True when each write is a datagram of its own.</summary>
    public bool IsDatagram => stream is null;

    /// <summary>What the system measured for bytes to be acknowledged; absent where it does not tell.</summary>
    public TimeSpan? RoundTrip
    {
        get
        {
            if (IsDatagram || !OperatingSystem.IsLinux())
                return null;
            Span<byte> info = stackalloc byte[TcpInfoRoundTrip + sizeof(uint)];
            try
            {
                return socket.GetRawSocketOption(IpProtoTcp, TcpInfo, info) < info.Length
                    ? null
                    : TimeSpan.FromMicroseconds(BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(info[TcpInfoRoundTrip..]) : BinaryPrimitives.ReadUInt32BigEndian(info[TcpInfoRoundTrip..]));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return null;
            }
        }
    }

    /// <summary>Reads what the other side says; 0 when it closed.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        stream?.ReadAsync(buffer, cancellationToken) ?? socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    /// <summary>Writes all of it, or as one datagram.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (stream is not null)
            await stream.WriteAsync(bytes, cancellationToken);
        else
            await socket.SendAsync(bytes, SocketFlags.None, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (stream is not null)
            await stream.DisposeAsync();
        socket.Dispose();
    }
}
