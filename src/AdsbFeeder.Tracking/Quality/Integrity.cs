namespace AdsbFeeder.Tracking;

/// <summary>Navigation integrity of a position message: NIC and the radius of containment Rc, by type code, ADS-B version and supplements.</summary>
/// <param name="Nic">Navigation integrity category, 0 to 11; for version 0 the category that the type code's NUCp comes closest to.</param>
/// <param name="RadiusMetres">Rc rounded up to whole metres, 0 when unknown.</param>
/// <remarks>
/// Tables of modes.md section 3 (DO-260B table 2-14, Doc 9871 C-2). Version 0 has no supplements, version 1 has A, version 2 has A
/// and B in the air, A and C on the ground.
/// </remarks>
internal readonly record struct Integrity(byte Nic, int RadiusMetres)
{
    public static Integrity Of(int typeCode, int version, bool a, bool b, bool c) => (typeCode, version) switch
    {
        (5 or 9 or 20, _) => new(11, 8),                      // 7.5 m
        (6 or 10 or 21, _) => new(10, 25),
        (7, 0) => new(8, 186),                                // 185.2 m
        (7, 1) => a ? new(9, 75) : new(8, 186),
        (7, _) => a && !c ? new(9, 75) : new(8, 186),
        (8, 0 or 1) => new(0, 0),
        (8, _) => (a, c) switch
        {
            (true, true) => new(7, 371),                      // 370.4 m
            (true, false) => new(6, 556),                     // 555.6 m
            (false, true) => new(6, 1112),                    // 1111.2 m, Doc 9871 C-2
            _ => new(0, 0),
        },
        (11, 0) => new(8, 186),
        (11, 1) => a ? new(9, 75) : new(8, 186),
        (11, _) => a && b ? new(9, 75) : new(8, 186),
        (12, _) => new(7, 371),
        (13, 0) => new(6, 926),
        (13, 1) => a ? new(6, 1112) : new(6, 926),
        (13, _) => (a, b) switch { (false, true) => new(6, 556), (true, true) => new(6, 1112), _ => new(6, 926) },
        (14, _) => new(5, 1852),
        (15, _) => new(4, 3704),
        (16, 0) => new(2, 18520),
        (16, 1) => a ? new(3, 7408) : new(2, 14816),
        (16, _) => a && b ? new(3, 7408) : new(2, 14816),
        (17, _) => new(1, 37040),
        _ => new(0, 0),
    };

    /// <summary>NACp that stands for the NUCp of a version 0 type code (DO-260B appendix N).</summary>
    public static byte NacPOfVersion0(int typeCode) => typeCode switch
    {
        5 or 9 or 20 => 11,
        6 or 10 or 21 => 10,
        7 or 11 => 8,
        12 => 7,
        13 => 6,
        14 => 5,
        15 => 4,
        16 => 1,
        17 => 1,
        _ => 0,
    };

    /// <summary>SIL that stands for the NUCp of a version 0 type code: 2 when there is any integrity, else 0.</summary>
    public static byte SilOfVersion0(int typeCode) => typeCode is 8 or 18 or 22 or 0 ? (byte)0 : (byte)2;
}
