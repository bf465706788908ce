using System.Globalization;

namespace AdsbFeeder.ModeS;

/// <summary>Whose an address is: ICAO gives blocks of them to states (Annex 10 vol. III, chapter 9), and some of these are known to be
/// military.</summary>
public static partial class AddressBlocks
{
    /// <summary>The country and use of an ICAO address. No country for others, and in blocks that nobody has.</summary>
    public static AddressBlock Of(Address address)
    {
        if (!address.IsIcao)
            return default;

        int low = 0, high = Rows.Length / RowLength - 1; // the last row that begins at or before the address
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (First(middle) <= address.Bits)
                low = middle;
            else
                high = middle - 1;
        }

        var row = Rows.Slice(low * RowLength, RowLength);
        return new AddressBlock(Country.Of(row[6], row[7]), row[8] == '!');
    }

    private static uint First(int row) => uint.Parse(Rows.Slice(row * RowLength, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>What the block of an address tells.</summary>
/// <param name="Country">Who gives out its addresses; null when nobody does.</param>
/// <param name="IsMilitary">It is known to be used by military aircraft.</param>
public readonly record struct AddressBlock(Country? Country, bool IsMilitary);
