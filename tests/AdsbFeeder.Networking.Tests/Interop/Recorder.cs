using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking.Tests.Interop;

/// <summary>A client that keeps everything it is sent.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly Peer _peer;
    private readonly MemoryStream _bytes = new();
    private readonly Task _reading;

    public Recorder(IPEndPoint endPoint, Action<ReadOnlySpan<byte>>? also = null)
    {
        _peer = Peer.Connect(endPoint);
        _peer.Socket.ReceiveTimeout = 0;
        _reading = Task.Run(() =>
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (_peer.Socket.Receive(buffer) is var read and > 0)
                {
                    lock (_bytes)
                        _bytes.Write(buffer.AsSpan(0, read));
                    also?.Invoke(buffer.AsSpan(0, read));
                }
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // The peer went, or the test is over.
            }
        });
    }

    public byte[] Bytes
    {
        get
        {
            lock (_bytes)
                return _bytes.ToArray();
        }
    }

    public string Text => System.Text.Encoding.ASCII.GetString(Bytes);

    public void Dispose()
    {
        _peer.Socket.Shutdown(SocketShutdown.Both);
        _peer.Dispose();
        _reading.Wait();
    }
}
