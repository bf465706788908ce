namespace AdsbFeeder.ModeS;

/// <summary>Integrity of a position message: what its type code, the version and the NIC supplements say (DO-260B table 2-14, Doc 9871
/// table C-2, for version 0 DO-260 table 2-11).</summary>
/// <remarks><code>
///   the true position is inside the radius of containment Rc but for the probability that SIL tells
///   supplements   version 0 none | 1 A | 2 A and B in the air, A and C on the ground
///   readsb has 926 m and pyModeS 555.6 m for TC 8 with A 0, C 1; the standard 1111.2
/// </code></remarks>
/// <param name="Nic">Navigation integrity category, 0 to 11; null in version 0, which has <paramref name="NucP"/> instead.</param>
/// <param name="NucP">Navigation uncertainty category of version 0, 0 to 9; null later.</param>
/// <param name="RadiusMetres">Rc (version 0: HPL); null when unknown, or more than 37,040 m.</param>
public readonly record struct PositionIntegrity(int? Nic, int? NucP, double? RadiusMetres)
{
    /// <summary>Integrity of type code 5 to 8, 9 to 18 or 20 to 22; none for other codes. Versions above 2 are read as 2.</summary>
    /// <param name="typeCode">Type code of the position message.</param>
    /// <param name="version">ADS-B version, 0 until an operational status was heard.</param>
    /// <param name="a">NIC supplement A, of the operational status.</param>
    /// <param name="b">NIC supplement B, of the airborne position itself.</param>
    /// <param name="c">NIC supplement C, of the operational status on the ground.</param>
    public static PositionIntegrity Of(int typeCode, int version, bool a, bool b, bool c) => version switch
    {
        <= 0 => OfVersion0(typeCode),
        1 => OfVersion1(typeCode, a),
        _ => OfVersion2(typeCode, a, b, c),
    };

    /// <summary>NIC, or for version 0 the one that its NUCp comes closest to.</summary>
    public int NearestNic => Nic ?? (RadiusMetres is null ? 0 : NicOfNucP);

    /// <summary>Rc in whole metres, rounded up; 0 when unknown.</summary>
    public int WholeRadiusMetres => (int)Math.Ceiling(RadiusMetres ?? 0);

    /// <summary>NACp that stands for a position of version 0, which tells it with its type code (DO-260B table N-1); null later.</summary>
    public int? NacPOfVersion0 => NucP is { } nucP ? Accuracy.NacPOfNucP(RadiusMetres is null ? 0 : nucP) : null;

    /// <summary>SIL that stands for a position of version 0: 2 when its radius is told, else 0; null later.</summary>
    public int? SilOfVersion0 => NucP is null ? null : RadiusMetres is null ? 0 : 2;

    private int NicOfNucP => NucP switch
    {
        9 => 11,
        8 => 10,
        7 => 8,
        6 => 7,
        5 => 6,
        4 => 5,
        3 => 4,
        { } low => low,
        null => 0,
    };

    private static PositionIntegrity OfVersion0(int typeCode) => typeCode switch
    {
        5 or 9 or 20 => new(null, 9, 7.5),
        6 or 10 or 21 => new(null, 8, 25),
        7 or 11 => new(null, 7, 185.2),
        8 => new(null, 6, null),
        12 => new(null, 6, 370.4),
        13 => new(null, 5, 926),
        14 => new(null, 4, 1852),
        15 => new(null, 3, 3704),
        16 => new(null, 2, 18_520),
        17 => new(null, 1, 37_040),
        18 or 22 => new(null, 0, null),
        _ => default,
    };

    private static PositionIntegrity OfVersion1(int typeCode, bool a) => typeCode switch
    {
        7 or 11 => a ? Category(9, 75) : Category(8, 185.2),
        13 => Category(6, a ? 1111.2 : 926),
        16 => a ? Category(3, 7408) : Category(2, 14_816),
        _ => WithoutSupplement(typeCode),
    };

    private static PositionIntegrity OfVersion2(int typeCode, bool a, bool b, bool c) => typeCode switch
    {
        7 => a && !c ? Category(9, 75) : Category(8, 185.2),
        8 => (a, c) switch
        {
            (true, true) => Category(7, 370.4),
            (true, false) => Category(6, 555.6),
            (false, true) => Category(6, 1111.2),
            _ => Category(0, null),
        },
        11 => a && b ? Category(9, 75) : Category(8, 185.2),
        13 => Category(6, a ? b ? 1111.2 : 926 : b ? 555.6 : 926),
        16 => a && b ? Category(3, 7408) : Category(2, 14_816),
        _ => WithoutSupplement(typeCode),
    };

    private static PositionIntegrity WithoutSupplement(int typeCode) => typeCode switch
    {
        5 or 9 or 20 => Category(11, 7.5),
        6 or 10 or 21 => Category(10, 25),
        12 => Category(7, 370.4),
        14 => Category(5, 1852),
        15 => Category(4, 3704),
        17 => Category(1, 37_040),
        8 or 18 or 22 => Category(0, null),
        _ => default,
    };

    private static PositionIntegrity Category(int nic, double? metres) => new(nic, null, metres);
}
