using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp;

/// <summary>Syndromes of single bits and of whole words for the Mode S parity (generator FFF409, Annex 10 vol. IV, 3.1.2.3.3).</summary>
internal static class Syndromes
{
    /// <summary>Syndrome of bit i (first transmitted is 0) of a frame of 112 bits; bit i of a frame of 56 is entry 56 + i.</summary>
    private static readonly uint[] OfBit = Parity.BitSyndromes.ToArray();

    /// <summary>Syndrome of every value of every byte of a frame of 14 bytes: entry 256 * place + value.</summary>
    private static readonly uint[] OfByte = MakeBytes();

    /// <summary>Syndrome of one wrong bit in a frame of <paramref name="length"/> bits.</summary>
    public static uint Bit(int index, int length) => OfBit[index + 112 - length];

    /// <summary>Syndrome of some wrong bits among the first five, of which the fifth is the lowest.</summary>
    public static uint OfFormat(uint wrong, int length) => OfByte[(112 - length) / 8 * 256 + (int)(wrong << 3)];

    /// <summary>Residue of a word: 0 for a clean extended squitter, the address for the address-parity formats.</summary>
    public static uint Residue(in FrameBits word, int length)
    {
        uint sum = 0;
        var place = (112 - length) / 8 * 256;
        for (var n = 0; n < length / 8; n++, place += 256)
        {
            sum ^= OfByte[place + word.Byte(n)];
        }

        return sum;
    }

    private static uint[] MakeBytes()
    {
        var table = new uint[14 * 256];
        for (var n = 0; n < table.Length; n++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                if ((n & (0x80 >> bit)) != 0)
                {
                    table[n] ^= OfBit[n / 256 * 8 + bit];
                }
            }
        }

        return table;
    }
}
