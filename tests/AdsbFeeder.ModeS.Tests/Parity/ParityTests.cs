namespace AdsbFeeder.ModeS.Tests;

public class ParityTests
{
    [Theory]
    [InlineData("8D406B902015A678D4D220AA4BDA", 0x000000u)] // DF17, junzis/pyModeS
    [InlineData("8D406B902015E678D4D220AA4BDA", 12759936u)] // the same with bit 50 flipped: specs/modes.md, crc-17-strict
    [InlineData("8D406B902015E678D4DA20AA4BDA", 11722624u)] // bits 50 and 77: crc-2bit
    [InlineData("5D4840D6F87407", 0x08u)] // DF11 to II code 8
    [InlineData("5D40621D4F94EC", 0x3Cu)] // DF11 to SI code 44
    [InlineData("A690EACABA8F5DC9A769B91258CD", 0x3985A7u)] // noise that matches an address by chance: ap-collision
    [InlineData("00000000000000", 0u)]
    public void Residue_of_known_frames(string hex, uint residue) => Assert.Equal(residue, Parity.Residue(Frame.Parse(hex)));

    [Fact]
    public void Fast_residues_equal_the_definition()
    {
        var random = new Random(1);
        var bytes = new byte[14];
        for (var i = 0; i < 10_000; i++)
        {
            random.NextBytes(bytes);
            Assert.Equal(Parity.ResidueByDefinition(bytes), Parity.Residue(bytes));
            Assert.Equal(Parity.ResidueByDefinition(bytes.AsSpan(0, 7)), Parity.Residue(bytes.AsSpan(0, 7)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Too_short_a_frame_is_our_mistake(int length) =>
        Assert.Throws<ArgumentException>(() => Parity.Residue(new byte[length]));

    [Theory]
    [InlineData(7, 0u)]
    [InlineData(14, 0u)]
    [InlineData(14, 0x4840D6u)]
    [InlineData(7, 0xFFFFFFu)]
    public void Applied_parity_leaves_the_overlay_as_residue(int length, uint overlay)
    {
        var frame = Enumerable.Range(1, length).Select(i => (byte)(i * 37)).ToArray();

        Parity.Apply(frame, overlay);

        Assert.Equal(overlay, Parity.Residue(frame));
    }

    [Fact]
    public void Bit_syndromes_are_distinct_and_those_of_the_parity_field_are_its_own_bits()
    {
        Assert.Equal(112, Parity.BitSyndromes.ToArray().Distinct().Count());
        Assert.Equal(1u, Parity.BitSyndromes[111]);
        Assert.Equal(0x800000u, Parity.BitSyndromes[88]);
        Assert.Equal(0xFFF409u, Parity.BitSyndromes[87]);
    }

    [Fact]
    public void No_two_wrong_bits_look_like_one()
    {
        var single = Parity.BitSyndromes.ToArray().ToHashSet();
        for (var a = 0; a < 112; a++)
        {
            for (var b = a + 1; b < 112; b++)
                Assert.DoesNotContain(Parity.BitSyndromes[a] ^ Parity.BitSyndromes[b], single);
        }
    }
}
