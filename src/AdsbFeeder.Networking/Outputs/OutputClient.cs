using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>One connection to a port of ours that receives a stream.</summary>
internal sealed class OutputClient : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly Socket _socket;
    private readonly WireFormat _format;
    private readonly OutputRule _rule;
    private readonly string _setting;
    private readonly EndPoint _local, _remote;
    private readonly DateTimeOffset _since;
    private readonly Subscription _subscription;
    private readonly ClientCommands _commands = new();
    private volatile string _obeyed = "";

    public OutputClient(Socket socket, FanOut fanOut, WireFormat format, OutputRule rule, ListenerOptions options, DateTimeOffset since)
    {
        (_socket, _format, _rule, _setting, _since) = (socket, format, rule, options.Setting, since);
        _remote = socket.RemoteEndPoint ?? new IPEndPoint(IPAddress.None, 0);
        _local = socket.LocalEndPoint ?? new IPEndPoint(IPAddress.None, 0);
        _subscription = fanOut.SubscribeClient(format, rule, Peers.Describe(_remote), options.QueueBlocks);
    }

    public ClientStatus Status => new(
        _setting, _format.Name, _local, _remote, _since, _subscription.Bytes, _subscription.Frames, _subscription.DroppedFrames, _subscription.QueuedBlocks, _obeyed);

    public void Dispose() => _subscription.Dispose();

    /// <summary>Serves the connection until it breaks, stalls or is cancelled; then the socket is closed.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="TimeoutException">The client reads no more.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _subscription.Stalled);
        if (!_format.Greeting.IsEmpty)
            _subscription.Offer(new EncodedBlock(_format.Greeting, 0));
        var listening = ListenAsync(ending.Token);
        var sending = SendAsync(ending.Token);
        try
        {
            // A client that closes its sending side may still want to read: then only sending can end the connection.
            var first = await Task.WhenAny(sending, listening);
            await (listening.IsCompletedSuccessfully ? sending : first);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("it read nothing");
        }
        finally
        {
            await ending.CancelAsync();
            _socket.Dispose();
            await Task.WhenAll(sending, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var block = await _subscription.ReadAsync(cancellationToken);
            for (var rest = block.Bytes; !rest.IsEmpty; _subscription.Progress())
                rest = rest[await _socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
            _subscription.Sent(block);
        }
    }

    // Reads whatever the client says, so that its words never fill a buffer, and obeys what Beast defines.
    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[ClientCommands.BufferBytes];
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None, cancellationToken);
            if (read == 0)
                return;

            // A few letters are what clients have to say. One that never ends shall cost nothing: TCP makes it wait.
            if (read > buffer.Length / 2)
                await Task.Delay(Breath, cancellationToken);
            if (!_format.HasCommands)
                continue;

            var rule = _commands.Read(buffer.AsSpan(0, length + read), _rule, out var left);
            buffer.AsSpan(length + read - left, left).CopyTo(buffer);
            length = left;
            _subscription.Rule = rule;
            _obeyed = _commands.Letters;
        }
    }
}
