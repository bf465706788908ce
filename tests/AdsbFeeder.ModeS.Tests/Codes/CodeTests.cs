namespace AdsbFeeder.ModeS.Tests;

public class CodeTests
{
    [Fact]
    public void All_4096_squawks_survive_the_field_ID_and_their_text()
    {
        for (var code = 0; code < 4096; code++)
        {
            var squawk = Squawk.FromCode(code);

            Assert.Equal(squawk, Squawk.FromId13(squawk.ToId13()));
            Assert.Equal(Convert.ToString(code, 8).PadLeft(4, '0'), squawk.ToString());
            Assert.Equal(squawk, Squawk.Parse(squawk.ToString()));
        }
    }

    [Theory]
    [InlineData("7500", true)]
    [InlineData("7600", true)]
    [InlineData("7700", true)]
    [InlineData("7400", false)]
    [InlineData("0000", false)]
    public void Only_three_squawks_are_emergencies(string squawk, bool isEmergency) => Assert.Equal(isEmergency, Squawk.Parse(squawk).IsEmergency);

    [Theory]
    [InlineData("")]
    [InlineData("770")]
    [InlineData("77000")]
    [InlineData("7708")]
    [InlineData("-700")]
    public void Anything_but_four_octal_digits_is_no_squawk(string text) => Assert.False(Squawk.TryParse(text, out _));

    [Theory]
    [InlineData("KLM1023", "KLM1023 ")]
    [InlineData("a1", "A1      ")]
    [InlineData("ABCDEFGH", "ABCDEFGH")]
    [InlineData(" X", " X      ")]
    public void Callsigns_are_eight_characters_of_text(string text, string shown)
    {
        Assert.Equal(shown, Callsign.Parse(text).ToString());
        Assert.Equal(Callsign.Parse(text), Callsign.FromBits(Callsign.Parse(text).Bits));
    }

    [Theory]
    [InlineData("")]
    [InlineData("        ")]
    [InlineData("TOO LONG9")]
    [InlineData("DG-50")]
    [InlineData("\u0001")]
    [InlineData("@")]
    [InlineData("Ä")]
    public void Text_outside_the_alphabet_is_no_callsign(string text) => Assert.False(Callsign.TryParse(text, out _));

    [Theory]
    [InlineData(0UL)]
    [InlineData(0x820820820820UL)] // eight spaces
    [InlineData(0x043000000000UL)] // A, then 3, which is C: see below
    public void Bits_without_text_are_no_callsign_but_letters_are(ulong bits) =>
        Assert.Equal(bits == 0x043000000000UL ? "AC      " : null, Callsign.FromBits(bits)?.ToString());

    [Fact]
    public void Padding_before_the_last_letter_is_no_callsign() =>
        Assert.Null(Callsign.FromBits(0x040042000000UL));

    [Theory]
    [InlineData('A', 3, "A3")]
    [InlineData('B', 0, "B0")]
    [InlineData('D', 7, "D7")]
    public void Categories_are_a_letter_and_a_digit(char set, int number, string text) =>
        Assert.Equal(text, new EmitterCategory(set, number).ToString());

    [Theory]
    [InlineData('E', 1)]
    [InlineData('A', 8)]
    [InlineData('A', -1)]
    public void Categories_outside_the_table_are_our_mistake(char set, int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmitterCategory(set, number));
}
