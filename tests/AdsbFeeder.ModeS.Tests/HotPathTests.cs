namespace AdsbFeeder.ModeS.Tests;

public class HotPathTests
{
    private static readonly Frame[] Typical =
    [
        Frame.Parse("8D40621D58C382D690C8AC2863A7"),
        Frame.Parse("8D485020994409940838175B284F"),
        Frame.Parse("8D4840D6202CC371C32CE0576098"),
        Frame.Parse("5D4840D6F87407"),
        Frame.Parse("2000042AC59FE6"),
        Frame.Parse("A000139381951536E024D4CCF6B5"),
        Frame.Parse("8C3461CE399E40586B4EE4932241"),
        Frame.Parse("8D4CA7B1EABE885FDD3F588EB9C1"),
    ];

    [Fact]
    public void Decoding_and_encoding_allocate_nothing()
    {
        var sum = Pass();

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                sum += Pass();
        }));
        Assert.NotEqual(0, sum);
    }

    private static int Pass()
    {
        var sum = 0;
        foreach (ref readonly var frame in Typical.AsSpan())
        {
            sum += EveryDecoder.Run(frame);
            var even = Cpr.Encode(52.1, 4.7, CprFormat.Even, surface: false);
            var odd = Cpr.Encode(52.1, 4.7, CprFormat.Odd, surface: false);
            Cpr.TryDecodeGlobalAirborne(even, odd, CprFormat.Odd, out var latitude, out _);
            sum += (int)latitude;
        }

        return sum;
    }
}
