using System.Diagnostics;
using System.Threading.Channels;

namespace RtlSdr.Net;

/// <summary>A block of samples in a <see cref="SampleRing"/>. It must be given back with <see cref="SampleRing.Release"/>.</summary>
/// <param name="Samples">Interleaved I and Q; shorter than the block where samples were lost behind it.</param>
/// <param name="FirstSample">
/// The place of its first complex sample in the stream, from 0. Lost and dropped samples count, so that this is a clock of the dongle's crystal.
/// </param>
/// <param name="Slot">For the ring.</param>
public readonly record struct SampleBlock(ReadOnlyMemory<byte> Samples, long FirstSample, int Slot)
{
    /// <summary>When its last sample came, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts.</summary>
    public long Timestamp { get; init; }
}

/// <summary>
/// Carries samples from the USB thread to one reader, in blocks of memory that the caller owns. When the reader is so slow that
/// no block is free, samples are dropped and counted, and the clock of <see cref="SampleBlock.FirstSample"/> goes on.
/// </summary>
public sealed class SampleRing : IRtlSdrSampleSink
{
    private const int None = -1;

    private readonly Memory<byte>[] _blocks;
    private readonly Channel<int> _free;
    private readonly Channel<SampleBlock> _full;
    private int _slot = None;
    private int _filled;
    private long _blockStart; // byte positions in the stream
    private long _position;
    private long _droppedBytes;

    /// <summary>Makes a ring of these blocks: two or more, of equal and even length.</summary>
    public SampleRing(params Memory<byte>[] blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Length < 2 || blocks[0].Length == 0 || blocks[0].Length % 2 != 0 || blocks.Any(b => b.Length != blocks[0].Length))
            throw new ArgumentException("A ring is made of two or more blocks of equal and even length.", nameof(blocks));

        _blocks = blocks;
        var options = new BoundedChannelOptions(blocks.Length) { SingleReader = true, SingleWriter = true };
        _free = Channel.CreateBounded<int>(options);
        _full = Channel.CreateBounded<SampleBlock>(options);
        for (var i = 0; i < blocks.Length; i++)
            _free.Writer.TryWrite(i);
    }

    /// <summary>Bytes of a complex sample: two from an RTL-SDR, more from other radios that use the ring.</summary>
    public int BytesPerSample { get; init; } = 2;

    /// <summary>Complex samples dropped because the reader was slow. What USB lost is not among them.</summary>
    public long DroppedSamples => Volatile.Read(ref _droppedBytes) / BytesPerSample;

    /// <summary>Returns the next block, waiting for it.</summary>
    /// <exception cref="ChannelClosedException">The ring was completed and is empty; its inner exception is that of <see cref="Complete"/>.</exception>
    public ValueTask<SampleBlock> ReadAsync(CancellationToken cancellation = default) => _full.Reader.ReadAsync(cancellation);

    /// <summary>Gives a block back, when its samples are no longer needed.</summary>
    public void Release(SampleBlock block) => _free.Writer.TryWrite(block.Slot);

    /// <summary>Tells the reader that no more will come, and perhaps why: call it when the stream's task has ended.</summary>
    public void Complete(Exception? reason = null)
    {
        Finish();
        _full.Writer.TryComplete(reason);
    }

    /// <inheritdoc/>
    public void OnSamples(ReadOnlySpan<byte> samples)
    {
        while (samples.Length > 0)
        {
            if (_slot == None && !Begin())
            {
                Volatile.Write(ref _droppedBytes, _droppedBytes + samples.Length);
                _position += samples.Length;
                return;
            }

            var room = _blocks[_slot].Span[_filled..];
            var part = samples[..Math.Min(room.Length, samples.Length)];
            part.CopyTo(room);
            _filled += part.Length;
            _position += part.Length;
            samples = samples[part.Length..];
            if (_filled == _blocks[_slot].Length)
                Finish();
        }
    }

    /// <inheritdoc/>
    public void OnLoss(long complexSamples)
    {
        Finish();
        _position += BytesPerSample * complexSamples;
    }

    private bool Begin()
    {
        if (!_free.Reader.TryRead(out _slot))
        {
            _slot = None;
            return false;
        }

        _filled = 0;
        _blockStart = _position;
        return true;
    }

    private void Finish()
    {
        if (_slot == None)
            return;
        if (_filled == 0)
            _free.Writer.TryWrite(_slot);
        else
            _full.Writer.TryWrite(new SampleBlock(_blocks[_slot][.._filled], _blockStart / BytesPerSample, _slot) { Timestamp = Stopwatch.GetTimestamp() });
        _slot = None;
    }
}
