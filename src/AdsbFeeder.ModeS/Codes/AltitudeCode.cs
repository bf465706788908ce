namespace AdsbFeeder.ModeS;

/// <summary>The altitude fields AC (13 bits) and its shorter form in extended squitters (12 bits), in feet (Annex 10 vol. IV,
/// 3.1.2.6.5.4).</summary>
/// <remarks><code>
///   AC13  C1 A1 C2 A2 C4 A4 M B1 Q B2 D2 B4 D4        AC12 is the same without M
///     all 0    not available
///     M = 1    metric; its coding is reserved, so not available
///     Q = 1    the other 11 bits are N, altitude N * 25 - 1000: -1000 .. 50175 ft
///     Q = 0    Gillham (Mode C) pulses in 100 ft: -1200 .. 126700 ft, see <see cref="Gillham"/>
///   02E197B00179C3  AC13 = 17B0 with Q: 37000 ft        2000042AC59FE6  AC13 = 042A, Gillham: 1500 ft
/// </code></remarks>
public static class AltitudeCode
{
    private const uint Metric = 1 << 6;
    private const uint QOf13 = 1 << 4;
    private const int LowestWithQ = -1000;
    private const int HighestWithQ = 50175;

    /// <summary>Feet of a 13-bit code; null when it says that there is none, is metric, or is no legal Gillham code.</summary>
    public static int? FromAc13(uint code) => (code & Metric) != 0 ? null : FromAc12((code >> 7 & 0x3F) << 6 | code & 0x3F);

    /// <summary>Feet of a 12-bit code; null when it says that there is none or is no legal Gillham code.</summary>
    public static int? FromAc12(uint code)
    {
        if ((code & 0xFFF) == 0)
            return null;
        if ((code & QOf13) == 0)
            return Gillham.ToFeet(code);
        return (int)((code >> 5 & 0x7F) << 4 | code & 0xF) * 25 + LowestWithQ;
    }

    /// <summary>The 13-bit code nearest to an altitude in feet: 25 ft steps where they reach, else Gillham. 0 when null or out of
    /// range.</summary>
    public static uint ToAc13(int? feet)
    {
        var code = ToAc12(feet);
        return (code >> 6 & 0x3F) << 7 | code & 0x3F;
    }

    /// <summary>The 12-bit code nearest to an altitude in feet: 25 ft steps where they reach, else Gillham. 0 when null or out of
    /// range.</summary>
    public static uint ToAc12(int? feet)
    {
        if (feet is not { } known)
            return 0;
        if (known is < LowestWithQ or > HighestWithQ)
            return Gillham.FromFeet(known);

        var steps = (uint)((known - LowestWithQ + 12) / 25);
        return (steps >> 4) << 5 | QOf13 | steps & 0xF;
    }
}
