using RtlSdr.Net.Tests.Bench;

namespace RtlSdr.Net.Tests;

public sealed class StreamingTests : DongleTest
{
    private const int Rate = 2_400_000;

    [DongleFact]
    public Task Samples_arrive_exactly_as_they_were_sent() => WithDongles("serial=A iq={iq} pace=off", async _ =>
    {
        using var device = Open();
        using var cancel = new CancellationTokenSource();
        var collector = new Collector(3_500_000);

        var stream = device.StreamAsync(collector, cancellation: cancel.Token);
        await collector.Filled(stream);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        AssertLooped(collector.Bytes, 0);
        Assert.Equal(collector.Bytes.Length, device.Statistics.Bytes);
        Assert.Equal(0, device.Statistics.ShortTransfers);
    });

    [DongleFact]
    public Task A_second_takes_a_second() => WithDongles("serial=A iq={iq}", async _ =>
    {
        using var device = Open();
        using var cancel = new CancellationTokenSource();
        var collector = new Collector(2 * Rate);
        var started = TimeProvider.System.GetTimestamp();

        await collector.Filled(device.StreamAsync(collector, cancellation: cancel.Token));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.95, 3);
    });

    [DongleFact]
    public Task A_cancelled_dongle_streams_again() => WithDongles("serial=A iq={iq} pace=off", async _ =>
    {
        using var device = Open();
        for (var round = 0; round < 5; round++)
        {
            using var cancel = new CancellationTokenSource();
            var collector = new Collector(100_000);
            var stream = device.StreamAsync(collector, cancellation: cancel.Token);
            await collector.Filled(stream);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        }

        Assert.Equal("0", TestBench.Status("A", "queued"));
    });

    [DongleFact]
    public Task A_token_that_is_cancelled_already_streams_nothing() => WithDongles("serial=A", async _ =>
    {
        using var device = Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => device.StreamAsync(_ => Assert.Fail("sample"), cancellation: new CancellationToken(true)));
    });

    [DongleFact]
    public Task A_cancellation_at_any_moment_ends_the_stream() => WithDongles("serial=A pace=off", async _ =>
    {
        using var device = Open();
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            using var cancel = new CancellationTokenSource();
            var stream = device.StreamAsync(static _ => { }, new RtlSdrStreamOptions { BufferBytes = 16384 }, cancel.Token);
            Thread.SpinWait(random.Next(200_000));
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.WaitAsync(TimeSpan.FromSeconds(10)));
        }
    });

    [DongleFact]
    public Task Disposing_ends_the_stream() => WithDongles("serial=A", async _ =>
    {
        var device = Open();
        var collector = new Collector(1000);
        var stream = device.StreamAsync(collector);
        await collector.Filled(stream);

        device.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        Assert.Equal("0", TestBench.Status("A", "handles"));
    });

    [DongleFact]
    public Task Disposing_in_the_handler_ends_the_stream() => WithDongles("serial=A", async _ =>
    {
        var device = Open();

        var stream = device.StreamAsync(_ => device.Dispose());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        Assert.Equal("0", TestBench.Status("A", "handles"));
    });

    [DongleFact]
    public Task An_exception_of_the_handler_ends_the_stream() => WithDongles("serial=A", async _ =>
    {
        using var device = Open();

        var e = await Assert.ThrowsAsync<FormatException>(() => device.StreamAsync(_ => throw new FormatException("ours")));

        Assert.Equal("ours", e.Message);
        Assert.Equal("0", TestBench.Status("A", "queued"));
    });

    [DongleFact]
    public Task A_dongle_streams_once_at_a_time() => WithDongles("serial=A", async _ =>
    {
        using var device = Open();
        using var cancel = new CancellationTokenSource();
        var stream = device.StreamAsync(static _ => { }, cancellation: cancel.Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => device.StreamAsync(static _ => { }));
        Assert.Throws<InvalidOperationException>(() => device.SampleRateHz = 2_000_000);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
    });

    [DongleFact]
    public Task Two_dongles_stream_side_by_side() => WithDongles("serial=A iq={iq} pace=off; serial=B iq={iq} pace=off", async _ =>
    {
        using var cancel = new CancellationTokenSource();
        using var a = Open("A");
        using var b = Open("B");
        Collector fromA = new(1_200_000), fromB = new(1_200_000);

        var streamA = a.StreamAsync(fromA, cancellation: cancel.Token);
        var streamB = b.StreamAsync(fromB, cancellation: cancel.Token);
        await fromA.Filled(streamA);
        await fromB.Filled(streamB);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => streamA);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => streamB);

        AssertLooped(fromA.Bytes, 0);
        AssertLooped(fromB.Bytes, 0);
    });

    [DongleFact]
    public Task Gain_is_changed_while_samples_flow() => WithDongles("serial=A", async _ =>
    {
        using var device = Open();
        using var cancel = new CancellationTokenSource();
        var collector = new Collector(Rate);
        var stream = device.StreamAsync(collector, new RtlSdrStreamOptions { BufferBytes = 16384 }, cancel.Token);

        foreach (var gain in device.GainsTenthsDb)
            device.SetGain(gain);
        await collector.Filled(stream);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        Assert.Equal(496, device.GainTenthsDb);
    });

    [DongleFact]
    public Task A_synchronous_read_is_exact() => WithDongles("serial=A iq={iq} pace=off", _ =>
    {
        using var device = Open();
        device.ResetBuffer();
        var buffer = new byte[262144];

        Assert.Equal(buffer.Length, device.Read(buffer));
        AssertLooped(buffer, 0);
        Assert.Equal(512, device.Read(buffer.AsSpan(0, 512)));
        AssertLooped(buffer.AsSpan(0, 512), 262144);
        Assert.Throws<ArgumentException>(() => device.Read(new byte[100]));
        Assert.Throws<ArgumentException>(() => device.Read([]));
    });

    [DongleFact]
    public Task The_test_counter_finds_every_lost_byte() => WithDongles("serial=A pace=off", async _ =>
    {
        using var device = Open();
        using var cancel = new CancellationTokenSource();
        device.SetTestMode(true);
        var counter = new TestCounter();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = device.StreamAsync(
            samples =>
            {
                counter.Add(samples);
                if (counter.Bytes == 10 * 131072)
                    TestBench.Order("lose A 1001");
                if (counter.Bytes > 40 * 131072)
                    enough.TrySetResult();
            },
            cancellation: cancel.Token);

        await enough.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);

        Assert.Equal((1, 1001 % 256), (counter.Gaps, counter.LostBytes));
    });

    [DongleFact]
    public Task Nothing_is_allocated_once_warm() => WithDongles("serial=A pace=off", async _ =>
    {
        using var device = Open();
        using var cancel = new CancellationTokenSource();
        long transfers = 0, before = 0, allocated = -1;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = device.StreamAsync(
            _ =>
            {
                transfers++;
                if (transfers == 100)
                    before = GC.GetAllocatedBytesForCurrentThread();
                if (transfers != 1100)
                    return;
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                enough.TrySetResult();
            },
            new RtlSdrStreamOptions { BufferBytes = 16384 },
            cancel.Token);

        await enough.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);

        Assert.Equal(0, allocated);
    });

    [DongleFact]
    public Task Buffers_that_usb_cannot_have_are_refused() => WithDongles("serial=A", async _ =>
    {
        using var device = Open();

        foreach (var options in new[]
        {
            new RtlSdrStreamOptions { BufferBytes = 1000 }, new RtlSdrStreamOptions { BufferBytes = 0 },
            new RtlSdrStreamOptions { BufferCount = 0 }, new RtlSdrStreamOptions { BufferCount = 5000 },
        })
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => device.StreamAsync(static _ => { }, options));
    });

    internal static RtlSdrDevice Open(string serial = "A")
    {
        var device = RtlSdrDevice.Open(serial);
        device.SampleRateHz = Rate;
        return device;
    }

    internal static void AssertLooped(ReadOnlySpan<byte> got, int from)
    {
        for (var i = 0; i < got.Length; i++)
        {
            if (got[i] != TestBench.Iq[(from + i) % TestBench.Iq.Length])
                Assert.Fail($"Byte {i} of {got.Length} differs.");
        }
    }
}
