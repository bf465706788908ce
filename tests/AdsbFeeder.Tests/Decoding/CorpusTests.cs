using AdsbFeeder.Decoding;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire.Tests;

namespace AdsbFeeder.Tests.Decoding;

/// <summary>Well-formed and damaged streams as logs of every kind: whole, in pieces and byte by byte they say the same.</summary>
public class CorpusTests
{
    [Theory]
    [InlineData(nameof(LogFormat.Beast), 100)]
    [InlineData(nameof(LogFormat.Avr), 100)]
    [InlineData(nameof(LogFormat.Json), 50)]
    [InlineData(nameof(LogFormat.Hex), 100)]
    public async Task A_log_reads_the_same_however_it_arrives(string format, int atLeast)
    {
        var kind = Enum.Parse<LogFormat>(format);
        var frames = 0;
        foreach (var (name, bytes) in Malformed.All())
        {
            var whole = await Read(kind, bytes, bytes.Length);
            frames += whole.Frames.Count;
            foreach (var piece in (int[])[1, 7])
            {
                var other = await Read(kind, bytes, piece);
                Assert.True(whole.Frames.SequenceEqual(other.Frames) && whole.Unfinished == other.Unfinished, name);

                // Without lines, what is one piece of garbage depends on where the stream was cut.
                Assert.True(whole.Garbage == other.Garbage || kind is LogFormat.Beast or LogFormat.Avr, name);
            }
        }

        Assert.True(frames > atLeast, $"{frames} frames");
    }

    [Fact]
    public void No_start_of_a_log_throws() =>
        Assert.All(Malformed.All(), each =>
        {
            for (var length = 0; length <= each.Bytes.Length; length++)
            {
                MessageLog.Recognise(each.Bytes.AsSpan(0, length));
            }
        });

    [Theory]
    [InlineData(nameof(LogFormat.Json), "{\"frame\":\"8d4840d6202cc371c32ce0576098\"}\n")]
    [InlineData(nameof(LogFormat.Hex), "8D4840D6202CC371C32CE0576098\n")]
    public void A_line_without_end_is_one_piece_of_garbage_and_costs_little_memory(string format, string good)
    {
        byte[] line = System.Text.Encoding.ASCII.GetBytes(good);
        byte[] bytes = [.. line, .. Enumerable.Repeat((byte)'{', 4 << 20), (byte)'\n', .. line];

        Assert.InRange(
            Allocations.Of(() => new MessageLog(new Pieces(bytes, 16 * 1024), Enum.Parse<LogFormat>(format)), log =>
            {
                var frames = 0;
                var reading = log.ReadAsync((_, _) => frames++, 0, CancellationToken.None);

                // The stream never waits, so all was done on this thread.
                Assert.True(reading.IsCompletedSuccessfully);
                Assert.Equal((2, 1L, 0L), (frames, log.Garbage, log.Unfinished));
            }),
            0, 3 << 20);
    }

    private static async Task<(List<ReceivedFrame> Frames, long Garbage, long Unfinished)> Read(LogFormat format, byte[] bytes, int piece)
    {
        using var stream = new Pieces(bytes, Math.Max(1, piece));
        var log = new MessageLog(stream, format);
        var frames = new List<ReceivedFrame>();
        await log.ReadAsync((frame, _) => frames.Add(frame), 1795246708764, CancellationToken.None);
        return (frames, log.Garbage, log.Unfinished);
    }

    /// <summary>A stream that gives so many bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
