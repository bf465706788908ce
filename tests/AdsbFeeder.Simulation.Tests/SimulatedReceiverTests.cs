using System.Runtime.InteropServices;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Simulation.Tests;

public class SimulatedReceiverTests
{
    private static readonly SimulationOptions Short = Scenes.Sparse with { Duration = TimeSpan.FromSeconds(0.25) };

    [Fact]
    public void The_same_seed_makes_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(All(Short), All(Short));
        Assert.NotEqual(All(Short), All(Short with { Seed = 99 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(16384)]
    [InlineData(16385)]
    [InlineData(100_000)]
    public void Reads_of_every_size_give_the_same_stream(int size)
    {
        var options = Short with { Duration = TimeSpan.FromSeconds(0.03) };
        var receiver = new SimulatedReceiver(options);
        var bytes = new List<byte>();
        var buffer = new byte[size];

        for (int count; (count = receiver.Read(buffer)) > 0;)
            bytes.AddRange(buffer.AsSpan(0, count));

        Assert.Equal(All(options), bytes);
        Assert.Equal(0, receiver.Read(buffer));
    }

    [Theory]
    [InlineData(SimulatedSampleFormat.UnsignedBytes, 2)]
    [InlineData(SimulatedSampleFormat.SignedShorts, 4)]
    [InlineData(SimulatedSampleFormat.Floats, 8)]
    public void A_stream_has_the_length_of_its_duration(SimulatedSampleFormat format, int bytesPerSample) =>
        Assert.Equal((int)(0.0501 * 2.4e6) * bytesPerSample, All(Short with { Duration = TimeSpan.FromSeconds(0.0501), SampleFormat = format }).Length);

    [Fact]
    public void The_same_air_is_heard_at_every_rate()
    {
        var reference = Truth(Short with { Duration = TimeSpan.FromSeconds(0.1) });

        foreach (var rate in SimulationOptions.SampleRates)
        {
            var truth = Truth(Short with { Duration = TimeSpan.FromSeconds(0.1), SampleRate = rate });
            Assert.Equal(reference.Select(record => (record.Frame, record.Ticks12MHz)), truth.Select(record => (record.Frame, record.Ticks12MHz)));
            Assert.All(truth.Zip(reference), pair =>
                Assert.Equal(pair.Second.SnrDecibels - (10 * Math.Log10(rate / 2.4e6)), pair.First.SnrDecibels, 1e-9));
        }
    }

    [Fact]
    public void Signal_over_noise_measured_in_the_samples_is_what_truth_says()
    {
        const double Rate = 40e6;
        var options = Scenes.Sparse with
        {
            Duration = TimeSpan.FromSeconds(0.25),
            SampleRate = Rate,
            SampleFormat = SimulatedSampleFormat.Floats,
            ModeAcRadars = 0,
            NoiseSigma = 0.5,
            SnrAt10KilometresDecibels = 51,
        };
        var truth = new List<TruthRecord>();
        var samples = MemoryMarshal.Cast<byte, float>(All(options, truth.Add));
        var noise = 2 * Math.Pow(0.5 * Math.Sqrt(Rate / 2.4e6) / 127.5, 2);
        var measured = 0;

        foreach (var record in truth)
        {
            if (record.OverlapSeconds > 0 || record.SnrDecibels < 10 || record.LevelDbfs > -6)
                continue;

            // Mean power in the middle of the preamble's and the data's pulses, less the noise.
            var (sum, count) = (0.0, 0);
            for (var bit = 0; bit < record.Frame.Length * 8; bit++)
            {
                var one = (record.Frame.Bytes[bit / 8] >> (7 - (bit % 8)) & 1) != 0;
                var middle = (record.Seconds + ((8 + bit + (one ? 0.25 : 0.75)) * 1e-6)) * Rate;
                for (var i = (int)middle - 3; i <= (int)middle + 3; i++, count++)
                    sum += (samples[2 * i] * samples[2 * i]) + (samples[(2 * i) + 1] * samples[(2 * i) + 1]);
            }

            Assert.Equal(record.SnrDecibels, 10 * Math.Log10(((sum / count) - noise) / noise), 0.3);
            measured++;
        }

        Assert.InRange(measured, 20, 200);
    }

    [Fact]
    public void Noise_alone_has_its_standard_deviation_and_no_truth()
    {
        var truth = new List<TruthRecord>();
        var bytes = All(Scenes.NoiseOnly with { Duration = TimeSpan.FromSeconds(0.2) }, truth.Add);

        Assert.Empty(truth);
        Assert.Equal(127.5, bytes.Average(b => (double)b), 0.05);
        Assert.Equal(4, Math.Sqrt(bytes.Average(b => (b - 127.5) * (b - 127.5))), 0.05);   // the steps add 1/12
    }

    [Fact]
    public void Near_aircraft_clip_and_stay_in_range()
    {
        var bytes = All(Short with { SnrAt10KilometresDecibels = 70 });

        Assert.Contains((byte)0, bytes);
        Assert.Contains((byte)255, bytes);
    }

    [Fact]
    public void Truth_is_in_order_of_arrival_and_within_the_stream()
    {
        var truth = Truth(Short with { Aircraft = 300 });

        Assert.InRange(truth.Count, 400, 1500);
        Assert.All(truth.Zip(truth.Skip(1)), pair => Assert.True(pair.First.Seconds <= pair.Second.Seconds));
        Assert.All(truth, record => Assert.InRange(record.Seconds, 0, 0.25));
        Assert.Contains(truth, record => record.OverlapSeconds > 0);
        Assert.Contains(truth, record => !record.IsCoherent);
    }

    [Fact]
    public void Once_warm_nothing_is_allocated_for_samples()
    {
        var receiver = new SimulatedReceiver(Scenes.Demo with { Aircraft = 20 });
        var buffer = new byte[4_800_000];
        for (var i = 0; i < 4; i++)
            receiver.Read(buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        receiver.Read(buffer);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);   // a list or queue may still grow
    }

    [Fact]
    public void A_busy_sky_has_all_formats_in_their_shares()
    {
        var count = new Dictionary<int, int>();
        var traffic = new SimulatedTraffic(Scenes.Busy);
        traffic.ReadUntil(20, (received, _) =>
        {
            var key = received.Frame.IsModeAc ? -1 : (int)received.Frame.Format;
            count[key] = count.GetValueOrDefault(key) + 1;
        });
        var modeS = count.Where(pair => pair.Key >= 0).Sum(pair => pair.Value);

        Assert.InRange(Share(17), 0.5, 0.75);
        Assert.InRange(Share(11), 0.08, 0.2);
        Assert.InRange(Share(4) + Share(5) + Share(20) + Share(21), 0.08, 0.3);
        Assert.InRange(Share(0), 0.02, 0.15);
        Assert.InRange(Share(16), 0.001, 0.02);
        Assert.InRange(count[-1], 1000, 12_000);

        double Share(int format) => count.GetValueOrDefault(format) / (double)modeS;
    }

    [Theory]
    [InlineData(2001, 2.4e6, "Aircraft")]
    [InlineData(-1, 2.4e6, "Aircraft")]
    [InlineData(10, 1e6, "SampleRate")]
    public void Options_out_of_range_are_named(int aircraft, double rate, string name)
    {
        var error = Assert.Throws<ArgumentException>(() => new SimulatedReceiver(new SimulationOptions { Aircraft = aircraft, SampleRate = rate }));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Traffic_without_samples_has_the_frames_of_the_stream_with_their_provenance()
    {
        var frames = new List<ReceivedFrame>();
        var options = Short with { StartTime = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000) };
        new SimulatedTraffic(options).ReadUntil(0.25, (received, _) => frames.Add(received));

        Assert.Equal(
            Truth(options).Select(record => (record.Frame, record.Ticks12MHz)),
            frames.Select(frame => (frame.Frame, frame.Ticks12MHz)));
        Assert.All(frames, frame =>
        {
            Assert.Equal(FrameSource.Simulation, frame.Source);
            Assert.InRange(frame.UnixMilliseconds, 1_700_000_000_000, 1_700_000_000_250);
            Assert.Equal(frame.Ticks12MHz / 12e6 * 1e9, frame.TimeOfArrivalNanoseconds!.Value, 42.0);
            Assert.InRange(frame.SignalPower, 1e-9f, 1);
        });
    }

    [Fact]
    public void Traffic_above_an_SNR_leaves_out_the_weak_and_the_covered()
    {
        var heard = new List<TruthRecord>();
        new SimulatedTraffic(Scenes.Busy, 12).ReadUntil(2, (_, truth) => heard.Add(truth));

        Assert.NotEmpty(heard);
        Assert.All(heard, truth => Assert.True(truth.SnrDecibels >= 12 && !(truth.StrongestInterfererDecibels > -6)));
    }

    private static byte[] All(SimulationOptions options, Action<TruthRecord>? truth = null)
    {
        var receiver = new SimulatedReceiver(options, truth);
        var bytes = new byte[(int)Math.Round(options.Duration!.Value.TotalSeconds * options.SampleRate) * receiver.BytesPerSample];
        Assert.Equal(bytes.Length, receiver.Read(bytes));
        Assert.Equal(0, receiver.Read(new byte[1]));
        return bytes;
    }

    private static List<TruthRecord> Truth(SimulationOptions options)
    {
        var truth = new List<TruthRecord>();
        All(options, truth.Add);
        return truth;
    }
}
