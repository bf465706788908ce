namespace AdsbFeeder.Radio;

/// <summary>A stream whose first bytes can be looked at before they are read; for pipes, which cannot seek.</summary>
public sealed class PeekStream(Stream inner) : Stream
{
    private byte[] _head = [];
    private int _read;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => inner.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => inner.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => inner.Position - (_head.Length - _read);
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes of the stream, fewer when it is shorter. To be called before the first read.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_head.Length < count)
        {
            var longer = new byte[count];
            _head.CopyTo(longer, 0);
            var more = inner.ReadAtLeast(longer.AsSpan(_head.Length), count - _head.Length, throwOnEndOfStream: false);
            _head = longer[..(_head.Length + more)];
        }

        return _head.AsSpan(0, Math.Min(count, _head.Length));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_read == _head.Length)
        {
            return inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _head.Length - _read);
        _head.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
