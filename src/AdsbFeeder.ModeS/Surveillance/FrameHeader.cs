using System.Buffers.Binary;

namespace AdsbFeeder.ModeS;

/// <summary>The first 32 bits of a Mode S frame, numbered as in the standard, and frames built from them.</summary>
internal readonly record struct FrameHeader(uint Bits)
{
    /// <exception cref="ArgumentException">A Mode A/C reply, which has no header.</exception>
    public static FrameHeader Of(in Frame frame) => frame.Length >= Frame.ShortLength
        ? new FrameHeader(BinaryPrimitives.ReadUInt32BigEndian(frame.Bytes))
        : throw new ArgumentException("Not a Mode S frame.", nameof(frame));

    public static FrameHeader For(DownlinkFormat format) => new((uint)format << 27);

    /// <summary>Bits first to last, both included, of 1 to 32.</summary>
    public uint this[Range bits] => (Bits >> (32 - bits.End.Value)) & Mask(bits);

    public FrameHeader With(Range bits, uint value)
    {
        var shift = 32 - bits.End.Value;
        return new FrameHeader((Bits & ~(Mask(bits) << shift)) | ((value & Mask(bits)) << shift));
    }

    /// <summary>A short frame whose residue is the overlay.</summary>
    public Frame ToShortFrame(uint overlay)
    {
        Span<byte> bytes = stackalloc byte[Frame.ShortLength];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Bits);
        Parity.Apply(bytes, overlay);
        return new Frame(bytes);
    }

    /// <summary>A long frame with a message field, whose residue is the overlay.</summary>
    public Frame ToLongFrame(MessageField message, uint overlay)
    {
        Span<byte> bytes = stackalloc byte[Frame.LongLength];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Bits);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[4..], message.Bits << 8);
        Parity.Apply(bytes, overlay);
        return new Frame(bytes);
    }

    private static uint Mask(Range bits) => uint.MaxValue >> (31 - (bits.End.Value - bits.Start.Value));
}
