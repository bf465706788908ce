using System.Threading.Channels;
using RtlSdr.Net.Tests.Bench;

namespace RtlSdr.Net.Tests;

/// <summary>The loop of README.md: wait, open, stream, and again.</summary>
public sealed class ServiceTests : DongleTest
{
    private static readonly TimeSpan s_bar = TimeSpan.FromSeconds(3);

    [DongleFact]
    public Task A_service_receives_again_within_three_seconds_of_any_trouble() => WithDongles("serial=OTHER; serial=00001090 iq={iq}", async _ =>
    {
        using var stopping = new CancellationTokenSource();
        var received = new Counter();
        var errors = new List<RtlSdrError>();
        var service = Serve(received, errors, stopping.Token);
        await received.More(s_bar);

        foreach (var (trouble, cure) in new[]
        {
            ("unplug 00001090", "plug 00001090"),
            ("set 00001090 frozen=yes", "heal 00001090"),
            ("set 00001090 halted=yes", "heal 00001090"),
            ("error 00001090 1000", "heal 00001090"),
        })
        {
            TestBench.Order(trouble);
            await received.None();
            TestBench.Order(cure);
            await received.More(s_bar);
        }

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service);
        Assert.Equal([RtlSdrError.Unplugged, RtlSdrError.Silent, RtlSdrError.Silent], errors.Where(e => e != RtlSdrError.Failed));
        Assert.Contains(RtlSdrError.Failed, errors);
        Assert.Equal("0", TestBench.Status("00001090", "handles"));
    });

    [DongleFact]
    public Task A_ring_hands_the_end_of_the_stream_to_its_reader() => WithDongles("serial=A iq={iq} pace=off", async bench =>
    {
        using var device = StreamingTests.Open();
        var ring = new SampleRing([.. Enumerable.Range(0, 8).Select(_ => (Memory<byte>)new byte[100_000])]);
        var stream = device.StreamAsync(ring);
        _ = stream.ContinueWith(ended => ring.Complete(ended.Exception?.InnerException), TaskScheduler.Default);

        for (var i = 0; i < 50; i++)
        {
            var block = await ring.ReadAsync();
            StreamingTests.AssertLooped(block.Samples.Span, (int)(2 * block.FirstSample % TestBench.Iq.Length));
            ring.Release(block);
        }

        TestBench.Order("unplug A");
        var e = await Assert.ThrowsAsync<ChannelClosedException>(async () =>
        {
            while (true)
                ring.Release(await ring.ReadAsync());
        });
        Assert.Equal(RtlSdrError.Unplugged, Assert.IsType<RtlSdrException>(e.InnerException).Error);
    });

    private static async Task Serve(Counter counter, List<RtlSdrError> errors, CancellationToken stopping)
    {
        var options = new RtlSdrStreamOptions { SilenceTimeout = TimeSpan.FromSeconds(0.5) };
        while (true)
        {
            try
            {
                await RtlSdrDevices.WaitForAsync("00001090", cancellation: stopping);
                using var device = RtlSdrDevice.Open("00001090");
                device.Apply(new RtlSdrSettings { GainTenthsDb = 496 });
                await device.StreamAsync(counter.Add, options, stopping);
            }
            catch (RtlSdrException e)
            {
                errors.Add(e.Error);
                await Task.Delay(TimeSpan.FromSeconds(0.5), stopping);
            }
        }
    }

    private sealed class Counter
    {
        private long _bytes;

        public void Add(ReadOnlySpan<byte> samples) => Interlocked.Add(ref _bytes, samples.Length);

        public async Task More(TimeSpan within)
        {
            var wanted = Interlocked.Read(ref _bytes) + 500_000;
            var started = TimeProvider.System.GetTimestamp();
            while (Interlocked.Read(ref _bytes) < wanted)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(started) < within, "Nothing is received.");
                await Task.Delay(10);
            }
        }

        /// <summary>Waits until nothing has come for a while.</summary>
        public async Task None()
        {
            for (long before = -1; before != Interlocked.Read(ref _bytes);)
            {
                before = Interlocked.Read(ref _bytes);
                await Task.Delay(700);
            }
        }
    }
}
