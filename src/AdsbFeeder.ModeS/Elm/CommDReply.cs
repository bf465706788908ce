using System.Buffers.Binary;

namespace AdsbFeeder.ModeS;

/// <summary>A segment of an extended length message (ELM), DF24 (Annex 10 vol. IV, 3.1.2.7.3).</summary>
/// <remarks><code>
///   bits  1-2 always 11 | 3 spare | 4 KE | 5-8 ND | 9-88 MD | 89-112 AP, residue = address
///     KE 0  a segment of a downlink ELM: ND is its number, MD its 80 bits
///     KE 1  acknowledgement of an uplink ELM: bits 17-32 (TAS) have a bit for each of its segments 0 to 15 that arrived
///   D90123456789ABCDEF0123EB8E02   KE 1, ND 9, MD 0123456789ABCDEF0123, 4CA7B1 (composed)
///   CD406B902015A678D4D220AA4BDA   is no ELM: a DF17 with a wrong bit. Believe a segment of an aircraft that is known only
/// </code></remarks>
/// <param name="Address">The residue of the parity: true only if somebody with this address is known to be about.</param>
/// <param name="IsAcknowledgement">KE.</param>
/// <param name="SegmentNumber">ND, 0 to 15.</param>
/// <param name="Data">MD, the lower 80 bits.</param>
public readonly record struct CommDReply(Address Address, bool IsAcknowledgement, int SegmentNumber, UInt128 Data)
{
    /// <summary>Bytes of a segment.</summary>
    public const int SegmentLength = 10;

    private const int TasShift = 80 - 24;
    private const int FormatBits = 0b11 << 6;

    /// <summary>For an acknowledgement: bit n from the left of 16 says that segment n of the uplink message arrived; else null.</summary>
    public int? ReceivedSegments => IsAcknowledgement ? (int)(Data >> TasShift) & 0xFFFF : null;

    /// <summary>Reads a frame with DF 24 to 31.</summary>
    /// <exception cref="ArgumentException">The frame is not a long one.</exception>
    public static CommDReply Decode(in Frame frame)
    {
        if (frame.Length != Frame.LongLength)
            throw new ArgumentException("Not a long frame.", nameof(frame));
        var bytes = frame.Bytes;
        return new CommDReply(
            Address.Icao(Parity.Residue(frame)),
            (bytes[0] & 0x10) != 0,
            bytes[0] & 15,
            new UInt128(BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[3..])));
    }

    /// <summary>The frame.</summary>
    public Frame Encode()
    {
        Span<byte> bytes = stackalloc byte[Frame.LongLength];
        bytes.Clear();
        bytes[0] = (byte)(FormatBits | (IsAcknowledgement ? 0x10 : 0) | (SegmentNumber & 15));
        CopyTo(bytes[1..]);
        Parity.Apply(bytes, Address.Bits);
        return new Frame(bytes);
    }

    /// <summary>Writes the ten bytes of MD.</summary>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < SegmentLength)
            throw new ArgumentException("A segment has ten bytes.", nameof(destination));
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(Data >> 64));
        BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)Data);
    }
}
