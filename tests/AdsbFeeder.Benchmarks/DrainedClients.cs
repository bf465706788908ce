using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Benchmarks;

/// <summary>Clients that read all they get, with as little work as may be: it is the service that is measured.</summary>
internal sealed class DrainedClients : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly Thread _reading;
    private long _bytes;
    private volatile bool _ending;

    public DrainedClients(EndPoint place, int clients)
    {
        for (var n = 0; n < clients; n++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(place);
            socket.Blocking = false;
            _sockets.Add(socket);
        }

        _reading = new Thread(Read) { IsBackground = true };
        _reading.Start();
    }

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Dispose()
    {
        _ending = true;
        _reading.Join();
        _sockets.ForEach(x => x.Dispose());
    }

    private void Read()
    {
        var buffer = new byte[64 * 1024];
        while (!_ending)
        {
            foreach (var socket in _sockets)
            {
                var read = socket.Receive(buffer, SocketFlags.None, out var error);
                if (error == SocketError.Success)
                    Interlocked.Add(ref _bytes, read);
            }

            Thread.Sleep(100);
        }
    }
}
