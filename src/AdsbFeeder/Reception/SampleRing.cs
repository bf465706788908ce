using System.Collections.Concurrent;

namespace AdsbFeeder.Reception;

/// <summary>A block of samples as bytes, and how many samples were lost before it.</summary>
internal sealed class SampleBlock(int capacity)
{
    internal byte[] Bytes { get; } = new byte[capacity];

    internal int Length { get; set; }

    internal long LostSamplesBefore { get; set; }

    /// <summary>UTC when its last sample was read, milliseconds since 1970.</summary>
    internal long UnixMilliseconds { get; set; }
}

/// <summary>A fixed number of sample blocks between the thread that reads the source and the one that demodulates.</summary>
/// <remarks>A live source never waits: when no block is free its samples are dropped whole and counted, and the clock is advanced by them.</remarks>
internal sealed class SampleRing : IDisposable
{
    private readonly BlockingCollection<SampleBlock> _free;
    private readonly BlockingCollection<SampleBlock> _full;

    internal SampleRing(int blocks, int blockBytes)
    {
        _free = new BlockingCollection<SampleBlock>(blocks);
        _full = new BlockingCollection<SampleBlock>(blocks);
        for (var i = 0; i < blocks; i++)
        {
            _free.Add(new SampleBlock(blockBytes));
        }
    }

    /// <summary>Blocks waiting for the demodulator.</summary>
    internal int Waiting => _full.Count;

    /// <summary>A block to fill; null when none is free and the source cannot wait.</summary>
    internal SampleBlock? TakeFree(bool wait, CancellationToken stopping) =>
        wait ? _free.Take(stopping) : _free.TryTake(out var block) ? block : null;

    internal void Publish(SampleBlock block) => _full.Add(block, CancellationToken.None);

    /// <summary>No further block will come.</summary>
    internal void Complete() => _full.CompleteAdding();

    /// <summary>The next block in order; false when there will be none.</summary>
    internal bool TryTake(out SampleBlock? block, CancellationToken stopping) => _full.TryTake(out block, Timeout.Infinite, stopping);

    internal void Return(SampleBlock block) => _free.Add(block, CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose()
    {
        _free.Dispose();
        _full.Dispose();
    }
}
