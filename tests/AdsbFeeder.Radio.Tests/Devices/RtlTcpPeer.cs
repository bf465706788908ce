using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Radio.Tests.Devices;

/// <summary>The server's side of rtl_tcp, for one connection after the other.</summary>
internal sealed class RtlTcpPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal RtlTcpPeer() => _listener.Start();

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    internal async Task<RtlTcpConnection> AcceptAsync(string magic = "RTL0", uint gains = 29)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var socket = await _listener.AcceptSocketAsync(timeout.Token);
        var greeting = new byte[12];
        System.Text.Encoding.ASCII.GetBytes(magic, greeting);
        BinaryPrimitives.WriteUInt32BigEndian(greeting.AsSpan(4), 5);
        BinaryPrimitives.WriteUInt32BigEndian(greeting.AsSpan(8), gains);

        // In two pieces, as TCP may.
        await socket.SendAsync(greeting.AsMemory(0, 7));
        await socket.SendAsync(greeting.AsMemory(7));
        return new RtlTcpConnection(socket);
    }
}

internal sealed class RtlTcpConnection(Socket socket) : IDisposable
{
    public void Dispose() => socket.Dispose();

    internal async Task SendAsync(byte[] samples) => await socket.SendAsync(samples);

    internal async Task<List<(byte Command, int Value)>> ReadCommandsAsync(int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var bytes = new byte[5 * count];
        for (var have = 0; have < bytes.Length;)
        {
            have += await socket.ReceiveAsync(bytes.AsMemory(have), timeout.Token);
        }

        return [.. bytes.Chunk(5).Select(command => (command[0], BinaryPrimitives.ReadInt32BigEndian(command.AsSpan(1))))];
    }
}
