using System.Diagnostics;
using RtlSdr.Net.Tests.Bench;

namespace RtlSdr.Net.Tests;

public sealed class LeakTests : DongleTest
{
    [DongleFact]
    public Task Opening_and_closing_a_thousand_times_leaks_nothing() => WithDongles("serial=A; serial=B", _ =>
    {
        OpenAndClose(50);
        Resources();
        var (files, threads) = Resources();

        OpenAndClose(1000);

        AssertNoMore(files, threads);
    });

    [DongleFact]
    public Task Failing_to_open_leaks_nothing() => WithDongles("serial=A", _ =>
    {
        foreach (var fault in new[] { "denied=yes", "busy=yes", "tuner=none" })
        {
            TestBench.Order($"set A {fault}");
            for (var i = 0; i < 200; i++)
                Assert.Throws<RtlSdrException>(() => RtlSdrDevice.Open("A"));
            TestBench.Order("heal A");
            TestBench.Order("set A tuner=r820t");
        }

        OpenAndClose(1);
        Assert.Equal("0", TestBench.Status("A", "handles"));
    });

    [DongleFact]
    public Task A_hundred_faults_in_a_row_leak_nothing() => WithDongles("serial=A pace=off", async _ =>
    {
        var random = new Random(100);
        string[] faults = ["unplug A", "error A 100", "set A halted=yes", "set A frozen=yes", "short A 3 512", "lose A 99", "control-error A 3"];
        await Trouble(random, faults, 20);
        Resources();
        var (files, threads) = Resources();

        await Trouble(random, faults, 100);

        await FaultTests.AssertStreams();
        AssertNoMore(files, threads);
    });

    /// <summary>Streams, hurts, disposes (at times before the stream has noticed), heals; and each time it must be able to open again.</summary>
    private static async Task Trouble(Random random, string[] faults, int rounds)
    {
        var options = new RtlSdrStreamOptions { BufferBytes = 16384, BufferCount = 4, SilenceTimeout = TimeSpan.FromMilliseconds(60) };
        for (var round = 0; round < rounds; round++)
        {
            using var device = StreamingTests.Open();
            var collector = new Collector(20_000);
            var stream = device.StreamAsync(collector, options);
            await collector.Filled(stream);
            TestBench.Order(faults[random.Next(faults.Length)]);
            if (random.Next(2) == 0)
                await Task.WhenAny(stream, Task.Delay(200));
            device.Dispose();
            var e = await Assert.ThrowsAnyAsync<Exception>(() => stream);
            Assert.True(e is RtlSdrException or OperationCanceledException, e.ToString());
            TestBench.Order("heal A");
            TestBench.Order("plug A");
        }
    }

    private static void OpenAndClose(int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var device = RtlSdrDevice.Open(i % RtlSdrDevices.Count);
            Assert.Equal(RtlSdrTuner.R820T, device.Tuner);
        }
    }

    private static (int Files, int Threads) Resources()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var self = Process.GetCurrentProcess();
        return (Directory.GetFileSystemEntries("/proc/self/fd").Length, self.Threads.Count);
    }

    private static void AssertNoMore(int files, int threads)
    {
        Assert.Equal("0", TestBench.Status("A", "handles"));
        var now = Resources();
        Assert.InRange(now.Files, 0, files + 2);
        Assert.InRange(now.Threads, 0, threads + 4); // the pool's, which come and go
    }
}
