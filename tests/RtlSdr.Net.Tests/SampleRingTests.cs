using System.Threading.Channels;

namespace RtlSdr.Net.Tests;

public sealed class SampleRingTests
{
    [Fact]
    public async Task Blocks_come_out_as_samples_went_in_however_they_were_cut()
    {
        var random = new Random(5);
        var sent = new byte[100_000];
        random.NextBytes(sent);
        var ring = new SampleRing(new byte[64], new byte[64], new byte[64]);
        var got = new List<byte>();

        for (var at = 0; at < sent.Length;)
        {
            var length = Math.Min(random.Next(0, 100), sent.Length - at);
            ring.OnSamples(sent.AsSpan(at, length));
            at += length;
            while (got.Count + 64 <= at)
            {
                var block = await ring.ReadAsync();
                Assert.Equal(got.Count / 2, block.FirstSample);
                got.AddRange(block.Samples.Span);
                ring.Release(block);
            }
        }

        ring.Complete();
        got.AddRange((await ring.ReadAsync()).Samples.Span);
        Assert.Equal(sent, got);
        Assert.Equal(0, ring.DroppedSamples);
        await Assert.ThrowsAsync<ChannelClosedException>(() => ring.ReadAsync().AsTask());
    }

    [Fact]
    public async Task A_slow_reader_loses_samples_but_not_the_time()
    {
        var ring = new SampleRing(new byte[4], new byte[4]);

        ring.OnSamples([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        var first = await ring.ReadAsync();
        ring.Release(first);
        ring.OnSamples([12, 13, 14, 15]);
        var second = await ring.ReadAsync();
        var third = await ring.ReadAsync();

        Assert.Equal((0, 2, 6), (first.FirstSample, second.FirstSample, third.FirstSample));
        Assert.Equal([12, 13, 14, 15], third.Samples.ToArray());
        Assert.Equal(2, ring.DroppedSamples);
    }

    [Fact]
    public async Task A_loss_ends_the_block_and_moves_the_next_one()
    {
        var ring = new SampleRing(new byte[8], new byte[8]);

        ring.OnSamples([1, 2]);
        ring.OnLoss(100);
        ring.OnSamples([3, 4, 5, 6, 7, 8, 9, 10]);
        var first = await ring.ReadAsync();
        var second = await ring.ReadAsync();

        Assert.Equal([1, 2], first.Samples.ToArray());
        Assert.Equal(101, second.FirstSample);
        Assert.Equal(0, ring.DroppedSamples);
    }

    [Fact]
    public async Task The_reader_learns_why_nothing_more_comes()
    {
        var ring = new SampleRing(new byte[8], new byte[8]);
        var reading = ring.ReadAsync().AsTask();

        ring.Complete(new RtlSdrException(RtlSdrError.Unplugged, "pulled"));

        var e = await Assert.ThrowsAnyAsync<Exception>(() => reading);
        Assert.Equal("pulled", (e.InnerException ?? e).Message);
    }

    [Fact]
    public void Blocks_of_unequal_or_odd_length_make_no_ring()
    {
        Assert.Throws<ArgumentException>(() => new SampleRing(new byte[8]));
        Assert.Throws<ArgumentException>(() => new SampleRing(new byte[8], new byte[6]));
        Assert.Throws<ArgumentException>(() => new SampleRing(new byte[7], new byte[7]));
        Assert.Throws<ArgumentException>(() => new SampleRing(Memory<byte>.Empty, Memory<byte>.Empty));
    }

    [Fact]
    public void Passing_blocks_allocates_nothing()
    {
        var ring = new SampleRing(new byte[64], new byte[64]);
        var samples = new byte[128];
        PassBlocks(ring, samples, 100);

        Assert.Equal(0, Allocations.Of(() => PassBlocks(ring, samples, 10_000)));
        Assert.Equal(0, ring.DroppedSamples);
    }

    private static void PassBlocks(SampleRing ring, byte[] samples, int times)
    {
        for (var i = 0; i < times; i++)
        {
            ring.OnSamples(samples);
            for (var block = 0; block < 2; block++)
            {
                var read = ring.ReadAsync();
                if (!read.IsCompletedSuccessfully)
                    Assert.Fail("A full block was not there.");
                else
                    ring.Release(read.Result);
            }
        }
    }
}
