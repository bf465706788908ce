using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Reception;

/// <summary>Frames on their way from the demodulator and the network inputs to the tracker: bounded, in batches that are used again.</summary>
/// <remarks>A writer waits while the queue is full. For a network input that is TCP's own back pressure; for the radio the ring of sample
/// blocks before the demodulator fills up and whole blocks are dropped and counted.</remarks>
internal sealed class FrameQueue
{
    private const int Batches = 256;

    private readonly ConcurrentBag<List<ReceivedFrame>> _free = [];
    private readonly Channel<List<ReceivedFrame>> _batches = Channel.CreateBounded<List<ReceivedFrame>>(new BoundedChannelOptions(Batches) { SingleReader = true });

    /// <summary>An empty batch to fill. Give it to <see cref="WriteAsync"/>.</summary>
    internal List<ReceivedFrame> Rent() => _free.TryTake(out var batch) ? batch : new List<ReceivedFrame>(64);

    internal ValueTask WriteAsync(List<ReceivedFrame> batch, CancellationToken stopping) => _batches.Writer.WriteAsync(batch, stopping);

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
    internal bool TryRead([NotNullWhen(true)] out List<ReceivedFrame>? batch) => _batches.Reader.TryRead(out batch);

    internal ValueTask<bool> WaitToReadAsync(CancellationToken stopping) => _batches.Reader.WaitToReadAsync(stopping);

    internal void Return(List<ReceivedFrame> batch)
    {
        batch.Clear();
        if (_free.Count < Batches)
        {
            _free.Add(batch);
        }
    }
}
