using System.Buffers.Binary;

namespace AdsbFeeder.ModeS;

/// <summary>A Mode A or Mode C reply (Annex 10 vol. IV, 3.1.1.6): nothing in it says which of the two.</summary>
/// <remarks><code>
///   two bytes as Beast type 1 carries them:  0 A4 A2 A1 0 B4 B2 B1 | SPI C4 C2 C1 0 D4 D2 D1
///   7700  as Mode A: squawk 7700            0040  as Mode C (C4 alone): -1200 ft
/// </code></remarks>
/// <param name="Squawk">The twelve pulses read as Mode A.</param>
/// <param name="IsSpi">The special position pulse.</param>
public readonly record struct ModeAcReply(Squawk Squawk, bool IsSpi)
{
    /// <summary>The same pulses read as Mode C, in feet; null when they are no legal altitude (D1 set, or a wrong hundreds
    /// digit).</summary>
    public int? AltitudeFeet
    {
        get
        {
            var id = Squawk.ToId13();
            const uint D1 = 1 << 4;
            return (id & D1) != 0 ? null : Gillham.ToFeet(((id >> 7) << 6) | (id & 0x3F));
        }
    }

    /// <summary>Reads a frame of two bytes.</summary>
    /// <exception cref="ArgumentException">A Mode S frame.</exception>
    public static ModeAcReply Decode(in Frame frame)
    {
        if (!frame.IsModeAc)
            throw new ArgumentException("Not a Mode A/C reply.", nameof(frame));

        int pulses = BinaryPrimitives.ReadUInt16BigEndian(frame.Bytes);
        var code = ((pulses >> 3) & 0xE00) | ((pulses >> 2) & 0x1C0) | ((pulses >> 1) & 0x38) | (pulses & 7);
        return new ModeAcReply(Squawk.FromCode(code), (pulses & 0x80) != 0);
    }

    /// <summary>The reply to a Mode C interrogation at an altitude: the nearest 100 ft, or no pulses when null or out of range.</summary>
    public static ModeAcReply FromAltitude(int? feet)
    {
        var ac12 = feet is { } known ? Gillham.FromFeet(known) : 0;
        return new ModeAcReply(Squawk.FromId13(((ac12 >> 6) << 7) | (ac12 & 0x3F)), false);
    }

    /// <summary>The two bytes.</summary>
    public Frame Encode()
    {
        Span<byte> bytes = stackalloc byte[Frame.ModeAcLength];
        var code = Squawk.Code;
        var pulses = ((code & 0xE00) << 3) | ((code & 0x1C0) << 2) | ((code & 0x38) << 1) | (code & 7) | (IsSpi ? 0x80 : 0);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)pulses);
        return new Frame(bytes);
    }
}
