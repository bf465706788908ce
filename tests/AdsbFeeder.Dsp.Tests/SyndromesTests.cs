using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp.Tests;

public class SyndromesTests
{
    // 1090-MHz Riddle examples: a squitter (J. Sun, The 1090 Megahertz Riddle, 2nd ed., 1.3) and an all-call reply of the same kind of parity.
    [Theory]
    [InlineData("8D4840D6202CC371C32CE0576098", 0u)]
    [InlineData("8D40621D58C382D690C8AC2863A7", 0u)]
    [InlineData("5D484FDEA248F5", 22u)]
    public void The_residue_of_known_frames_is_right(string hex, uint residue) =>
        Assert.Equal(residue, Syndromes.Residue(Bits(hex), hex.Length * 4));

    [Theory]
    [InlineData("8D4840D6202CC371C32CE0576098")]
    [InlineData("5D484FDEA248F5")]
    public void Every_single_error_gives_the_syndrome_of_its_bit(string hex)
    {
        var word = Bits(hex);
        var length = hex.Length * 4;
        var clean = Syndromes.Residue(word, length);
        for (var n = 0; n < length; n++)
        {
            Assert.Equal(clean ^ Syndromes.Bit(n, length), Syndromes.Residue(word.Flip(n), length));
        }
    }

    [Fact]
    public void Bits_and_bytes_agree()
    {
        var bytes = Frame.Parse("8D4840D6202CC371C32CE0576098").Bytes.ToArray();
        var written = new byte[14];

        Bits("8D4840D6202CC371C32CE0576098").Write(written);

        Assert.Equal(bytes, written);
        Assert.Equal((17, 5, 0x4840D6u, 4), (Bits("8D4840D6202CC371C32CE0576098").Format, Bits("8D4840D6202CC371C32CE0576098").Capability, Bits("8D4840D6202CC371C32CE0576098").Announced, Bits("8D4840D6202CC371C32CE0576098").TypeCode));
    }

    private static FrameBits Bits(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return FrameBits.Decide([.. Enumerable.Range(0, bytes.Length * 8).Select(n => (bytes[n / 8] >> (7 - n % 8) & 1) != 0 ? 1f : -1f)]);
    }
}
