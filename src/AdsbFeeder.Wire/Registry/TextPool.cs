namespace AdsbFeeder.Wire;

/// <summary>Texts of at most 255 bytes in one block, equal ones once. A text is told by where its length and bytes begin; the empty one is 0.</summary>
internal sealed class TextPool
{
    private byte[] _bytes = new byte[1 << 16];
    private int[] _slots = new int[1 << 12];   // open addressing; 0 is free, and never a text's place but the empty one's
    private int _used;

    /// <summary>Bytes in use.</summary>
    public int Length { get; private set; } = 1;

    /// <summary>The place of a text, which is put there if it is new.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        if (2 * _used >= _slots.Length) Rehash();
        var slot = SlotOf(text);
        if (_slots[slot] != 0) return _slots[slot];

        if (Length + 1 + text.Length > _bytes.Length) Array.Resize(ref _bytes, 2 * _bytes.Length);
        _bytes[Length] = (byte)text.Length;
        text.CopyTo(_bytes.AsSpan(Length + 1));
        _slots[slot] = Length;
        Length += 1 + text.Length;
        _used++;
        return _slots[slot];
    }

    /// <summary>The block.</summary>
    public byte[] ToArray() => _bytes[..Length];

    private int SlotOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        var slot = hash.ToHashCode() & (_slots.Length - 1);
        while (_slots[slot] != 0 && !text.SequenceEqual(At(_slots[slot]))) slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    private ReadOnlySpan<byte> At(int place) => _bytes.AsSpan(place + 1, _bytes[place]);

    private void Rehash()
    {
        var old = _slots;
        _slots = new int[2 * old.Length];
        foreach (var place in old)
        {
            if (place != 0) _slots[SlotOf(At(place))] = place;
        }
    }
}
