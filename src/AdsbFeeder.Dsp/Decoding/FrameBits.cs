using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AdsbFeeder.Dsp;

/// <summary>The bits of a frame in two registers: bit 0, transmitted first, is the highest of <paramref name="High"/>.</summary>
/// <remarks><code>
///   High: DF 5 | CA, FS or the like 3 | AA 24, or other fields and AC/ID 13 at its end | first 32 bits of ME, or parity of a short frame
///   Low:  last 24 bits of ME | parity 24 | unused 16
/// </code></remarks>
internal readonly record struct FrameBits(ulong High, ulong Low)
{
    /// <summary>DF, 0 to 31.</summary>
    public int Format => (int)(High >> 59);

    /// <summary>Bits 6 to 8: CA, CF or FS.</summary>
    public int Capability => (int)(High >> 56) & 7;

    /// <summary>Bits 9 to 32: AA of the formats that announce their address.</summary>
    public uint Announced => (uint)(High >> 32) & 0xFFFFFF;

    /// <summary>Bits 20 to 32: AC or ID.</summary>
    public int Code13 => (int)(High >> 32) & 0x1FFF;

    /// <summary>Bits 33 to 37: TC of an extended squitter.</summary>
    public int TypeCode => (int)(High >> 27) & 0x1F;

    /// <summary>ME bits 9 to 20: AC of an airborne position.</summary>
    public int Code12 => (int)(High >> 12) & 0xFFF;

    /// <summary>Byte n, first transmitted first.</summary>
    public byte Byte(int n) => (byte)(n < 8 ? High >> (56 - 8 * n) : Low >> (120 - 8 * n));

    /// <summary>A copy with bit <paramref name="index"/> inverted.</summary>
    public FrameBits Flip(int index) => index < 64 ? this with { High = High ^ (1UL << (63 - index)) } : this with { Low = Low ^ (1UL << (127 - index)) };

    /// <summary>A copy with another DF.</summary>
    public FrameBits WithFormat(int format) => this with { High = WithFormat(High, format) };

    /// <summary>The first 64 bits with another DF.</summary>
    public static ulong WithFormat(ulong high, int format) => (high & ((1UL << 59) - 1)) | ((ulong)format << 59);

    /// <summary>Only the first <paramref name="length"/> bits (56 or 112), the rest zero.</summary>
    public FrameBits Truncate(int length) => length == 56 ? new(High & ~0xFFUL, 0) : new(High, Low & ~0xFFFFUL);

    /// <summary>The hard decisions: a bit is 1 where its soft value is positive; a multiple of eight bits.</summary>
    public static FrameBits Decide(ReadOnlySpan<float> soft)
    {
        ulong high = 0, low = 0;
        ref var ratios = ref MemoryMarshal.GetReference(soft);
        for (var n = 0; n < soft.Length; n += 8)
        {
            ulong ones = Lanes256.Above(Lanes256.Load(ref ratios, (nuint)n), Lanes256.All(0));
            if (n < 64)
            {
                high |= ones << n;
            }
            else
            {
                low |= ones << (n - 64);
            }
        }

        return new(Reverse(high), Reverse(low));
    }

    /// <summary>The same bits from the other end.</summary>
    public static ulong Reverse(ulong bits)
    {
        bits = (bits >> 1 & 0x5555_5555_5555_5555) | (bits & 0x5555_5555_5555_5555) << 1;
        bits = (bits >> 2 & 0x3333_3333_3333_3333) | (bits & 0x3333_3333_3333_3333) << 2;
        bits = (bits >> 4 & 0x0F0F_0F0F_0F0F_0F0F) | (bits & 0x0F0F_0F0F_0F0F_0F0F) << 4;
        return BinaryPrimitives.ReverseEndianness(bits);
    }

    /// <summary>Which chips hold a pulse, 1 or 0, preamble and all; returns their number.</summary>
    public int Pulses(int length, Span<float> pulse)
    {
        Span<int> places = stackalloc int[Dsp.Pulses.OfPreamble + length];
        Dsp.Pulses.Write(this, places);
        var chips = 16 + 2 * length;
        pulse[..chips].Clear();
        foreach (var place in places)
        {
            pulse[place] = 1;
        }

        return chips;
    }

    /// <summary>Writes the bytes of a frame of 7 or 14.</summary>
    public void Write(Span<byte> bytes)
    {
        Span<byte> all = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(all, High);
        BinaryPrimitives.WriteUInt64BigEndian(all[8..], Low);
        all[..bytes.Length].CopyTo(bytes);
    }
}
