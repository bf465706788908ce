namespace AdsbFeeder.ModeS;

/// <summary>The number of a transponder register: two hexadecimal digits, written with a comma, such as 4,0 (Annex 10 vol. IV,
/// 3.1.2.6.11.2).</summary>
/// <param name="Value">BDS1 in the high and BDS2 in the low four bits.</param>
public readonly partial record struct BdsCode(byte Value)
{
    /// <summary>For example <c>4,0</c>.</summary>
    public override string ToString() => $"{Value >> 4:X},{Value & 15:X}";
}
