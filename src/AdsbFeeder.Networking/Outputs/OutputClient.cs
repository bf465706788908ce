using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>One connection that receives a stream. Its queue is the most it can cost: the oldest blocks fall out.</summary>
internal sealed class OutputClient : IBlockReceiver
{
    // Small blocks that have piled up leave in one write of at most this size.
    private const int GatherBytes = 16 * 1024;

    private readonly Socket _socket;
    private readonly FanOut _fanOut;
    private readonly WireFormat _format;
    private readonly OutputRule _rule;
    private readonly DateTimeOffset _since;
    private readonly Channel<EncodedBlock> _queue;
    private readonly KeyValuePair<string, object?> _tag;
    private readonly ClientCommands _commands = new();
    private OutputStream? _stream;
    private long _bytes, _frames, _dropped, _reported;
    private bool _slow;

    public OutputClient(Socket socket, FanOut fanOut, WireFormat format, OutputRule rule, int queueBlocks, DateTimeOffset since)
    {
        (_socket, _fanOut, _format, _rule, _since) = (socket, fanOut, format, rule, since);
        Remote = socket.RemoteEndPoint ?? new IPEndPoint(IPAddress.None, 0);
        _tag = new("output", format.Name);
        _queue = Channel.CreateBounded<EncodedBlock>(
            new BoundedChannelOptions(queueBlocks) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            block =>
            {
                Interlocked.Add(ref _dropped, block.Frames);
                NetworkingMetrics.ClientDroppedFrames.Add(block.Frames, _tag);
            });
    }

    public EndPoint Remote { get; }

    public ClientStatus Status => new(
        _format.Name, Remote, _since, Interlocked.Read(ref _bytes), Interlocked.Read(ref _frames), Interlocked.Read(ref _dropped), _queue.Reader.Count, _commands.Letters);

    /// <summary>Puts a block in the queue. Never waits.</summary>
    public void Offer(EncodedBlock block) => _queue.Writer.TryWrite(block);

    /// <summary>Serves the connection until it breaks or is cancelled; then the socket is closed.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!_format.Greeting.IsEmpty)
            Offer(new EncodedBlock(_format.Greeting, 0));
        Subscribe(_rule);
        var listening = ListenAsync(ending.Token);
        var sending = SendAsync(ending.Token);
        try
        {
            // A client that closes its sending side may still want to read: then only sending can end the connection.
            var first = await Task.WhenAny(sending, listening);
            await (listening.IsCompletedSuccessfully ? sending : first);
        }
        finally
        {
            await ending.CancelAsync();
            _socket.Dispose();
            await Task.WhenAll(sending, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stream?.Leave(this);
        }
    }

    /// <summary>Says once per episode that the client is too slow. Called by the fan-out's timer.</summary>
    public void ReportSlowness(ILogger logger)
    {
        var dropped = Interlocked.Read(ref _dropped);
        if (dropped > _reported && !_slow)
        {
            _slow = true;
            logger.ClientIsSlow(_format.Name, Remote);
        }
        else if (_slow && dropped == _reported && _queue.Reader.Count == 0)
        {
            _slow = false;
            logger.ClientCaughtUp(_format.Name, Remote, dropped);
        }

        _reported = dropped;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        EncodedBlock? block = null;
        while (block is not null || await _queue.Reader.WaitToReadAsync(cancellationToken))
        {
            if (block is null && !_queue.Reader.TryRead(out block))
                continue;
            block = _queue.Reader.TryRead(out var next)
                ? await SendGatheredAsync(block, next, cancellationToken)
                : await SendAsync(block.Bytes, block.Frames, cancellationToken);
        }
    }

    // Returns the block that did not fit any more, if there was one.
    private async Task<EncodedBlock?> SendGatheredAsync(EncodedBlock first, EncodedBlock next, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(GatherBytes);
        try
        {
            first.Bytes.CopyTo(buffer);
            var (length, frames) = (first.Bytes.Length, first.Frames);
            EncodedBlock? rest = next;
            while (rest is not null && length + rest.Bytes.Length <= buffer.Length)
            {
                rest.Bytes.CopyTo(buffer.AsMemory(length));
                length += rest.Bytes.Length;
                frames += rest.Frames;
                rest = _queue.Reader.TryRead(out var another) ? another : null;
            }

            await SendAsync(buffer.AsMemory(0, length), frames, cancellationToken);
            return rest;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<EncodedBlock?> SendAsync(ReadOnlyMemory<byte> bytes, int frames, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes[sent..], SocketFlags.None, cancellationToken);
        Interlocked.Add(ref _bytes, bytes.Length);
        Interlocked.Add(ref _frames, frames);
        NetworkingMetrics.ClientBytes.Add(bytes.Length, _tag);
        return null;
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
            if (!_format.HasCommands)
                continue;

            var rule = _commands.Read(buffer.AsSpan(0, length + read), _rule, out var left);
            buffer.AsSpan(length + read - left, left).CopyTo(buffer);
            length = left;
            if (_stream?.Rule != rule)
                Subscribe(rule);
        }
    }

    // Up to one flush interval of frames may be missed or come twice when a client changes its mind.
    private void Subscribe(OutputRule rule)
    {
        _stream?.Leave(this);
        _stream = _fanOut.Stream(_format, rule);
        _stream.Join(this);
    }
}
