using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Reception;

/// <summary>Frames on their way from the demodulator and the network inputs to the tracker: bounded, in batches that are used again.</summary>
/// <remarks>A writer waits while its share of the queue is full. For a network input that is TCP's own back pressure; for the radio the ring of sample
/// blocks before the demodulator fills up and whole blocks are dropped and counted. The network's share is small: what is under way when the
/// clients of the outputs have to be waited for must still fit their queues.</remarks>
internal sealed class FrameQueue : IDisposable
{
    /// <summary>Frames of one batch of the network at most.</summary>
    internal const int NetworkBatchFrames = 512;

    private const int RadioBatches = 256;
    private const int NetworkBatches = 16;

    private readonly ConcurrentBag<FrameBatch> _free = [];
    private readonly SemaphoreSlim _networkRoom = new(NetworkBatches);
    private readonly Channel<FrameBatch> _batches =
        Channel.CreateBounded<FrameBatch>(new BoundedChannelOptions(RadioBatches + NetworkBatches) { SingleReader = true });

    /// <inheritdoc/>
    public void Dispose() => _networkRoom.Dispose();

    /// <summary>An empty batch to fill. Give it to <see cref="WriteAsync"/>.</summary>
    internal FrameBatch Rent() => _free.TryTake(out var batch) ? batch : new FrameBatch();

    internal ValueTask WriteAsync(FrameBatch batch, CancellationToken stopping) => _batches.Writer.WriteAsync(batch, stopping);

    /// <summary>Takes a copy of frames of the network, when there is room for them.</summary>
    internal async ValueTask WriteNetworkAsync(ReadOnlyMemory<ReceivedFrame> frames, CancellationToken stopping)
    {
        await _networkRoom.WaitAsync(stopping);
        var batch = Rent();
        batch.IsFromNetwork = true;
        batch.Frames.AddRange(frames.Span);
        try
        {
            await _batches.Writer.WriteAsync(batch, stopping);
        }
        catch (OperationCanceledException)
        {
            Return(batch);
            throw;
        }
    }

    /// <summary>Wakes the reader with an empty batch, unless there is something to read anyway.</summary>
    internal void TryWake()
    {
        var batch = Rent();
        if (!_batches.Writer.TryWrite(batch))
        {
            Return(batch);
        }
    }

    /// <summary>The next batch, if there is one; hand it back when it is used.</summary>
    internal bool TryRead([NotNullWhen(true)] out FrameBatch? batch) => _batches.Reader.TryRead(out batch);

    internal ValueTask<bool> WaitToReadAsync(CancellationToken stopping) => _batches.Reader.WaitToReadAsync(stopping);

    internal void Return(FrameBatch batch)
    {
        if (batch.IsFromNetwork)
        {
            batch.IsFromNetwork = false;
            _networkRoom.Release();
        }

        batch.Frames.Clear();
        if (_free.Count < RadioBatches)
        {
            _free.Add(batch);
        }
    }
}
