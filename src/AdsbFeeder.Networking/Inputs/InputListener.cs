using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>A TCP port on which other programs send us frames.</summary>
/// <remarks>Garbage is counted and skipped; a sender of 1 MiB more of it than sixteen times what was well-formed is cut off.</remarks>
public sealed class InputListener : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly TcpAcceptor _acceptor;
    private readonly ConcurrentDictionary<InputConnection, bool> _connections = new();

    private InputListener(FrameSink sink, InputFormat format, ListenerOptions options, ILogger logger, TimeProvider time)
    {
        logger = new TalkLimit(logger, options.Setting, time);
        _socket = TcpListening.Open(options);
        LocalEndPoint = _socket.LocalEndPoint!;
        NetworkingMetrics.BeginInput(new("input", options.Setting));
        _acceptor = new TcpAcceptor(options, _socket.AcceptAsync, ServeAsync, time, logger);

        async Task ServeAsync(Socket sender, CancellationToken cancellationToken)
        {
            var connection = new InputConnection(sender, options, format, sink, time);
            _connections[connection] = true;
            try
            {
                var cutOff = await connection.RunAsync(cancellationToken);
                if (cutOff)
                    logger.SenderCutOff(options.Setting, Peers.Describe(connection.Status.Remote), InputConnection.GarbageLimit);
            }
            finally
            {
                _connections.TryRemove(connection, out _);
                var status = connection.Status;
                if (status.GarbageBytes > 0)
                    logger.SenderSentGarbage(options.Setting, Peers.Describe(status.Remote), status.GarbageBytes, status.Bytes, status.Frames);
            }
        }
    }

    /// <summary>Where it listens, with the port that the system chose when 0 was asked for.</summary>
    public EndPoint LocalEndPoint { get; }

    /// <summary>The same, unless it is a unix socket.</summary>
    /// <exception cref="InvalidCastException">It is one.</exception>
    public IPEndPoint EndPoint => (IPEndPoint)LocalEndPoint;

    /// <summary>Everyone who sends, with what came.</summary>
    public IReadOnlyList<InputStatus> Senders => [.. _connections.Keys.Select(x => x.Status)];

    /// <summary>Binds, listens and gives frames to the sink until disposed. Frames are marked as from the network, or as MLAT results where their timestamp says so.</summary>
    /// <exception cref="ListenException">The port cannot be had.</exception>
    public static InputListener Start(FrameSink sink, InputFormat format, ListenerOptions options, ILogger<InputListener> logger, TimeProvider time) =>
        new(sink, format, options, logger, time);

    /// <summary>Closes the port and every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _acceptor.DisposeAsync();
        _socket.Dispose();
        TcpListening.Remove(LocalEndPoint);
    }
}
