using System.Buffers;
using System.Globalization;
using System.Text;

namespace AdsbFeeder.Wire.Tests.Json;

public class JsonTextTests
{
    private static string Fixed(double value, int decimals)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new JsonText(buffer);
        json.Fixed(value, decimals);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [Theory]
    [InlineData(0, 1, "0.0")]
    [InlineData(-0.04, 1, "0.0")]
    [InlineData(-0.05001, 1, "-0.1")]
    [InlineData(0.999, 2, "1.00")]
    [InlineData(-179.9999996, 6, "-180.000000")]
    [InlineData(1795246708.764, 3, "1795246708.764")]
    [InlineData(0.000001, 6, "0.000001")]
    [InlineData(-33.9461, 6, "-33.946100")]
    [InlineData(2.5, 0, "2")]
    [InlineData(double.NaN, 3, "null")]
    [InlineData(double.NegativeInfinity, 3, "null")]
    [InlineData(1e300, 3, "null")]
    public void Numbers_have_their_decimals(double value, int decimals, string expected)
    {
        Assert.Equal(expected, Fixed(value, decimals));
    }

    [Fact]
    public void Numbers_equal_the_runtimes_own_formatting()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(0, 8));
            var decimals = random.Next(0, 7);
            var expected = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
            if (double.Parse(expected, CultureInfo.InvariantCulture) == 0) expected = expected.TrimStart('-');
            Assert.Equal(expected, Fixed(value, decimals));
        }
    }
}
