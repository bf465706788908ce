using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Networking;

/// <summary>One sender: its bytes to frames, its frames to the sink.</summary>
internal sealed class InputConnection(Socket socket, string input, InputFormat format, FrameSink sink, TimeProvider time)
{
    /// <summary>Garbage without a frame in it after which nobody waits for one any more; readsb's limit too.</summary>
    public const long GarbageLimit = 1 << 20;

    private const int BufferBytes = 64 * 1024;
    private const int BatchFrames = 512;

    // Random as readsb's: connections of one computer may carry different receivers.
    private readonly InputParser _parser = new(format, (ulong)Random.Shared.NextInt64(1, long.MaxValue));
    private readonly EndPoint _remote = socket.RemoteEndPoint ?? new IPEndPoint(IPAddress.None, 0);
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly KeyValuePair<string, object?> _tag = new("input", input);
    private long _bytes, _reportedGarbage;

    public InputStatus Status => new(input, _remote, _since, _parser.Format, Interlocked.Read(ref _bytes), _parser.Frames, _parser.GarbageBytes);

    /// <summary>Reads until the sender closes, or has sent nothing but garbage for too long.</summary>
    /// <returns>True when it was cut off for garbage.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var frames = new ReceivedFrame[BatchFrames];
        var reader = PipeReader.Create(new NetworkStream(socket), new StreamPipeReaderOptions(bufferSize: BufferBytes, minimumReadSize: BufferBytes / 8));
        try
        {
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
                if (_parser.GarbageInARow > GarbageLimit)
                    return true;
            }
        }
        finally
        {
            Count(0);
            await reader.CompleteAsync();
        }
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
        while (count == frames.Length);

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
