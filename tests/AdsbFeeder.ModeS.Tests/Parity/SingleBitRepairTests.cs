namespace AdsbFeeder.ModeS.Tests;

public class SingleBitRepairTests
{
    private const string Identification = "8D406B902015A678D4D220AA4BDA";

    [Fact]
    public void Every_single_bit_behind_DF_is_repaired_in_a_long_squitter()
    {
        for (var bit = 5; bit < 112; bit++)
        {
            var bytes = Flipped(Identification, bit);

            Assert.True(Parity.TryRepairSingleBit(bytes, out var repaired));
            Assert.Equal(bit, repaired);
            Assert.Equal(Identification, Convert.ToHexString(bytes));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_wrong_format_bit_is_repaired_only_on_request(int bit)
    {
        var bytes = Flipped(Identification, bit);

        Assert.False(Parity.TryRepairSingleBit(bytes, out _));
        Assert.True(Parity.TryRepairSingleBit(bytes, out var repaired, formatBits: true));
        Assert.Equal(bit, repaired);
        Assert.Equal(Identification, Convert.ToHexString(bytes));
    }

    [Fact]
    public void A_flipped_format_bit_of_specs_modes_is_restored()
    {
        var bytes = Convert.FromHexString("CD406B902015A678D4D220AA4BDA");

        Assert.True(Parity.TryRepairSingleBit(bytes, out _, formatBits: true));
        Assert.Equal(Identification, Convert.ToHexString(bytes));
    }

    [Fact]
    public void Two_wrong_bits_are_left_alone()
    {
        var bytes = Convert.FromHexString("8D406B902015E678D4DA20AA4BDA");
        var before = bytes.ToArray();

        Assert.False(Parity.TryRepairSingleBit(bytes, out var bit));
        Assert.Equal(-1, bit);
        Assert.Equal(before, bytes);
    }

    [Theory]
    [InlineData(Identification)] // sound
    [InlineData("5D4840D6F87407")] // an interrogator code is no error
    [InlineData("02E197B00179C3")] // address parity: nothing to compare with
    [InlineData("80E197B158BF12F38AD083E10AE8")]
    public void Frames_that_are_not_broken_squitters_are_left_alone(string hex) =>
        Assert.False(Parity.TryRepairSingleBit(Convert.FromHexString(hex), out _));

    [Fact]
    public void An_all_call_reply_to_code_0_is_repaired_unless_the_wrong_bit_looks_like_a_code()
    {
        var sound = new AllCallReply(Address.Icao(0x4840D6), Capability.Level2Airborne, new InterrogatorCode(0)).Encode();
        for (var bit = 0; bit < 56; bit++)
        {
            var bytes = Flipped(sound.ToString(), bit);

            Assert.Equal(bit is >= 5 and < 49, Parity.TryRepairSingleBit(bytes, out _));
            Assert.Equal(bit is >= 5 and < 49, sound == new Frame(bytes));
        }
    }

    private static byte[] Flipped(string hex, int bit)
    {
        var bytes = Convert.FromHexString(hex);
        bytes[bit / 8] ^= (byte)(0x80 >> bit % 8);
        return bytes;
    }
}
