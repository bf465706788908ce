using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Benchmarks;

/// <summary>Reads all that a port gives and counts what is in it.</summary>
internal sealed class CountingClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1 << 20 };
    private readonly Thread _reading;
    private long _bytes, _count;

    /// <param name="endPoint">The port.</param>
    /// <param name="count">Counts in a piece of the stream, with a state that it keeps from piece to piece.</param>
    public CountingClient(IPEndPoint endPoint, Counter count)
    {
        _socket.Connect(endPoint);
        _reading = new Thread(() =>
        {
            var buffer = new byte[256 * 1024];
            var state = 0;
            try
            {
                while (_socket.Receive(buffer) is var read and > 0)
                {
                    Interlocked.Add(ref _count, count(buffer.AsSpan(0, read), ref state));
                    Interlocked.Add(ref _bytes, read);
                }
            }
            catch (SocketException)
            {
                // Closed from our side.
            }
        })
        { IsBackground = true };
        _reading.Start();
    }

    internal delegate int Counter(ReadOnlySpan<byte> bytes, ref int state);

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Lines that are more than their end.</summary>
    public static int Lines(ReadOnlySpan<byte> bytes, ref int state)
    {
        var lines = 0;
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            // A heartbeat is "*0000;" or an empty line.
            lines += state + end > 7 ? 1 : 0;
            state = 0;
            bytes = bytes[(end + 1)..];
        }

        state += bytes.Length;
        return lines;
    }

    /// <summary>Short and long frames of Beast: 1A and a type that is no doubled 1A. The state is 1 behind an odd 1A.</summary>
    public static int BeastFrames(ReadOnlySpan<byte> bytes, ref int state)
    {
        var frames = 0;
        foreach (var octet in bytes)
        {
            if (state == 1)
            {
                frames += octet is (byte)'2' or (byte)'3' ? 1 : 0;
                state = 0;
            }
            else
            {
                state = octet == 0x1A ? 1 : 0;
            }
        }

        return frames;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _reading.Join();
    }
}
