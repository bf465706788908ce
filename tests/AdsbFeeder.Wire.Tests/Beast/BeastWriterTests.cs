using System.Buffers;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire.Tests.Beast;

public class BeastWriterTests
{
    internal static byte[] Encoded(in ReceivedFrame received)
    {
        var bytes = new byte[BeastWriter.MaxLength];
        return bytes[..BeastWriter.Write(received, bytes)];
    }

    // Observed from readsb 3.16.
    [Fact]
    public void The_golden_frame_is_byte_exact()
    {
        var received = Samples.Received(Samples.Identification, ticks: 0x1A1A00000000) with { SignalPower = BeastSignal.ToPower(0x1A) };

        Assert.Equal("1A331A1A1A1A000000001A1A8D4840D6202CC371C32CE0576098", Convert.ToHexString(Encoded(received)));
    }

    [Fact]
    public void Every_frame_reads_back_as_it_was()
    {
        foreach (var hex in Samples.All)
        {
            var received = Samples.Received(hex);
            var outcome = Streams.ReadEveryWay<BeastFrame>(Encoded(received), BeastFraming.TryRead);

            Assert.Equal(received, Assert.Single(outcome.Units).ToReceived(received.UnixMilliseconds));
        }
    }

    [Fact]
    public void Frames_full_of_escapes_fit_the_stated_length()
    {
        var received = Samples.Received("1A1A1A1A1A1A1A1A1A1A1A1A1A1A", ticks: 0x1A1A1A1A1A1A) with { SignalPower = BeastSignal.ToPower(0x1A) };

        Assert.Equal(BeastWriter.MaxLength, Encoded(received).Length);
    }

    [Fact]
    public void An_MLAT_result_leaves_with_the_timestamp_that_says_so()
    {
        var encoded = Encoded(Samples.Received(Samples.Identification, ticks: 12345, FrameSource.Mlat));

        Assert.Equal("1A33FF004D4C4154", Convert.ToHexString(encoded[..8]));
    }

    [Fact]
    public void A_counter_past_48_bits_wraps()
    {
        var encoded = Encoded(Samples.Received(Samples.Identification, ticks: 0x1_000000000002));

        Assert.Equal("1A33000000000002", Convert.ToHexString(encoded[..8]));
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(1e-12f, 1)]
    [InlineData(0.25f, 128)]
    [InlineData(1f, 255)]
    [InlineData(4f, 255)]
    [InlineData(float.NaN, 0)]
    public void The_signal_byte_is_the_amplitude_and_never_zero_for_a_signal(float power, int expected) =>
        Assert.Equal(expected, BeastSignal.FromPower(power));

    [Fact]
    public void Every_signal_byte_survives_the_round_trip()
    {
        var all = Enumerable.Range(0, 256).Select(x => (byte)x).ToArray();

        Assert.Equal(all, all.Select(x => BeastSignal.FromPower(BeastSignal.ToPower(x))));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        var received = Samples.Received(Samples.Identification);
        var bytes = new byte[BeastWriter.MaxLength];
        BeastWriter.Write(received, bytes);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                BeastWriter.Write(received, bytes);
        }));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var bytes = new ReadOnlySequence<byte>(Encoded(Samples.Received(Samples.Identification)));
        var warm = new SequenceReader<byte>(bytes);
        BeastFraming.TryRead(ref warm, out _);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                var input = new SequenceReader<byte>(bytes);
                BeastFraming.TryRead(ref input, out _);
            }
        }));
    }
}
