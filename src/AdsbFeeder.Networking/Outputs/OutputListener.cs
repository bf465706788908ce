using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>A TCP port whose clients receive a stream of the fan-out.</summary>
/// <remarks>A client of Beast is greeted with five heartbeats, as by readsb, and may send settings; nothing that a client sends closes its connection.</remarks>
public sealed class OutputListener : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly TcpAcceptor _acceptor;
    private readonly ConcurrentDictionary<OutputClient, bool> _clients = new();

    private OutputListener(FanOut fanOut, WireFormat format, ListenerOptions options, OutputRule rule, ILogger logger, TimeProvider time)
    {
        logger = new TalkLimit(logger, options.Setting, time);
        _socket = TcpListening.Open(options);
        LocalEndPoint = _socket.LocalEndPoint!;
        NetworkingMetrics.BeginClient(new("output", format.Name));
        _acceptor = new TcpAcceptor(options, _socket.AcceptAsync, ServeAsync, time, logger);

        async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
        {
            using var client = new OutputClient(socket, fanOut, format, rule, options, time.GetUtcNow());
            _clients[client] = true;
            try
            {
                await client.RunAsync(cancellationToken);
            }
            finally
            {
                _clients.TryRemove(client, out _);
            }
        }
    }

    /// <summary>Everyone who is served, with what they got and missed.</summary>
    public IReadOnlyList<ClientStatus> Clients => [.. _clients.Keys.Select(x => x.Status)];

    /// <summary>Where it listens, with the port that the system chose when 0 was asked for.</summary>
    public EndPoint LocalEndPoint { get; }

    /// <summary>The same, unless it is a unix socket.</summary>
    /// <exception cref="InvalidCastException">It is one.</exception>
    public IPEndPoint EndPoint => (IPEndPoint)LocalEndPoint;

    /// <summary>Listens with the rule of listeners: everything but MLAT results and Mode A/C.</summary>
    /// <inheritdoc cref="Start(FanOut, WireFormat, ListenerOptions, OutputRule, ILogger{OutputListener}, TimeProvider)"/>
    public static OutputListener Start(FanOut fanOut, WireFormat format, ListenerOptions options, ILogger<OutputListener> logger, TimeProvider time) =>
        Start(fanOut, format, options, new OutputRule(Provenance.Listener), logger, time);

    /// <summary>Binds, listens and serves until disposed.</summary>
    /// <exception cref="ListenException">The port cannot be had.</exception>
    public static OutputListener Start(
        FanOut fanOut, WireFormat format, ListenerOptions options, OutputRule rule, ILogger<OutputListener> logger, TimeProvider time) =>
        new(fanOut, format, options, rule, logger, time);

    /// <summary>Closes the port and every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _acceptor.DisposeAsync();
        _socket.Dispose();
        TcpListening.Remove(LocalEndPoint);
    }
}
