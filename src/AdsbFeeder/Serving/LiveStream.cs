using System.Net.WebSockets;
using System.Threading.Channels;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Serving;

/// <summary>Pushes aircraft to browsers: a snapshot when one connects, then once a second what changed.</summary>
/// <remarks>
/// A message is encoded once, whoever listens. A browser that does not read keeps a short queue; when that is full it is sent a new snapshot
/// instead of the changes that it missed.
/// </remarks>
internal sealed class LiveStream : IDisposable
{
    private const int QueuedMessages = 8;

    private readonly Lock _lock = new();
    private readonly List<Client> _clients = [];
    private readonly Dictionary<Address, int> _messagesBefore = [];
    private readonly SnapshotStore _snapshots;
    private readonly Channel<TrackingSnapshot> _arrived = Channel.CreateBounded<TrackingSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public LiveStream(SnapshotStore snapshots)
    {
        _snapshots = snapshots;
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

    /// <summary>Serves one browser until it leaves or the service stops.</summary>
    internal async Task ServeAsync(WebSocket socket, CancellationToken stopping)
    {
        var client = new Client();
        lock (_lock)
        {
            _clients.Add(client);
        }

        try
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var listening = ListenAsync(socket, leaving);
            await SendAsync(socket, client, leaving.Token);
            await listening;
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

    private async Task SendAsync(WebSocket socket, Client client, CancellationToken leaving)
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
                    await socket.SendAsync(LiveMessage.Snapshot(snapshot, _snapshots.ToldReceiver), WebSocketMessageType.Text, true, leaving);
                }
            }
            else if (client.Queue.Reader.TryRead(out var message))
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, true, leaving);
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
            var changes = Changes(snapshot);
            lock (_lock)
            {
                foreach (var client in _clients)
                {
                    if (!client.Queue.Writer.TryWrite(changes))
                    {
                        client.NeedsSnapshot = 1;
                    }
                }
            }
        }
    }

    private ReadOnlyMemory<byte> Changes(TrackingSnapshot snapshot)
    {
        var changed = new List<int>();
        var gone = new HashSet<Address>(_messagesBefore.Keys);
        for (var i = 0; i < snapshot.Aircraft.Length; i++)
        {
            ref readonly var aircraft = ref snapshot.Aircraft.ItemRef(i);
            if (!gone.Remove(aircraft.Address) || _messagesBefore[aircraft.Address] != aircraft.Messages)
            {
                changed.Add(i);
                _messagesBefore[aircraft.Address] = aircraft.Messages;
            }
        }

        foreach (var address in gone)
        {
            _messagesBefore.Remove(address);
        }

        return LiveMessage.Delta(snapshot, changed, gone, _snapshots.ToldReceiver);
    }

    private sealed class Client
    {
        internal int NeedsSnapshot = 1;

        internal Channel<ReadOnlyMemory<byte>> Queue { get; } = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(QueuedMessages) { SingleReader = true });
    }
}
