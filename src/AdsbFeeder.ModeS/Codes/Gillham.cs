namespace AdsbFeeder.ModeS;

/// <summary>Altitude in 100 ft as the pulses of Mode C, which Mode S repeats where Q = 0 (Annex 10 vol. IV, appendix to chapter
/// 3).</summary>
/// <remarks><code>
///   AC12, bit 11 down to 0:  C1 A1 C2 A2 C4 A4 B1 Q B2 D2 B4 D4          080 (C4 alone) is -1200 ft
/// </code>
/// Two reflected (Gray) numbers, so that neighbouring altitudes differ in one pulse:
/// 1. D2 D4 A1 A2 A4 B1 B2 B4 counts steps of 500 ft.
/// 2. C1 C2 C4 counts the hundreds inside a step, 1 to 5, where 5 is written as Gray 7; it runs backwards in odd steps.
/// 0, 5 and 6 of the second are never sent, so 1280 codes are legal: -1200 to 126700 ft.
/// </remarks>
internal static class Gillham
{
    private const int LowestFeet = -1200;
    private const int HighestFeet = 126_700;

    /// <summary>Feet of a code laid out as AC12 with Q = 0; null when it is no legal code.</summary>
    public static int? ToFeet(uint ac12)
    {
        var steps = FromGray(
            (Bit(ac12, 2) << 7) | (Bit(ac12, 0) << 6) // D2 D4
            | (Bit(ac12, 10) << 5) | (Bit(ac12, 8) << 4) | (Bit(ac12, 6) << 3) // A1 A2 A4
            | (Bit(ac12, 5) << 2) | (Bit(ac12, 3) << 1) | Bit(ac12, 1)); // B1 B2 B4
        var hundreds = FromGray((Bit(ac12, 11) << 2) | (Bit(ac12, 9) << 1) | Bit(ac12, 7)); // C1 C2 C4
        if (hundreds is 0 or 5 or 6)
            return null;
        if (hundreds == 7)
            hundreds = 5;
        if (steps % 2 != 0)
            hundreds = 6 - hundreds;
        return (int)(steps * 500 + hundreds * 100) + LowestFeet - 100;
    }

    /// <summary>The code of the nearest 100 ft, laid out as AC12 with Q = 0; 0 when out of range.</summary>
    public static uint FromFeet(int feet)
    {
        if (feet is < LowestFeet - 50 or > HighestFeet + 50)
            return 0;

        var count = (uint)Math.Clamp((feet - LowestFeet + 50) / 100, 0, (HighestFeet - LowestFeet) / 100);
        var (steps, hundreds) = (count / 5, count % 5 + 1);
        if (steps % 2 != 0)
            hundreds = 6 - hundreds;
        var s = ToGray(steps);
        var h = ToGray(hundreds == 5 ? 7 : hundreds);
        return (Bit(h, 2) << 11) | (Bit(h, 1) << 9) | (Bit(h, 0) << 7)
            | (Bit(s, 5) << 10) | (Bit(s, 4) << 8) | (Bit(s, 3) << 6)
            | (Bit(s, 2) << 5) | (Bit(s, 1) << 3) | (Bit(s, 0) << 1)
            | (Bit(s, 7) << 2) | Bit(s, 6);
    }

    private static uint Bit(uint code, int number) => (code >> number) & 1;

    private static uint ToGray(uint number) => number ^ (number >> 1);

    private static uint FromGray(uint gray)
    {
        gray ^= gray >> 4;
        gray ^= gray >> 2;
        return gray ^ (gray >> 1);
    }
}
