using System.Buffers.Binary;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp.Tests;

public class FilterLearningTests
{
    private const double Sigma = 4 / 127.5;
    private const double Period = 1_000_017.3;
    private const string Near = "8D40621D58C382D690C8AC2863A7";
    private const string Squitter = "8D4840D6202CC371C32CE0576098";

    [Fact]
    public void A_receiver_that_was_learned_hears_more_weak_bursts()
    {
        // The same weak bursts in the same noise, after forty strong ones or after one that tells the address.
        var taught = WeakBurstsHeard(teachers: 40);
        var untaught = WeakBurstsHeard(teachers: 1);

        Assert.True(taught >= 1.15 * untaught, $"{taught} of 200, {untaught} without teachers");
    }

    [Fact]
    public void A_narrow_band_is_made_up_for()
    {
        var (learning, frontEnd) = Learn(bursts: 40, edge: 0.34);

        Assert.True(learning.IsUsed);
        Assert.NotEqual(frontEnd.Filter.Gain, frontEnd.Pulse.Gain);
    }

    [Fact]
    public void Where_nothing_is_to_be_won_the_designed_filter_stays()
    {
        var (learning, frontEnd) = Learn(bursts: 40, edge: null);

        Assert.False(learning.IsUsed);
        Assert.Equal(frontEnd.Filter.Gain, frontEnd.Pulse.Gain);
    }

    [Fact]
    public void A_few_bursts_and_weak_ones_change_nothing()
    {
        Assert.False(Learn(bursts: 12, edge: 0.34).Learning.IsUsed);
        Assert.False(Learn(bursts: 40, edge: 0.34, amplitude: 0.09).Learning.IsUsed);
    }

    [Fact]
    public void Bursts_that_clip_bring_the_designed_filter_back()
    {
        var (learning, frontEnd) = Learn(bursts: 40, edge: 0.34);
        for (var n = 0; n < 400; n++)
        {
            learning.Add(400, Word(), 112, 0.9f, (float)Sigma);
        }

        Assert.True(learning.Advance());

        Assert.False(learning.IsUsed);
        Assert.False(frontEnd.IsUneven);
        Assert.Equal(frontEnd.Filter.Gain, frontEnd.Pulse.Gain);
        Assert.Equal((float)frontEnd.Filter.Leakage(1.2), frontEnd.Pulse.Leak1);
    }

    [Fact]
    public void Level_and_time_stay_when_the_filter_changes()
    {
        var scene = new Scene(2.4e6, 202, Sigma / 2);
        for (var n = 0; n < 200; n++)
        {
            scene.Burst(Squitter, 300_000 + Period * n, 0.25, 2000 * (n % 100 - 50));
        }

        var demodulator = new Demodulator(new());
        var heard = new FrameBuffer();
        demodulator.Process(scene.Through(0.34).ToBytes(SampleFormat.Uc8), heard);
        var frames = heard.Frames.ToArray();

        Assert.True(demodulator.IsFilterLearned);
        Assert.True(demodulator.Statistics.IsFilterLearned);
        Assert.Equal(0, demodulator.Statistics.StrayCarriers);
        Assert.InRange(frames.Length, 198, 200);
        var (before, after) = (frames[..15], frames[60..]);
        Assert.Equal(before.Average(f => 10 * Math.Log10(f.SignalPower)), after.Average(f => 10 * Math.Log10(f.SignalPower)), 0.3);
        Assert.Equal(before.Average(f => f.SnrDecibels!.Value), after.Average(f => f.SnrDecibels!.Value), 0.7);
        Assert.Equal(before.Average(Error), after.Average(Error), 4.0);

        static double Error(ReceivedFrame frame)
        {
            var late = frame.TimeOfArrivalNanoseconds!.Value - 364_000;
            return late - Math.Round(late / Period) * Period;
        }
    }

    [Fact]
    public void An_aircraft_that_overloads_the_receiver_is_heard_through_the_designed_filter()
    {
        const int Teachers = 200, Both = 60;
        var scene = new Scene(2.4e6, Teachers + Both + 2, Sigma);
        for (var n = 0; n < Teachers + Both; n++)
        {
            var overloads = n >= Teachers && n % 2 == 0;
            scene.Burst(overloads ? Near : Squitter, 300_000 + Period * n, overloads ? 3 : 0.25, 2000 * (n % 100 - 50));
        }

        ReadOnlySpan<byte> bytes = scene.Through(0.4).ToBytes(SampleFormat.Uc8);
        var demodulator = new Demodulator(new());
        var frames = new FrameBuffer();
        demodulator.Process(bytes[..(2 * 2400 * Teachers)], frames);
        Assert.True(demodulator.IsFilterLearned);

        demodulator.Process(bytes[(2 * 2400 * Teachers)..], frames);
        Assert.False(demodulator.IsFilterLearned);

        // Three seconds after the last of them the filter that was learned is back, without another lesson.
        var noise = new Scene(2.4e6, 100, Sigma).Through(0.4).ToBytes(SampleFormat.Uc8);
        for (var n = 0; n < 31; n++)
        {
            demodulator.Process(noise, frames);
        }

        Assert.True(demodulator.IsFilterLearned);
        demodulator.Flush(frames);
        var heard = frames.Frames.ToArray().CountBy(frame => frame.Frame.ToString()).ToDictionary();
        Assert.InRange(heard[Near], 28, Both / 2);   // 24 through the filter that was learned
        Assert.InRange(heard[Squitter], Teachers + Both / 2 - 2, Teachers + Both / 2);
    }

    [Fact]
    public void Nothing_is_allocated_when_the_filter_changes()
    {
        var scene = new Scene(2.4e6, 62, Sigma / 2);
        for (var n = 0; n < 60; n++)
        {
            scene.Burst(Squitter, 300_000 + Period * n, 0.25, 2000 * (n % 100 - 50));
        }

        var bytes = scene.Through(0.34).ToBytes(SampleFormat.Uc8);
        var frames = new FrameBuffer();
        new Demodulator(new()).Process(bytes, frames);
        Demodulator? last = null;

        Assert.Equal(0, Allocations.Of(() => new Demodulator(new()), demodulator =>
        {
            frames.Clear();
            demodulator.Process(bytes, frames);
            last = demodulator;
        }));
        Assert.True(last!.IsFilterLearned);
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(2_560_000)]
    [InlineData(3_200_000)]
    public void Other_rates_are_learned_too(int rate) => Assert.True(Learn(bursts: 40, edge: 0.38, rate: rate).Learning.IsUsed);

    [Fact]
    public void Where_pulses_are_sampled_often_nothing_is_learned()
    {
        var (learning, _) = Learn(bursts: 40, edge: 0.34, rate: 6_000_000);

        Assert.False(learning.IsUsed);
    }

    private static int WeakBurstsHeard(int teachers)
    {
        var scene = new Scene(2.4e6, 245, Sigma);
        for (var n = 0; n < teachers; n++)
        {
            scene.Burst(Squitter, 300_000 + Period * (39 - n), 0.4, 37e3 * (n % 11 - 5), startPhase: n);
        }

        for (var n = 0; n < 200; n++)
        {
            scene.Burst(Squitter, 42_300_000 + Period * n, 0.11, 1000 * (n - 100), startPhase: n);
        }

        return Scene.Frames(new(), scene.Through(0.38).ToBytes(SampleFormat.Uc8)).Count(f => f.TimeOfArrivalNanoseconds > 42_000_000);
    }

    private static (FilterLearning Learning, FrontEnd FrontEnd) Learn(int bursts, double? edge, double amplitude = 0.4, int rate = 2_400_000)
    {
        const double start = 100_000;
        var scene = new Scene(rate, bursts + 20, Sigma / 2);
        for (var n = 0; n < bursts; n++)
        {
            scene.Burst(Squitter, start + Period * n, amplitude, 37e3 * (n % 11 - 5), startPhase: n);
        }

        if (edge is { } share)
        {
            scene.Through(share);
        }

        var frontEnd = new FrontEnd(SampleFormat.Uc8, rate, 6);
        var learning = new FilterLearning(frontEnd, new Timing(frontEnd));
        ReadOnlySpan<byte> bytes = scene.ToBytes(SampleFormat.Uc8);
        while (frontEnd.TryFill(ref bytes))
        {
            learning.Advance();
            var window = frontEnd.WindowSample * (12e6 / rate);
            for (var n = 0; n < bursts; n++)
            {
                var peak = (start + Period * n + 250) * 0.012 - window;
                if (peak > 100 && peak < frontEnd.BlockSteps)
                {
                    learning.Add(peak, Word(), 112, (float)amplitude, (float)Sigma / 2);
                }
            }

            frontEnd.Advance();
        }

        return (learning, frontEnd);
    }

    private static FrameBits Word()
    {
        var bytes = Convert.FromHexString(Squitter + "0000");
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)));
    }
}
