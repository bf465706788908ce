using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Registrations, types and owners by address. Immutable, for any thread; small enough for a Pi.</summary>
/// <remarks>
/// A row is 22 bytes in parallel arrays, in the order of addresses, and texts are places in one block of bytes where equal ones are kept once:
/// <code>
///   addresses  uint    24 bits of address, 8 bits of flags
///   texts      int x 4 registration, type, description, owner: where length and bytes begin; 0 is the empty text
///   years      ushort
/// </code>
/// The first of 4,096 equal parts of all addresses begins at row <c>_parts[0]</c>, and so on; what remains to be searched is a few hundred rows.
/// </remarks>
public sealed class AircraftDatabase
{
    internal const int AddressBits = 24;
    internal const uint AddressMask = (1u << AddressBits) - 1;
    internal const int TextsOfRow = 4;

    private const int PartBits = 12;

    private readonly uint[] _addresses;
    private readonly int[] _texts;
    private readonly ushort[] _years;
    private readonly byte[] _pool;
    private readonly int[] _parts = new int[(1 << PartBits) + 1];

    internal AircraftDatabase(uint[] addresses, int[] texts, ushort[] years, byte[] pool)
    {
        (_addresses, _texts, _years, _pool) = (addresses, texts, years, pool);
        var row = 0;
        for (var part = 0; part < _parts.Length; part++)
        {
            while (row < addresses.Length && (addresses[row] & AddressMask) >> AddressBits - PartBits < part) row++;
            _parts[part] = row;
        }
    }

    /// <summary>Number of aircraft.</summary>
    public int Count => _addresses.Length;

    /// <summary>Bytes of memory that it holds, but for a few kilobytes.</summary>
    public long Bytes => 4L * _addresses.Length + 4L * _texts.Length + 2L * _years.Length + _pool.Length + 4L * _parts.Length;

    /// <summary>Finds an aircraft; false when it is not in the database, as those never are whose address is not ICAO's.</summary>
    public bool TryFind(Address address, out AircraftRecord record)
    {
        record = default;
        if (!address.IsIcao) return false;
        var part = (int)(address.Bits >> AddressBits - PartBits);
        int low = _parts[part], high = _parts[part + 1] - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _addresses[middle] & AddressMask;
            if (found == address.Bits)
            {
                record = At(middle);
                return true;
            }

            if (found < address.Bits) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }

    private AircraftRecord At(int row)
    {
        var texts = _texts.AsSpan(row * TextsOfRow, TextsOfRow);
        return new AircraftRecord
        {
            Registration = Text(texts[0]),
            TypeCode = Text(texts[1]),
            Description = Text(texts[2]),
            Owner = Text(texts[3]),
            Year = _years[row],
            Flags = (RegistryMarks)(_addresses[row] >> AddressBits),
        };
    }

    private ReadOnlySpan<byte> Text(int start) => _pool.AsSpan(start + 1, _pool[start]);
}
