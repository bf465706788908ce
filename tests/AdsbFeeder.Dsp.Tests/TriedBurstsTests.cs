namespace AdsbFeeder.Dsp.Tests;

public class TriedBurstsTests
{
    private const int Bit = 2 * PreambleKernel.Chip;

    [Theory]
    [InlineData(1000 + 7 * Bit, 2f, 1.5f, true)]
    [InlineData(1000 + 7 * Bit + 1, 2.4f, 1.5f, true)]
    [InlineData(1000 + 119 * Bit, 2f, 1.5f, true)]
    [InlineData(1000 + 120 * Bit, 2f, 1.5f, false)]
    [InlineData(1000 - 7 * Bit, 2f, 1.5f, false)]
    [InlineData(1000, 2f, 1.5f, false)]
    [InlineData(1000 + 7 * Bit + 2, 2f, 1.5f, false)]
    [InlineData(1000 + 7 * Bit + 6, 2f, 1.5f, false)]
    [InlineData(1000 + 7 * Bit, 2.6f, 1.5f, false)]
    [InlineData(1000 + 7 * Bit, 1.5f, 1.5f, false)]
    [InlineData(1000 + 7 * Bit, 2f, 1.9f, false)]
    public void A_burst_explains_what_lies_on_its_bits_as_strong_as_they_and_less_like_a_preamble(int start, float contrast, float score, bool explained)
    {
        var tried = new TriedBursts();
        tried.Note(1000, 1000 + 120 * Bit, 2, 1.9f);

        Assert.Equal(explained, tried.Explain(start, contrast, score));
    }

    [Fact]
    public void Bursts_move_with_the_window()
    {
        var tried = new TriedBursts();
        tried.Note(40_000, 40_000 + 120 * Bit, 2, 1.9f);

        tried.Advance(39_999);

        Assert.True(tried.Explain(1 + Bit, 2, 1.5f));
        Assert.False(tried.Explain(40_000 + Bit, 2, 1.5f));
    }

    [Fact]
    public void Of_two_aircraft_on_one_grid_the_better_preamble_is_tried()
    {
        // The second starts 20 bits into the first, as strong as it: together they are heard no worse than the second alone.
        var (first, second) = (Scene.WithParity("8D40621D58C382D690C8AC"), "8D4840D6202CC371C32CE0576098");
        var scene = new Scene(2.4e6, 2, 4 / 127.5).Burst(first, 500_000, 0.12, 50e3).Burst(second, 520_000, 0.3, -80e3);

        Assert.Contains(Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8)), f => f.Frame.ToString() == second);
    }
}
