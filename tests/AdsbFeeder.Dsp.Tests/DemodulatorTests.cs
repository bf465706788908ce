using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp.Tests;

public class DemodulatorTests
{
    // Noise of 4 steps of an 8 bit converter; an amplitude of 0.14 is then 10 dB of SNR at 2.4 MS/s.
    private const double Sigma = 4 / 127.5;
    private const string Squitter = "8D4840D6202CC371C32CE0576098";

    public static TheoryData<int, SampleFormat> RatesAndFormats
    {
        get
        {
            var data = new TheoryData<int, SampleFormat>();
            foreach (var rate in SampleRates.Supported)
            {
                foreach (var format in Enum.GetValues<SampleFormat>())
                {
                    data.Add(rate, format);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RatesAndFormats))]
    public void A_burst_is_heard_at_every_rate_and_in_every_format(int rate, SampleFormat format)
    {
        var scene = new Scene(rate, 2, Sigma * Math.Sqrt(rate / 2.4e6)).Burst(Squitter, 700_123, 0.35, 100e3);

        var frames = Scene.Frames(new() { SampleRate = rate, Format = format }, scene.ToBytes(format));

        var frame = Assert.Single(frames);
        Assert.Equal(Squitter, frame.Frame.ToString());
        Assert.Equal(700_123 + 64_000, frame.TimeOfArrivalNanoseconds!.Value, rate == 2_000_000 ? 50.0 : 16.0);
        Assert.Equal(Math.Round((700_123 + 64_000) * 0.012), frame.Ticks12MHz, 1.0);
        Assert.Equal(10 * Math.Log10(0.35 * 0.35), 10 * Math.Log10(frame.SignalPower), 0.7);
        Assert.Equal(10 * Math.Log10(0.35 * 0.35 / (2 * Sigma * Sigma)) - 10 * Math.Log10(rate / 2.4e6), frame.SnrDecibels!.Value, 1.2);
    }

    [Fact]
    public void All_nine_formats_are_heard()
    {
        string[] sent =
        [
            Squitter,
            Scene.WithParity("5D4840D6"),
            Scene.WithParity("5D4840D6", 3),
            Scene.WithParity("02E19838", 0x4840D6),
            Scene.WithParity("20001838", 0x4840D6),
            Scene.WithParity("28000808", 0x4840D6),
            Scene.WithParity("80E1983858C382D690C8AC", 0x4840D6),
            Scene.WithParity("904840D6202CC371C32CE0"),
            Scene.WithParity("A000183820040CC30C30C3", 0x4840D6),
            Scene.WithParity("A800080820040CC30C30C3", 0x4840D6),
        ];
        var scene = new Scene(2.4e6, 8, Sigma);
        for (var n = 0; n < sent.Length; n++)
        {
            scene.Burst(sent[n], 500_000 + 600_017 * n, 0.3);
        }

        var frames = Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8));

        Assert.Equal(sent, frames.Select(f => f.Frame.ToString()));
    }

    [Fact]
    public void The_outcome_does_not_depend_on_how_the_stream_is_cut()
    {
        var scene = new Scene(2.4e6, 40, Sigma);
        for (var n = 0; n < 60; n++)
        {
            scene.Burst(Squitter, 100_000 + 633_333.3 * n, 0.08 + 0.005 * n, 30e3 * (n - 30));
        }

        var bytes = scene.ToBytes(SampleFormat.Sc16);
        var options = new DemodulatorOptions { Format = SampleFormat.Sc16 };
        var whole = Scene.Frames(options, bytes);
        Assert.True(whole.Length > 30);
        foreach (var cut in (int[])[1, 2, 3, 5, 4097, 26208 * 4 - 1, 100_001])
        {
            var pieces = Enumerable.Range(0, (bytes.Length + cut - 1) / cut).Select(n => bytes[(n * cut)..Math.Min(bytes.Length, (n + 1) * cut)]).ToArray();

            Assert.Equal(whole, Scene.Frames(options, pieces));
        }
    }

    [Fact]
    public void A_burst_is_heard_wherever_it_lies_among_the_blocks()
    {
        var scene = new Scene(2.4e6, 60, Sigma);
        var count = 0;
        for (var start = 10_000.0; start < 59_800_000; start += 137_211.7, count++)
        {
            scene.Burst(Squitter, start, 0.4);
        }

        Assert.Equal(count, Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8)).Length);
    }

    [Fact]
    public void Bursts_back_to_back_are_all_heard()
    {
        var scene = new Scene(2.4e6, 3, Sigma);
        for (var n = 0; n < 10; n++)
        {
            scene.Burst(n % 2 == 0 ? Squitter : Scene.WithParity("5D4840D6"), 200_000 + (n + 1) / 2 * 120_500.0 + n / 2 * 64_500.0, 0.4);
        }

        Assert.Equal(10, Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8)).Length);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(37_300)]
    [InlineData(100_700)]
    public void A_strong_burst_that_starts_inside_a_weaker_one_wins(double later)
    {
        var strong = Scene.WithParity("8D40621D58C382D690C8AC");
        var scene = new Scene(2.4e6, 2, Sigma).Burst(Squitter, 500_000, 0.12, 50e3).Burst(strong, 500_000 + later, 0.6, -80e3);

        var frames = Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8));

        Assert.Contains(frames, f => f.Frame.ToString() == strong);
    }

    /// <summary>A weak burst is a small share of what a fast converter samples.</summary>
    [Theory]
    [InlineData(6_000_000)]
    [InlineData(8_000_000)]
    [InlineData(3_200_000)]
    [InlineData(10_000_000)]
    [InlineData(12_000_000)]
    [InlineData(20_000_000)]
    public void A_higher_rate_hears_as_much_of_the_same_air(int rate)
    {
        int Heard(int samplesPerSecond)
        {
            var scene = new Scene(samplesPerSecond, 61, Sigma * Math.Sqrt(samplesPerSecond / 2.4e6)).Burst(Squitter, 500_000, 0.5);
            for (var n = 1; n < 60; n++)
            {
                scene.Burst(Squitter, 500_000 + 1_000_017.0 * n, 0.1);
            }

            return Scene.Frames(new() { SampleRate = samplesPerSecond }, scene.ToBytes(SampleFormat.Uc8)).Length;
        }

        Assert.InRange(Heard(rate), Heard(2_400_000), 60);
    }

    [Theory]
    [InlineData(DemodulatorMode.Fast)]
    [InlineData(DemodulatorMode.Balanced)]
    [InlineData(DemodulatorMode.Max)]
    public void Noise_alone_is_silent(DemodulatorMode mode) =>
        Assert.Empty(Scene.Frames(new() { Mode = mode }, new Scene(2.4e6, 3000, Sigma, seed: 9).ToBytes(SampleFormat.Uc8)));

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_dead_receiver_is_silent(byte value) =>
        Assert.Empty(Scene.Frames(new(), [.. Enumerable.Repeat(value, 1_000_000)]));

    [Fact]
    public void Random_bytes_are_silent()
    {
        var bytes = new byte[4_000_000];
        new Random(8).NextBytes(bytes);

        Assert.Empty(Scene.Frames(new(), bytes));
    }

    [Fact]
    public void Address_parity_of_a_stranger_is_not_believed()
    {
        var scene = new Scene(2.4e6, 3, Sigma).Burst(Scene.WithParity("20001838", 0x4840D6), 500_000, 0.5).Burst(Scene.WithParity("A000183820040CC30C30C3", 0x4840D6), 1_500_000, 0.5);

        Assert.Empty(Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8)));
    }

    [Fact]
    public void Address_parity_is_believed_for_a_while_after_a_clean_announcement()
    {
        var demodulator = new Demodulator(new());
        var frames = new FrameBuffer();
        var reply = Scene.WithParity("20001838", 0x4840D6);
        demodulator.Process(new Scene(2.4e6, 2, Sigma).Burst(Squitter, 500_000, 0.5).ToBytes(SampleFormat.Uc8), frames);
        demodulator.Discontinuity(50 * 2_400_000L, frames);
        demodulator.Process(new Scene(2.4e6, 2, Sigma).Burst(reply, 500_000, 0.5).ToBytes(SampleFormat.Uc8), frames);
        demodulator.Discontinuity(100 * 2_400_000L, frames);
        demodulator.Process(new Scene(2.4e6, 2, Sigma).Burst(reply, 500_000, 0.5).ToBytes(SampleFormat.Uc8), frames);
        demodulator.Flush(frames);

        Assert.Equal([Squitter, reply], frames.Frames.ToArray().Select(f => f.Frame.ToString()));
    }

    [Fact]
    public void Lost_samples_move_the_clock()
    {
        var demodulator = new Demodulator(new() { StartUnixMilliseconds = 1_000_000, StartTicks = 77 });
        var frames = new FrameBuffer();
        var bytes = new Scene(2.4e6, 2.5, Sigma).Burst(Squitter, 500_000, 0.5).ToBytes(SampleFormat.Uc8);
        demodulator.Process(bytes, frames);
        demodulator.Discontinuity(1_200_001, frames);
        demodulator.Process(bytes, frames);
        demodulator.Flush(frames);

        var (first, second) = (frames.Frames[0], frames.Frames[1]);
        Assert.Equal((6000 + 1_200_001) * 5, second.Ticks12MHz - first.Ticks12MHz, 1.0);
        Assert.Equal(502, second.UnixMilliseconds - first.UnixMilliseconds, 1.0);
        Assert.Equal(564 * 12 + 77 + 5, first.Ticks12MHz, 12.0);
        Assert.Equal(1_200_001, demodulator.Statistics.LostSamples);
        Assert.Equal(12_000, demodulator.Statistics.Samples);
    }

    [Fact]
    public void Ticks_stay_within_48_bits()
    {
        var frames = Scene.Frames(new() { StartTicks = 0xFFFF_FFFF_FFFF }, new Scene(2.4e6, 2, Sigma).Burst(Squitter, 500_000, 0.5).ToBytes(SampleFormat.Uc8));

        Assert.InRange(Assert.Single(frames).Ticks12MHz, 6700, 6800);
    }

    [Theory]
    [InlineData(0.16)]
    [InlineData(0.4)]
    [InlineData(3.0)]
    public void Arrival_is_the_same_for_short_and_long_frames_and_at_every_level(double amplitude)
    {
        var scene = new Scene(2.4e6, 61, Sigma);
        for (var n = 0; n < 200; n++)
        {
            scene.Burst(n % 2 == 0 ? Squitter : Scene.WithParity("5D4840D6"), 200_000 + 300_029.3 * n, amplitude, 1000 * n - 100_000);
        }

        var errors = Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8))
            .Select(f => (f.Frame.Length, Error: Remainder(f.TimeOfArrivalNanoseconds!.Value - 264_000, 300_029.3)))
            .ToLookup(e => e.Length, e => e.Error);

        Assert.True(errors[7].Count() > 80 && errors[14].Count() > 80);
        Assert.All([errors[7].Average(), errors[14].Average()], mean => Assert.InRange(mean, -3, 3));

        // A hundred of the weakest have a mean that is right to 1 ns.
        Assert.Equal(errors[7].Average(), errors[14].Average(), 1.0);
        Assert.All(errors.SelectMany(e => e), error => Assert.InRange(error, -45, 45));
    }

    [Fact]
    public void Repair_can_be_switched_off()
    {
        var broken = "8D4840D6202CC371C32CE0576099";
        var scene = new Scene(2.4e6, 4, Sigma).Burst(Squitter, 500_000, 0.5).Burst(broken, 1_500_000, 0.06);

        var frames = Scene.Frames(new() { Repair = false }, scene.ToBytes(SampleFormat.Uc8));

        Assert.All(frames, f => Assert.Equal(0, f.RepairedBits));
    }

    [Fact]
    public void A_strangers_broken_frame_is_not_repaired_into_the_list()
    {
        // One certain bit is wrong: a decoder that repairs by syndrome alone would believe it.
        var scene = new Scene(2.4e6, 2, Sigma).Burst("8D4840D6202CC371C32CE0576099", 500_000, 0.5);

        Assert.Empty(Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8)));
    }

    private static int WrongBits(in Frame a, in Frame b)
    {
        var wrong = 0;
        for (var n = 0; n < a.Length; n++)
        {
            wrong += System.Numerics.BitOperations.PopCount((uint)(a.Bytes[n] ^ b.Bytes[n]));
        }

        return wrong;
    }

    [Fact]
    public void Weak_frames_of_known_aircraft_are_repaired_and_say_so()
    {
        var scene = new Scene(2.4e6, 101, Sigma).Burst(Squitter, 500_000, 0.5);
        for (var n = 1; n <= 100; n++)
        {
            scene.Burst(Squitter, 500_000 + 1_000_000.0 * n, 0.12);
        }

        var frames = Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8));

        Assert.All(frames, f => Assert.Equal(Squitter, f.Frame.ToString()));
        Assert.Contains(frames, f => f.RepairedBits > 0);
        Assert.All(frames, f => Assert.Equal(f.RepairedBits, WrongBits(f.Frame, f.AsHeard)));
        Assert.InRange(frames.Length, 60, 101);
    }

    [Fact]
    public void Transponders_without_a_steady_phase_are_heard()
    {
        var scene = new Scene(2.4e6, 3, Sigma).Burst(Squitter, 500_000, 0.3, 0, phaseJitter: 1.5);

        Assert.Single(Scene.Frames(new(), scene.ToBytes(SampleFormat.Uc8)));
    }

    [Fact]
    public void An_unserved_rate_is_refused_with_the_list_of_those_served()
    {
        var error = Assert.Throws<ArgumentException>(() => new Demodulator(new() { SampleRate = 3_100_000 }));

        Assert.Contains("3.1 MS/s", error.Message, StringComparison.Ordinal);
        Assert.All(["2.0", "2.4", "2.56", "3.2", "6.0", "8.0", "10.0", "12.0", "20.0", "40.0"], rate => Assert.Contains(rate, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Statistics_count_what_happened()
    {
        var scene = new Scene(2.4e6, 50, Sigma).Burst(Squitter, 500_000, 0.5).Burst(Scene.WithParity("5D4840D6"), 1_500_000, 0.9);
        var demodulator = new Demodulator(new());
        var frames = new FrameBuffer();

        demodulator.Process(scene.ToBytes(SampleFormat.Uc8), frames);
        demodulator.Flush(frames);

        var statistics = demodulator.Statistics;
        Assert.Equal((2, 1, 1, 1), (statistics.Frames, statistics.FramesOfFormat(17), statistics.FramesOfFormat(11), statistics.StrongSignals));
        Assert.Equal((120_000, 2, 1), (statistics.Samples, statistics.FramesWithRepairedBits(0), statistics.KnownAddresses));
        Assert.Equal(10 * Math.Log10(2 * Sigma * Sigma), statistics.NoiseFloorDbfs, 0.5);
        Assert.Equal(0.81, statistics.SignalPowerPeak, 0.15);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        var scene = new Scene(2.4e6, 200, Sigma);
        for (var n = 0; n < 150; n++)
        {
            scene.Burst(n % 3 == 0 ? Scene.WithParity("5D4840D6") : n % 3 == 1 ? Squitter : Scene.WithParity("20001838", 0x4840D6), 500_000 + 1_300_000.0 * n, 0.05 + 0.002 * n);
        }

        var bytes = scene.ToBytes(SampleFormat.Uc8);
        var demodulator = new Demodulator(new());
        var frames = new FrameBuffer();
        demodulator.Process(bytes, frames);
        demodulator.Flush(frames);
        var warm = frames.Count;
        Assert.True(warm > 100);

        Assert.Equal(0, Allocations.Of(() =>
        {
            frames.Clear();
            demodulator.Process(bytes, frames);
            demodulator.Flush(frames);
        }));
        Assert.InRange(frames.Count, warm, warm + 6);
    }

    private static double Remainder(double value, double period) => value - Math.Round(value / period) * period;
}
