using System.Buffers.Binary;
using System.Text;

namespace AdsbFeeder.Networking;

/// <summary>The units of the OpenSky Network's upload that are not Beast's.</summary>
/// <remarks><code>
///   we, as Beast: 1A | type | body in which 1A is doubled; all numbers big-endian
///     'A' device     u32 kind, u32 major, u32 minor, u32 release      '5' serial      u32
///     'B' serial wanted, no body                                      '7' position    3 IEEE doubles: latitude, longitude, metres
///     'C' user       ASCII, at most 40 characters                     '6' keep-alive, no body
///   1A41 00000005 00000000 00000001 00000000
///   they: u16 kind | u16 length with these four bytes, at most 128 | payload
///     4 filter       u8 which bits to set, u8 their values: 1 synchronised only, 2 extended squitter only
///     5 serial       u32
/// </code>
/// The kinds 0 to 3 of the way back open shells, restart and upgrade the network's own boxes: here they are counted and ignored.</remarks>
internal static class OpenSkyFraming
{
    /// <summary>The most bytes that a unit takes: a user's name, or a position with every byte doubled.</summary>
    public const int MaxLength = 2 + (2 * 40);

    /// <summary>A feeder that takes its frames from a dongle's decoder.</summary>
    public const uint KindDecoder = 5;

    public const int FilterKind = 4, SerialKind = 5;

    public const int ExtendedSquitterOnly = 2;

    /// <summary>Longest packet of the way back, and its header.</summary>
    public const int MaxPacket = 128, PacketHeader = 4;

    public static ReadOnlySpan<byte> SerialWanted => [0x1A, (byte)'B'];

    public static ReadOnlySpan<byte> KeepAlive => [0x1A, (byte)'6'];

    public static int WriteDevice(uint kind, Version version, Span<byte> destination)
    {
        Span<byte> body = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(body, kind);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], (uint)Math.Max(0, version.Major));
        BinaryPrimitives.WriteUInt32BigEndian(body[8..], (uint)Math.Max(0, version.Minor));
        BinaryPrimitives.WriteUInt32BigEndian(body[12..], (uint)Math.Max(0, version.Build));
        return Write('A', body, destination);
    }

    public static int WriteSerial(uint serial, Span<byte> destination)
    {
        Span<byte> body = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(body, serial);
        return Write('5', body, destination);
    }

    public static int WriteUser(string user, Span<byte> destination) => Write('C', Encoding.ASCII.GetBytes(user), destination);

    public static int WritePosition(ReceiverPlace place, Span<byte> destination)
    {
        Span<byte> body = stackalloc byte[24];
        BinaryPrimitives.WriteDoubleBigEndian(body, place.Latitude);
        BinaryPrimitives.WriteDoubleBigEndian(body[8..], place.Longitude);
        BinaryPrimitives.WriteDoubleBigEndian(body[16..], place.AltitudeMetres ?? 0);
        return Write('7', body, destination);
    }

    private static int Write(char type, ReadOnlySpan<byte> body, Span<byte> destination)
    {
        destination[0] = 0x1A;
        destination[1] = (byte)type;
        var length = 2;
        foreach (var octet in body)
        {
            destination[length++] = octet;
            if (octet == 0x1A)
                destination[length++] = octet;
        }

        return length;
    }
}
