using System.Net.WebSockets;
using System.Threading.Channels;
using AdsbFeeder.Events;
using AdsbFeeder.Registry;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Serving;

/// <summary>Pushes aircraft to browsers, over WebSockets or as Server-Sent Events: a snapshot when one connects, then once a second what changed, and events.</summary>
/// <remarks>
/// A message is encoded once, whoever listens. A browser that does not read keeps a short queue; when that is full it is sent a new snapshot
/// instead of the changes that it missed.
/// </remarks>
internal sealed class LiveStream : IDisposable
{
    private const int QueuedMessages = 8;

    /// <summary>With thousands of aircraft, fewer: a message waits for a slow browser no longer than for one of a small sky.</summary>
    private const int QueuedBytes = 4_000_000;

    /// <summary>Further ones are turned away: each view of a part of the sky costs a look at every aircraft a second.</summary>
    private const int MostClients = 500;

    private readonly Lock _lock = new();
    private readonly List<Client> _clients = [];
    private readonly LiveView _wholeSky = new(LiveArea.Everywhere);
    private readonly SnapshotStore _snapshots;
    private readonly AircraftRegistry _registry;
    private readonly Channel<TrackingSnapshot> _arrived = Channel.CreateBounded<TrackingSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public LiveStream(SnapshotStore snapshots, AircraftRegistry registry)
    {
        (_snapshots, _registry) = (snapshots, registry);
        _ = Task.Run(EncodeAsync);
        snapshots.Subscribe(snapshot => _arrived.Writer.TryWrite(snapshot));
    }

    /// <summary>Browsers that listen.</summary>
    internal int Clients
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>True when another browser may come.</summary>
    internal bool HasRoom => Clients < MostClients;

    /// <summary>Serves one browser until it leaves or the service stops.</summary>
    internal async Task ServeAsync(WebSocket socket, LiveArea area, CancellationToken stopping)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var listening = ListenAsync(socket, leaving);
        await ServeAsync(area, message => socket.SendAsync(message, WebSocketMessageType.Text, true, leaving.Token), leaving.Token);
        await listening;
    }

    /// <summary>Serves one reader of Server-Sent Events until it leaves or the service stops.</summary>
    /// <remarks><code>data: {"type":"snapshot",...}</code> and an empty line; messages have no line feeds.</remarks>
    internal async Task ServeAsync(HttpResponse response, LiveArea area, CancellationToken stopping)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping, response.HttpContext.RequestAborted);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["X-Accel-Buffering"] = "no";   // nginx would hold them back
        await ServeAsync(
            area,
            async message =>
            {
                await response.Body.WriteAsync("data: "u8.ToArray(), leaving.Token);
                await response.Body.WriteAsync(message, leaving.Token);
                await response.Body.WriteAsync("\n\n"u8.ToArray(), leaving.Token);
                await response.Body.FlushAsync(leaving.Token);
            },
            leaving.Token);
    }

    /// <summary>Tells everybody whom an event concerns; one whose queue is full misses it.</summary>
    internal void Tell(SkyEvent happened)
    {
        lock (_lock)
        {
            if (_clients.Count == 0)
            {
                return;
            }

            var message = happened.ToJson();
            foreach (var client in _clients.Where(client => client.View.Shows(happened)))
            {
                client.Queue.Writer.TryWrite(message);
            }
        }
    }

    private async Task ServeAsync(LiveArea area, Func<ReadOnlyMemory<byte>, ValueTask> send, CancellationToken leaving)
    {
        var client = new Client(area == LiveArea.Everywhere ? _wholeSky : new LiveView(area));
        lock (_lock)
        {
            _clients.Add(client);
        }

        try
        {
            await SendAsync(client, send, leaving);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The browser is gone, or we are.
        }
        finally
        {
            lock (_lock)
            {
                _clients.Remove(client);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _arrived.Writer.TryComplete();

    private async Task SendAsync(Client client, Func<ReadOnlyMemory<byte>, ValueTask> send, CancellationToken leaving)
    {
        while (await client.Queue.Reader.WaitToReadAsync(leaving))
        {
            if (Interlocked.Exchange(ref client.NeedsSnapshot, 0) == 1)
            {
                while (client.Queue.Reader.TryRead(out _))
                {
                    // A snapshot contains what these would tell.
                }

                if (_snapshots.Current is { } snapshot)
                {
                    await send(client.View.Snapshot(snapshot, _snapshots.ToldReceiver, _registry.Current));
                }
            }
            else if (client.Queue.Reader.TryRead(out var message))
            {
                await send(message);
            }
        }
    }

    /// <summary>Browsers say nothing to us but goodbye.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource leaving)
    {
        var buffer = new byte[512];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), leaving.Token)).MessageType != WebSocketMessageType.Close)
            {
                // Whatever it says.
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, leaving.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // Gone without a word.
        }
        finally
        {
            await leaving.CancelAsync();
        }
    }

    private async Task EncodeAsync()
    {
        await foreach (var snapshot in _arrived.Reader.ReadAllAsync())
        {
            lock (_lock)
            {
                // Of a large sky a message is megabytes: none is made for nobody.
                ReadOnlyMemory<byte> wholeSky = default;
                if (_clients.Exists(client => client.View == _wholeSky))
                {
                    wholeSky = _wholeSky.Changes(snapshot, _snapshots.ToldReceiver, _registry.Current);
                }
                else
                {
                    _wholeSky.Follow(snapshot);
                }

                foreach (var client in _clients)
                {
                    var changes = client.View == _wholeSky ? wholeSky : client.View.Changes(snapshot, _snapshots.ToldReceiver, _registry.Current);
                    if (!client.TryQueue(changes))
                    {
                        client.NeedsSnapshot = 1;
                    }
                }
            }
        }
    }

    private sealed class Client(LiveView view)
    {
        internal int NeedsSnapshot = 1;

        internal LiveView View => view;

        /// <summary>False when it has enough to read already.</summary>
        internal bool TryQueue(ReadOnlyMemory<byte> message) =>
            (long)Queue.Reader.Count * message.Length < QueuedBytes && Queue.Writer.TryWrite(message);

        internal Channel<ReadOnlyMemory<byte>> Queue { get; } = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(QueuedMessages) { SingleReader = true });
    }
}
