using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Collects rows in any order and makes the database of them. Of two rows with one address the later one counts.</summary>
public sealed class AircraftDatabaseBuilder
{
    /// <summary>Longer texts are cut there, at the end of a character.</summary>
    public const int LongestText = 120;

    /// <summary>All aircraft of the world are some 600,000 rows. What is packed to a thousandth must not take the memory of reception.</summary>
    public const int MostRows = 1_500_000;

    private const int LargestPool = 64 << 20;

    private readonly TextPool _pool = new();
    private uint[] _addresses = new uint[1 << 12];
    private int[] _texts = new int[1 << 14];
    private ushort[] _years = new ushort[1 << 12];
    private bool _isSorted = true;

    /// <summary>Rows taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes one aircraft.</summary>
    /// <exception cref="ArgumentException">The address is not ICAO's.</exception>
    /// <exception cref="InvalidDataException">There is no room for so many.</exception>
    public void Add(Address address, in AircraftRecord record)
    {
        if (!address.IsIcao) throw new ArgumentException("Only ICAO addresses are registered.", nameof(address));
        if (Count >= MostRows || _pool.Length > LargestPool) throw new InvalidDataException($"it has more than {MostRows} rows, or too much text");
        if (Count == _addresses.Length) Grow();
        _addresses[Count] = address.Bits | (uint)record.Flags << AircraftDatabase.AddressBits;
        _years[Count] = (ushort)Math.Clamp(record.Year, 0, ushort.MaxValue);
        var texts = _texts.AsSpan(Count * AircraftDatabase.TextsOfRow, AircraftDatabase.TextsOfRow);
        texts[0] = _pool.Add(Cut(record.Registration));
        texts[1] = _pool.Add(Cut(record.TypeCode));
        texts[2] = _pool.Add(Cut(record.Description));
        texts[3] = _pool.Add(Cut(record.Owner));
        _isSorted = _isSorted && (Count == 0 || AddressAt(Count - 1) < address.Bits);
        Count++;
    }

    /// <summary>The database of all rows so far.</summary>
    public AircraftDatabase Build()
    {
        var order = new int[Count];
        for (var row = 0; row < order.Length; row++) order[row] = row;
        if (!_isSorted) order = Sorted(order);

        var addresses = new uint[order.Length];
        var texts = new int[order.Length * AircraftDatabase.TextsOfRow];
        var years = new ushort[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            addresses[i] = _addresses[order[i]];
            years[i] = _years[order[i]];
            _texts.AsSpan(order[i] * AircraftDatabase.TextsOfRow, AircraftDatabase.TextsOfRow).CopyTo(texts.AsSpan(i * AircraftDatabase.TextsOfRow));
        }

        return new AircraftDatabase(addresses, texts, years, _pool.ToArray());
    }

    /// <summary>Row numbers in the order of addresses, of equal addresses only the last row.</summary>
    private int[] Sorted(int[] order)
    {
        Array.Sort(order, (a, b) => AddressAt(a) != AddressAt(b) ? AddressAt(a).CompareTo(AddressAt(b)) : a.CompareTo(b));
        var kept = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if (i + 1 < order.Length && AddressAt(order[i + 1]) == AddressAt(order[i])) continue;
            order[kept++] = order[i];
        }

        return order[..kept];
    }

    private uint AddressAt(int row) => _addresses[row] & AircraftDatabase.AddressMask;

    private void Grow()
    {
        Array.Resize(ref _addresses, 2 * _addresses.Length);
        Array.Resize(ref _texts, 2 * _texts.Length);
        Array.Resize(ref _years, 2 * _years.Length);
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (text.Length <= LongestText) return text;
        var end = LongestText;
        while (end > 0 && (text[end] & 0xC0) == 0x80) end--;   // not inside a UTF-8 character
        return text[..end];
    }
}
