using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking.Tests.Feeds;

/// <summary>A network's server on loopback: keeps what each visitor says and does with them what a test wants.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly Socket _listener;
    private readonly ConcurrentQueue<Visit> _visits = new();
    private readonly Action<Visit>? _greet;
    private readonly Task _accepting;

    /// <param name="greet">What to do with each visitor at once; the default keeps the connection and reads it.</param>
    /// <param name="address">Which address of loopback.</param>
    /// <param name="port">Which port; 0 for any.</param>
    public FakeServer(Action<Visit>? greet = null, string address = "127.0.0.1", int port = 0)
    {
        _greet = greet;
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(endPoint);
        _listener.Listen();
        _accepting = Task.Run(Accept);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public LinkTarget Target => new(EndPoint.Address.ToString(), EndPoint.Port);

    public IReadOnlyList<Visit> Visits => [.. _visits];

    /// <summary>The visit of that number, counted from 0, once it is there.</summary>
    public async Task<Visit> Visit(int number = 0)
    {
        await Peer.Until(() => _visits.Count > number, string.Create(CultureInfo.InvariantCulture, $"visit {number} arrives"));
        return Visits[number];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _accepting.Wait();
        foreach (var visit in _visits)
            visit.Close();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var visit = new Visit(_listener.Accept());
                _greet?.Invoke(visit);
                if (_greet is null)
                    visit.Read();
                _visits.Enqueue(visit);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }
}

/// <summary>One connection to a <see cref="FakeServer"/>.</summary>
internal sealed class Visit(Socket socket)
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes
    {
        get
        {
            lock (_bytes)
                return [.. _bytes];
        }
    }

    public bool IsClosed { get; private set; }

    public string Text => System.Text.Encoding.ASCII.GetString(Bytes);

    /// <summary>Begins to read; without it the sender soon finds that nothing is taken.</summary>
    public void Read() => Task.Run(() =>
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (socket.Receive(buffer) is var read and > 0)
            {
                lock (_bytes)
                    _bytes.AddRange(buffer.AsSpan(0, read));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }

        IsClosed = true;
    });

    /// <summary>Waits for at least so many bytes and returns all.</summary>
    public async Task<byte[]> Received(int length)
    {
        await Peer.Until(() => Bytes.Length >= length, string.Create(CultureInfo.InvariantCulture, $"{length} bytes arrive"));
        return Bytes;
    }

    public void Send(ReadOnlySpan<byte> bytes) => socket.Send(bytes);

    public void Close() => socket.Dispose();

    /// <summary>Ends the connection as a crash does.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void ShrinkBuffer() => socket.ReceiveBufferSize = 4096;
}
