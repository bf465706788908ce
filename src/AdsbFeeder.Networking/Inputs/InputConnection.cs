using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>One sender: its bytes to frames, its frames to the sink.</summary>
internal sealed class InputConnection(Socket socket, ListenerOptions options, InputFormat format, FrameSink sink, TimeProvider time)
{
    /// <summary>Garbage after which nobody waits for a frame any more; readsb's limit too.</summary>
    public const long GarbageLimit = 1 << 20;

    private static readonly TimeSpan ProxyPatience = TimeSpan.FromSeconds(10);

    private const int BufferBytes = 64 * 1024;
    private const int BatchFrames = 512;

    // Random as readsb's: connections of one computer may carry different receivers.
    private readonly InputParser _parser = new(format, (ulong)Random.Shared.NextInt64(1, long.MaxValue));
    private EndPoint _remote = socket.RemoteEndPoint ?? new IPEndPoint(IPAddress.None, 0);
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly KeyValuePair<string, object?> _tag = new("input", options.Setting);
    private long _bytes, _reportedGarbage;

    public InputStatus Status => new(options.Setting, _remote, _since, _parser.Format, Interlocked.Read(ref _bytes), _parser.Frames, _parser.GarbageBytes);

    /// <summary>Reads until the sender closes, or has sent nothing but garbage for too long.</summary>
    /// <returns>True when it was cut off for garbage.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var frames = new ReceivedFrame[BatchFrames];
        var reader = PipeReader.Create(new NetworkStream(socket), new StreamPipeReaderOptions(bufferSize: BufferBytes, minimumReadSize: BufferBytes / 8));
        try
        {
            if (options.HasProxyHeader)
                await ReadProxyHeaderAsync(reader, cancellationToken);
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var unread = await DeliverAsync(result.Buffer, frames, cancellationToken);
                if (result.IsCompleted)
                {
                    _parser.End(unread);
                    return false;
                }

                // All was looked at: without that the pipe would give the same incomplete frame again at once.
                reader.AdvanceTo(unread.Start, unread.End);
                if (_parser.GarbageBalance > GarbageLimit)
                    return true;
            }
        }
        finally
        {
            Count(0);
            await reader.CompleteAsync();
        }
    }

    // A proxy that does not say for whom it speaks, and one that speaks for somebody who may not connect, are sent away.
    private async Task ReadProxyHeaderAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ProxyPatience);
        while (true)
        {
            ReadResult result;
            try
            {
                result = await reader.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("no PROXY header came");
            }

            var status = TryReadProxyHeader(result.Buffer, out var source, out var consumed);
            if (status == OperationStatus.InvalidData || status == OperationStatus.NeedMoreData && result.IsCompleted)
                throw new InvalidDataException("it did not begin with a PROXY header");
            reader.AdvanceTo(consumed, status == OperationStatus.Done ? consumed : result.Buffer.End);
            if (status != OperationStatus.Done)
                continue;
            _remote = source ?? _remote;
            if (!options.Allow.Allows(_remote))
                throw new InvalidDataException($"{Peers.Describe(_remote)} behind the proxy is not in {options.Allow}");
            return;
        }
    }

    private static OperationStatus TryReadProxyHeader(in ReadOnlySequence<byte> buffer, out IPEndPoint? source, out SequencePosition consumed)
    {
        var input = new SequenceReader<byte>(buffer);
        var status = ProxyHeader.TryRead(ref input, out source);
        consumed = input.Position;
        return status;
    }

    private async ValueTask<ReadOnlySequence<byte>> DeliverAsync(ReadOnlySequence<byte> buffer, ReceivedFrame[] frames, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var length = buffer.Length;
        int count;
        do
        {
            count = _parser.Read(ref buffer, frames, now);
            if (count > 0)
            {
                NetworkingMetrics.InputFrames.Add(count, _tag);
                await sink(frames.AsMemory(0, count), cancellationToken);
            }
        }
        while (count > frames.Length - InputParser.MostFramesOfUnit);

        Count(length - buffer.Length);
        return buffer;
    }

    private void Count(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        NetworkingMetrics.InputBytes.Add(bytes, _tag);
        NetworkingMetrics.InputGarbage.Add(_parser.GarbageBytes - _reportedGarbage, _tag);
        _reportedGarbage = _parser.GarbageBytes;
    }
}
