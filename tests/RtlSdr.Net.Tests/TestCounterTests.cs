namespace RtlSdr.Net.Tests;

public sealed class TestCounterTests
{
    [Fact]
    public void A_whole_count_has_no_gaps()
    {
        var counter = new TestCounter();

        for (var i = 0; i < 1000; i++)
            counter.Add([(byte)(i + 77)]);

        Assert.Equal((1000, 0, 0), (counter.Bytes, counter.Gaps, counter.LostBytes));
    }

    [Theory]
    [InlineData(10, 12, 1)]
    [InlineData(255, 1, 1)]
    [InlineData(10, 10, 255)]
    [InlineData(0, 0, 255)]
    public void A_jump_is_counted_modulo_256(byte last, byte next, int lost)
    {
        var counter = new TestCounter();

        counter.Add([last, next]);

        Assert.Equal((1, lost), (counter.Gaps, counter.LostBytes));
    }
}
