namespace AdsbFeeder.Radio.Tests.Devices;

public sealed class GainChoiceTests
{
    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("MAX", "max")]
    [InlineData("49.6", "49.6")]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    public void Words_and_decibels_are_understood(string text, string meaning)
    {
        Assert.True(GainChoice.TryParse(text, out var choice));
        Assert.Equal(meaning, choice.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("agc")]
    [InlineData("496")]
    [InlineData("49,6")]
    [InlineData("NaN")]
    public void All_else_is_not(string text) => Assert.False(GainChoice.TryParse(text, out _));

    [Theory]
    [InlineData(29.0, 28.0)]
    [InlineData(100, 49.6)]
    [InlineData(double.PositiveInfinity, 49.6)]
    [InlineData(-5, 0.0)]
    public void The_nearest_gain_is_taken(double wanted, double taken) => Assert.Equal(taken, GainChoice.Nearest([0.0, 28.0, 32.8, 49.6], wanted));
}
