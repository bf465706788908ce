namespace AdsbFeeder.ModeS;

/// <summary>What the accuracy and assurance codes of ADS-B mean (DO-260B tables 2-70 to 2-76, 2-18).</summary>
public static class Accuracy
{
    private static ReadOnlySpan<double> PositionMetres => [18_520, 7408, 3704, 1852, 926, 555.6, 185.2, 92.6, 30, 10, 3];

    /// <summary>NACp: 95 % of positions are inside this radius, metres; null for 0 (unknown, or 18.52 km and more) and reserved
    /// codes.</summary>
    public static double? PositionRadiusMetres(int nacP) => nacP is >= 1 and <= 11 ? PositionMetres[nacP - 1] : null;

    /// <summary>NACp in versions 0 and 1: 95 % of heights are within this, metres; null where NACp does not tell. Version 2 has
    /// GVA.</summary>
    public static double? HeightMetresOfNacP(int nacP) => nacP switch
    {
        9 => 45,
        10 => 15,
        11 => 4,
        _ => null,
    };

    /// <summary>NACv: 95 % of velocities are better than this, m/s; null for 0 (unknown, or 10 and more) and reserved codes.</summary>
    public static double? VelocityMetresPerSecond(int nacV) => nacV switch
    {
        1 => 10,
        2 => 3,
        3 => 1,
        4 => 0.3,
        _ => null,
    };

    /// <summary>GVA: 95 % of geometric heights are within this, metres; null for 0 (unknown, or more than 150) and reserved
    /// codes.</summary>
    public static double? HeightMetresOfGva(int gva) => gva switch
    {
        1 => 150,
        2 => 45,
        _ => null,
    };

    /// <summary>SIL: probability that the position is outside Rc unannounced, per hour or per sample as its supplement tells; null for 0
    /// (unknown, or above 1e-3) and codes above 3.</summary>
    public static double? IntegrityRisk(int sil) => sil switch
    {
        1 => 1e-3,
        2 => 1e-5,
        3 => 1e-7,
        _ => null,
    };

    /// <summary>SDA: probability an hour that the equipment sends something wrong unannounced; null for 0 (unknown, or above 1e-3) and
    /// codes
    /// above 3. 1 is design assurance level D, 2 C, 3 B.</summary>
    public static double? EquipmentRisk(int sda) => IntegrityRisk(sda);

    /// <summary>SDA as the level of its software, D to B; null for 0 and codes above 3.</summary>
    public static char? DesignAssuranceLevel(int sda) => sda is >= 1 and <= 3 ? (char)('E' - sda) : null;

    /// <summary>NACp that stands for the NUCp of version 0 (DO-260B table N-1).</summary>
    public static int NacPOfNucP(int nucP) => nucP switch
    {
        9 => 11,
        8 => 10,
        7 => 8,
        6 => 7,
        5 => 6,
        4 => 5,
        3 => 4,
        2 or 1 => 1,
        _ => 0,
    };
}
