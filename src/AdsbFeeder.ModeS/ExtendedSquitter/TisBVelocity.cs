namespace AdsbFeeder.ModeS;

/// <summary>Velocity in fine TIS-B, type code 19 of DF18 with CF 2 or 5 (DO-260B 2.2.17.3.4): quality takes the place of some ADS-B
/// fields.</summary>
/// <remarks><code>
///   as <see cref="AirborneVelocity"/>, but  9 IMF | 10-13 NACp | 36 GEO | 47 NIC supplement | 48-50 NACv | 51-52 SIL
///   92A24528993C238900062053CDEF
/// </code></remarks>
/// <param name="Motion">Speeds, directions and rate; its other fields are at their defaults.</param>
/// <param name="NacP">Accuracy of position, 0 to 15.</param>
/// <param name="Geo">The bit GEO.</param>
/// <param name="NicSupplement">NIC supplement.</param>
/// <param name="NacV">Accuracy of velocity, 0 to 7.</param>
/// <param name="Sil">Surveillance integrity level, 0 to 3.</param>
public readonly record struct TisBVelocity(AirborneVelocity Motion, int NacP, bool Geo, bool NicSupplement, int NacV, int Sil)
{
    /// <summary>Reads an ME with type code 19.</summary>
    public static TisBVelocity Decode(MessageField me)
    {
        var motion = AirborneVelocity.Decode(me.With(9, 13, 0).WithBit(36, false).With(47, 56, 0));
        return motion.Subtype is < 1 or > 4
            ? new TisBVelocity { Motion = motion }
            : new TisBVelocity(motion, (int)me[10..13], me.Bit(36), me.Bit(47), (int)me[48..50], (int)me[51..52]);
    }

    /// <summary>The ME, with IMF 0.</summary>
    public MessageField Encode() => Motion.Encode()
        .With(9, 13, (uint)NacP & 15)
        .WithBit(36, Geo)
        .With(47, 56, 0)
        .WithBit(47, NicSupplement)
        .With(48, 50, (uint)NacV)
        .With(51, 52, (uint)Sil);
}
