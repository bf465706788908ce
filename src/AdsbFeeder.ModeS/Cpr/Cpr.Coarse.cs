namespace AdsbFeeder.ModeS;

public static partial class Cpr
{
    private const int CoarseBits = 12;

    /// <summary>Encodes a position for coarse TIS-B: 12 bits of latitude and longitude.</summary>
    public static (int Latitude12, int Longitude12) EncodeCoarse(double latitude, double longitude, CprFormat format) =>
        Encode(latitude, longitude, format, CoarseBits);

    /// <summary>The position of an even and an odd coarse TIS-B message; false as for airborne pairs.</summary>
    public static bool TryDecodeGlobalCoarse(
        CoarsePosition even, CoarsePosition odd, CprFormat newest, out double latitude, out double longitude)
    {
        latitude = longitude = 0;
        return even.Format == CprFormat.Even && odd.Format == CprFormat.Odd && TryDecodeGlobal(
            (even.Latitude12, even.Longitude12), (odd.Latitude12, odd.Longitude12), newest, CoarseBits, out latitude, out longitude);
    }

    /// <summary>The position of a coarse TIS-B message nearest to a reference within 180 NM; false when it is not on Earth.</summary>
    public static bool TryDecodeLocalCoarse(
        CoarsePosition position, double referenceLatitude, double referenceLongitude, out double latitude, out double longitude) =>
        TryDecodeLocal(
            position.Latitude12, position.Longitude12, position.Format, CoarseBits, 360,
            referenceLatitude, referenceLongitude, out latitude, out longitude);
}
