using System.Diagnostics;
using System.Threading.Channels;
using AdsbFeeder.Dsp;
using RtlSdr.Net;

namespace AdsbFeeder.Radio;

/// <summary>A ring of sample blocks and its reading end: bytes in pieces without gaps, and what is missing before each.</summary>
internal sealed class RingReader
{
    /// <summary>Milliseconds of air in a block: short enough for the latency of the outputs, long enough to be cheap.</summary>
    internal const int BlockMilliseconds = 25;

    /// <summary>1.6 s of air, for a garbage collection or a busy machine.</summary>
    private const int Blocks = 64;

    private readonly int _bytesPerSample;
    private SampleBlock? _block;
    private ReadOnlyMemory<byte> _unread;
    private long _nextSample;
    private long _missing;
    private long _filled;

    internal RingReader(int rateHertz, SampleFormat format)
    {
        _bytesPerSample = format.BytesPerSample();
        var blockBytes = (int)((long)rateHertz * BlockMilliseconds / 1000) * _bytesPerSample;
        Ring = new SampleRing([.. Enumerable.Range(0, Blocks).Select(_ => (Memory<byte>)new byte[blockBytes])]) { BytesPerSample = _bytesPerSample };
    }

    /// <summary>The writing end.</summary>
    internal SampleRing Ring { get; }

    internal TimeSpan Age => Stopwatch.GetElapsedTime(_filled);

    /// <summary>Waits for samples; 0 when there will be none or the wait was cancelled.</summary>
    /// <exception cref="IOException">What the ring was completed with.</exception>
    internal int Read(Span<byte> buffer, CancellationToken stopping)
    {
        if (_unread.IsEmpty && !TakeBlock(stopping))
        {
            return 0;
        }

        var count = Math.Min(_unread.Length, buffer.Length);
        _unread.Span[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    internal long TakeLostSamples()
    {
        var missing = _missing;
        _missing = 0;
        return missing;
    }

    private bool TakeBlock(CancellationToken stopping)
    {
        if (_block is { } used)
        {
            _block = null;
            Ring.Release(used);
        }

        try
        {
            var waiting = Ring.ReadAsync(stopping);
            var block = waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
            _block = block;
            _unread = block.Samples;
            _filled = block.Timestamp;
            _missing += block.FirstSample - _nextSample;
            _nextSample = block.FirstSample + (block.Samples.Length / _bytesPerSample);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (ChannelClosedException ended)
        {
            return ended.InnerException is { } fault ? throw new IOException(fault.Message, fault) : false;
        }
    }
}
