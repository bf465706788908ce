namespace AdsbFeeder.ModeS;

/// <summary>Registers E,3 to E,6: part number and software revision of the transponder (E,3 E,4) and of ACAS (E,5 E,6) (Doc 9871 tables
/// A-2-227 to A-2-230).</summary>
/// <remarks><code>
///   MB bits  1 valid | 2-3 coding: 0 twelve decimal digits of four bits, 1 eight characters of six bits | 4-51 text | 52-56 reserved
/// </code></remarks>
/// <param name="IsValid">The status bit.</param>
/// <param name="Coding">0 decimal digits, 1 characters, 2 and 3 reserved.</param>
/// <param name="Data">The 48 bits.</param>
public readonly record struct EquipmentIdentification(bool IsValid, int Coding, ulong Data)
{
    private const int Digits = 12;
    private const int Characters = 8;

    /// <summary>The number as text; null when not valid or in a reserved coding.</summary>
    public string? Text => (IsValid, Coding) switch
    {
        (true, 0) => Data.ToString("X12", System.Globalization.CultureInfo.InvariantCulture),
        (true, 1) => SixBitText.ToString(Data, Characters),
        _ => null,
    };

    /// <summary>Whether a field can be one of these registers.</summary>
    public static bool Fits(MessageField mb)
    {
        var number = Decode(mb);
        return number.IsValid && mb.IsZero(52, 56) && number.Coding switch
        {
            0 => IsDecimal(number.Data),
            1 => SixBitText.IsText(number.Data, Characters),
            _ => false,
        };
    }

    /// <summary>Reads an MB that holds one of these registers.</summary>
    public static EquipmentIdentification Decode(MessageField mb) => new(mb.Bit(1), (int)mb[2..3], mb.Bits >> 5 & ((1UL << 48) - 1));

    /// <summary>The MB.</summary>
    public MessageField Encode() => new MessageField((Data & ((1UL << 48) - 1)) << 5).WithBit(1, IsValid).With(2, 3, (uint)Coding);

    private static bool IsDecimal(ulong data)
    {
        for (var i = 0; i < Digits; i++)
        {
            if ((data >> (4 * i) & 15) > 9)
                return false;
        }

        return data != 0;
    }
}
