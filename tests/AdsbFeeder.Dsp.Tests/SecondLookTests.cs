namespace AdsbFeeder.Dsp.Tests;

public class SecondLookTests
{
    private const double Sigma = 4 / 127.5;
    private const string Strong = "8D4840D6202CC371C32CE0576098";
    private const string Weak = "8D40621D58C382D690C8AC2863A7";

    [Theory]
    [InlineData(-60)]
    [InlineData(-31.4)]
    [InlineData(12.7)]
    [InlineData(55)]
    public void A_burst_under_a_stronger_one_is_heard_in_max(double laterMicroseconds)
    {
        var scene = new Scene(2.4e6, 4, Sigma).Burst(Strong, 1_000_000, 0.7, 60e3).Burst(Weak, 1_000_000 + 1000 * laterMicroseconds, 0.2, -130e3);

        var frames = Scene.Frames(new() { Mode = DemodulatorMode.Max }, scene.ToBytes(SampleFormat.Uc8));

        Assert.Equal(laterMicroseconds < 0 ? [Weak, Strong] : [Strong, Weak], frames.Select(f => f.Frame.ToString()));
    }

    [Fact]
    public void What_is_left_of_a_burst_is_not_heard_as_the_same_again()
    {
        // A jitter of its phase leaves a tenth of its amplitude.
        var scene = new Scene(2.4e6, 4, Sigma / 4).Burst(Strong, 1_000_000, 0.9, 60e3, phaseJitter: 0.1);

        Assert.Single(Scene.Frames(new() { Mode = DemodulatorMode.Max }, scene.ToBytes(SampleFormat.Uc8)));
    }

    [Fact]
    public void A_decoded_burst_is_taken_out_but_for_a_twentieth_of_its_power()
    {
        var frontEnd = new FrontEnd(SampleFormat.Cf32, 2_400_000, 6);
        ReadOnlySpan<byte> bytes = new Scene(2.4e6, 2 * frontEnd.BlockSamples / 2400.0, 1e-4).Burst(Strong, 1_000_000, 0.5, 60e3).ToBytes(SampleFormat.Cf32);
        Assert.True(frontEnd.TryFill(ref bytes));
        var start = 1e6 * 0.012 + PreambleKernel.Chip / 2 - frontEnd.WindowSample * 5;

        var before = Power(frontEnd, (int)start);
        var rest = new Cancellation(frontEnd).Subtract(start, Bits(Strong), 112);
        var after = Power(frontEnd, (int)start);

        Assert.InRange(after, 0, before / 20);
        Assert.InRange(rest, 0, before / 20);
    }

    private static double Power(FrontEnd frontEnd, int start)
    {
        frontEnd.Make(start, start + 1440);
        return frontEnd.Amplitudes.AsSpan(start, 1440).ToArray().Average(a => a * a);
    }

    private static FrameBits Bits(string hex)
    {
        var padded = hex.PadRight(32, '0');
        return new FrameBits(Convert.ToUInt64(padded[..16], 16), Convert.ToUInt64(padded[16..], 16));
    }
}
