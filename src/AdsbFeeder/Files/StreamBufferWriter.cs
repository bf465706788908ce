using System.Buffers;

namespace AdsbFeeder.Files;

/// <summary>Lets what is written piece by piece go into a stream without ever being whole in memory. End with <see cref="Flush"/>.</summary>
internal sealed class StreamBufferWriter(Stream output) : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[1 << 16];
    private int _filled;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - _filled));
        _filled += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var least = Math.Max(1, sizeHint);
        if (_buffer.Length - _filled < least)
        {
            Flush();
        }

        if (_buffer.Length < least)
        {
            _buffer = new byte[least];
        }

        return _buffer.AsMemory(_filled);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives the stream what it has not yet.</summary>
    internal void Flush()
    {
        output.Write(_buffer.AsSpan(0, _filled));
        _filled = 0;
    }
}
