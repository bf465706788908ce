using RtlSdr.Net.Tests.Bench;

namespace RtlSdr.Net.Tests;

public sealed class FaultTests : DongleTest
{
    private static readonly RtlSdrStreamOptions s_quick = new() { BufferBytes = 16384, SilenceTimeout = TimeSpan.FromSeconds(0.5) };

    [DongleFact]
    public Task Unplugging_ends_the_stream_and_replugging_opens_it_again() => WithDongles("serial=A iq={iq}; serial=B", async _ =>
    {
        for (var round = 0; round < 3; round++)
        {
            using var device = StreamingTests.Open();
            var collector = new Collector(200_000);
            var stream = device.StreamAsync(collector, s_quick);
            await collector.Filled(stream);

            TestBench.Order("unplug A");

            var e = await Assert.ThrowsAsync<RtlSdrException>(() => stream);
            Assert.Equal(RtlSdrError.Unplugged, e.Error);
            Assert.False(device.IsPresent);
            device.Dispose();
            Assert.Equal(RtlSdrError.NotFound, Assert.Throws<RtlSdrException>(() => RtlSdrDevice.Open("A")).Error);
            TestBench.Order("plug A");
        }

        Assert.Equal("0", TestBench.Status("A", "handles"));
    });

    [DongleFact]
    public Task A_replugged_dongle_is_gone_for_those_who_held_it() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        var collector = new Collector(100_000);
        var stream = device.StreamAsync(collector, s_quick);
        await collector.Filled(stream);

        TestBench.Order("unplug A");
        TestBench.Order("plug A");

        Assert.Equal(RtlSdrError.Unplugged, (await Assert.ThrowsAsync<RtlSdrException>(() => stream)).Error);
        using var again = StreamingTests.Open();
        Assert.True(again.IsPresent);
        Assert.False(device.IsPresent);
    });

    [DongleFact]
    public Task A_dongle_that_hangs_is_silent() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        var collector = new Collector(100_000);
        var stream = device.StreamAsync(collector, s_quick);
        await collector.Filled(stream);

        TestBench.Order("set A frozen=yes");

        var e = await Assert.ThrowsAsync<RtlSdrException>(() => stream);
        Assert.Equal(RtlSdrError.Silent, e.Error);
        Assert.Contains("no samples for 0.", e.Message, StringComparison.Ordinal);
        Assert.True(device.IsPresent);
    });

    [DongleFact]
    public Task The_owner_may_go_on_waiting_for_a_silent_dongle() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        TestBench.Order("set A frozen=yes");
        var asked = 0;
        var collector = new Collector(100_000);
        var stream = device.StreamAsync(
            collector,
            s_quick with
            {
                SilenceTimeout = TimeSpan.FromMilliseconds(100),
                OnSilence = _ =>
                {
                    if (++asked == 3)
                        TestBench.Order("set A frozen=no");
                    return true;
                },
            },
            cancel.Token);

        await collector.Filled(stream);
        Assert.True(asked >= 3);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
    });

    [DongleFact]
    public Task A_silence_hook_that_throws_ends_the_stream_with_it() => WithDongles("serial=A frozen=yes", async _ =>
    {
        using var device = StreamingTests.Open();

        await Assert.ThrowsAsync<FormatException>(
            () => device.StreamAsync(static _ => { }, s_quick with { OnSilence = _ => throw new FormatException() }));
    });

    [DongleFact]
    public Task A_hung_dongle_can_be_cancelled() => WithDongles("serial=A frozen=yes", async _ =>
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        var stream = device.StreamAsync(static _ => { }, s_quick with { SilenceTimeout = TimeSpan.Zero }, cancel.Token);
        await Task.Delay(200);
        Assert.False(stream.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
    });

    [DongleFact]
    public Task Stalled_transfers_end_in_silence() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        var collector = new Collector(100_000);
        var stream = device.StreamAsync(collector, s_quick);
        await collector.Filled(stream);

        TestBench.Order("set A halted=yes"); // librtlsdr neither reports nor repeats them

        Assert.Equal(RtlSdrError.Silent, (await Assert.ThrowsAsync<RtlSdrException>(() => stream)).Error);
    });

    [DongleFact]
    public Task Transfers_that_all_fail_end_the_stream() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        var collector = new Collector(100_000);
        var stream = device.StreamAsync(collector, s_quick);
        await collector.Filled(stream);

        TestBench.Order("error A 100");

        Assert.Equal(RtlSdrError.Failed, (await Assert.ThrowsAsync<RtlSdrException>(() => stream)).Error);
        TestBench.Order("heal A");
        device.Dispose();
        await AssertStreams();
    });

    [DongleFact]
    public Task Single_failed_transfers_do_not_end_the_stream() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        var collector = new Collector(2_000_000);
        var stream = device.StreamAsync(collector, s_quick, cancel.Token);

        TestBench.Order("error A 3");

        await collector.Filled(stream);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
    });

    [DongleFact]
    public Task Short_transfers_are_taken_and_counted() => WithDongles("serial=A iq={iq} pace=off", async _ =>
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        TestBench.Order("short A 7 512");
        var collector = new Collector(1_500_000);

        var stream = device.StreamAsync(collector, s_quick, cancel.Token);
        await collector.Filled(stream);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);

        Assert.Equal(7, device.Statistics.ShortTransfers);
        StreamingTests.AssertLooped(collector.Bytes, 0);
    });

    [DongleFact]
    public Task Empty_transfers_are_harmless() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        TestBench.Order("short A 7 0");
        var collector = new Collector(100_000);

        var stream = device.StreamAsync(collector, s_quick, cancel.Token);
        await collector.Filled(stream);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        Assert.Equal(7, device.Statistics.ShortTransfers);
    });

    [DongleFact]
    public Task Lost_samples_are_found_by_the_clock() => WithDongles("serial=A", async _ =>
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        var collector = new Collector(4 * 4_800_000);
        var stream = device.StreamAsync(collector, s_quick, cancel.Token);
        await Task.Delay(1800);

        TestBench.Order("lose A 1440000"); // 0.3 s

        await collector.Filled(stream);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        Assert.InRange(device.Statistics.LostSamples, 720_000 - 120_000, 720_000 + 120_000);
        Assert.Equal(device.Statistics.LostSamples, collector.Lost);
    });

    [DongleFact]
    public Task A_slow_start_is_waited_for() => WithDongles("serial=A start-delay=300", async _ =>
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        var collector = new Collector(100_000);

        var stream = device.StreamAsync(collector, s_quick, cancel.Token);
        await collector.Filled(stream);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
    });

    [DongleFact]
    public Task A_synchronous_read_ends_when_the_dongle_is_pulled() => WithDongles("serial=A frozen=yes", async _ =>
    {
        using var device = StreamingTests.Open();
        device.ResetBuffer();
        var reading = Task.Run(() => device.Read(new byte[16384]));
        await Task.Delay(100);
        Assert.False(reading.IsCompleted);

        TestBench.Order("unplug A");

        Assert.Equal(RtlSdrError.Unplugged, (await Assert.ThrowsAsync<RtlSdrException>(() => reading)).Error);
    });

    [DongleFact]
    public Task One_dongle_is_pulled_and_the_other_streams_on() => WithDongles("serial=A; serial=B iq={iq} pace=off", async _ =>
    {
        using var cancel = new CancellationTokenSource();
        using var a = StreamingTests.Open("A");
        using var b = StreamingTests.Open("B");
        Collector fromA = new(100_000), fromB = new(2_000_000);
        var streamA = a.StreamAsync(fromA, s_quick, cancel.Token);
        await fromA.Filled(streamA);
        TestBench.Order("unplug A");
        Assert.Equal(RtlSdrError.Unplugged, (await Assert.ThrowsAsync<RtlSdrException>(() => streamA)).Error);

        var streamB = b.StreamAsync(fromB, s_quick, cancel.Token);
        await fromB.Filled(streamB);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => streamB);

        StreamingTests.AssertLooped(fromB.Bytes, 0);
        Assert.Equal(0, Assert.Single(RtlSdrDevices.List()).Index);
    });

    internal static async Task AssertStreams()
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        var collector = new Collector(50_000);
        var stream = device.StreamAsync(collector, s_quick, cancel.Token);
        await collector.Filled(stream);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
    }
}
