namespace AdsbFeeder.Wire;

/// <summary>Bytes in order, counted, with a bound: what is unpacked can be a thousand times what was packed.</summary>
internal sealed class CountedStream(Stream input, long most)
{
    private int _peeked = -1;

    /// <summary>Bytes taken so far.</summary>
    public long Count { get; private set; }

    /// <summary>True when there was nothing more to take.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The next byte, which stays there; -1 at the end.</summary>
    public int Peek()
    {
        Span<byte> one = stackalloc byte[1];
        if (_peeked < 0 && Read(one) == 1) (_peeked, Count) = (one[0], Count - 1);
        return _peeked;
    }

    /// <summary>Fills as much as there is; 0 at the end.</summary>
    /// <exception cref="InvalidDataException">There is more than the bound.</exception>
    public int Read(Span<byte> buffer)
    {
        var read = 0;
        if (_peeked >= 0 && buffer.Length > 0)
        {
            (buffer[0], _peeked, read) = ((byte)_peeked, -1, 1);
        }

        try
        {
            var taken = input.Read(buffer[read..]);
            IsAtEnd |= taken == 0 && buffer.Length > read;
            read += taken;
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"its gzip data are damaged behind byte {Count} of the text", fault);
        }

        Count += read;
        if (Count > most) throw new InvalidDataException($"it has more than {most >> 20} MB");
        return read;
    }
}
