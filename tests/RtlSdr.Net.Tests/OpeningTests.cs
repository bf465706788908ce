using RtlSdr.Net.Tests.Bench;

namespace RtlSdr.Net.Tests;

public sealed class OpeningTests : DongleTest
{
    [DongleFact]
    public Task Two_dongles_are_listed_with_their_names() =>
        WithDongles("serial=00001090 manufacturer=Ours product=\"Blog V3\"; serial=00000978", _ =>
        {
            var list = RtlSdrDevices.List();

            Assert.Equal(
                [
                    new RtlSdrDeviceInfo(0, "Generic RTL2832U OEM", "Ours", "Blog V3", "00001090", null),
                    new RtlSdrDeviceInfo(1, "Generic RTL2832U OEM", "Realtek", "RTL2838UHIDIR", "00000978", null),
                ],
                list);
            Assert.Equal(1, RtlSdrDevices.IndexOf("00000978"));
            Assert.Null(RtlSdrDevices.IndexOf("978"));
        });

    [DongleFact]
    public Task An_empty_bus_lists_nothing() => WithDongles("none", _ =>
    {
        Assert.Empty(RtlSdrDevices.List());

        var e = Assert.Throws<RtlSdrException>(() => RtlSdrDevice.Open(0));
        Assert.Equal(RtlSdrError.NotFound, e.Error);
        Assert.Contains("lsusb", e.Message, StringComparison.Ordinal);
    });

    [DongleFact]
    public Task A_dongle_is_opened_by_its_serial() => WithDongles("serial=A; serial=B tuner=r828d", _ =>
    {
        using var device = RtlSdrDevice.Open("B");

        Assert.Equal("B", device.Info.Serial);
        Assert.Equal(RtlSdrTuner.R828D, device.Tuner);
        Assert.True(device.IsPresent);
        Assert.Equal("1", TestBench.Status("B", "claimed"));
        Assert.Equal("0", TestBench.Status("A", "claimed"));
    });

    [DongleFact]
    public Task A_wrong_serial_is_not_found() => WithDongles("serial=A; serial=B", _ =>
    {
        var e = Assert.Throws<RtlSdrException>(() => RtlSdrDevice.Open("C"));

        Assert.Equal(RtlSdrError.NotFound, e.Error);
        Assert.Contains("serial number C among the 2", e.Message, StringComparison.Ordinal);
    });

    [DongleFact]
    public Task A_forbidden_dongle_names_the_udev_rule() => WithDongles("serial=A denied=yes", _ =>
    {
        Assert.Equal(RtlSdrError.AccessDenied, Assert.Single(RtlSdrDevices.List()).Problem);

        foreach (var open in new Action[] { () => RtlSdrDevice.Open(0), () => RtlSdrDevice.Open("A") })
        {
            var e = Assert.Throws<RtlSdrException>(open);
            Assert.Equal(RtlSdrError.AccessDenied, e.Error);
            Assert.Contains("udev", e.Message, StringComparison.Ordinal);
            Assert.Contains("plugdev", e.Message, StringComparison.Ordinal);
        }
    });

    [DongleFact]
    public Task A_dongle_that_another_program_holds_is_busy() => WithDongles("serial=A busy=yes", _ =>
    {
        var e = Assert.Throws<RtlSdrException>(() => RtlSdrDevice.Open(0));

        Assert.Equal(RtlSdrError.Busy, e.Error);
        Assert.Equal(-6, e.NativeResult);
        Assert.Equal("0", TestBench.Status("A", "handles"));
    });

    [DongleFact]
    public Task A_dongle_that_we_hold_ourselves_is_busy() => WithDongles("serial=A", _ =>
    {
        using var device = RtlSdrDevice.Open(0);

        Assert.Equal(RtlSdrError.Busy, Assert.Throws<RtlSdrException>(() => RtlSdrDevice.Open(0)).Error);
    });

    [DongleFact]
    public Task The_kernel_driver_is_put_aside() => WithDongles("serial=A driver=yes", _ =>
    {
        using var device = RtlSdrDevice.Open(0);

        Assert.Equal(RtlSdrTuner.R820T, device.Tuner);
    });

    [DongleFact]
    public Task A_dongle_without_tuner_is_refused_unless_wanted() => WithDongles("serial=A tuner=none", _ =>
    {
        var e = Assert.Throws<RtlSdrException>(() => RtlSdrDevice.Open(0));
        Assert.Equal(RtlSdrError.Failed, e.Error);
        Assert.Contains("tuner", e.Message, StringComparison.Ordinal);
        Assert.Equal("0", TestBench.Status("A", "handles"));

        using var device = RtlSdrDevice.Open(0, requireTuner: false);
        Assert.Equal(RtlSdrTuner.Unknown, device.Tuner);
    });

    [DongleFact]
    public Task A_dongle_that_answers_slowly_opens_all_the_same() => WithDongles("serial=A control-delay=2", _ =>
    {
        using var device = RtlSdrDevice.Open(0);

        Assert.Equal(RtlSdrTuner.R820T, device.Tuner);
    });

    [DongleFact]
    public Task A_missing_library_names_the_package() => WithDongles(
        "serial=A",
        _ =>
        {
            Assert.False(RtlSdrDevices.IsLibraryInstalled);
            foreach (var use in new Action[] { () => RtlSdrDevices.List(), () => RtlSdrDevice.Open(0), () => RtlSdrDevice.Open("A") })
            {
                var e = Assert.Throws<RtlSdrException>(use);
                Assert.Equal(RtlSdrError.NoLibrary, e.Error);
                Assert.Contains("apt-get install librtlsdr0", e.Message, StringComparison.Ordinal);
            }

            return Task.CompletedTask;
        },
        new Dictionary<string, string> { ["RTLSDR_LIBRARY"] = "/nowhere/librtlsdr.so.0" });

    [DongleFact]
    public Task A_closed_dongle_says_so() => WithDongles("serial=A", async _ =>
    {
        var device = RtlSdrDevice.Open(0);
        device.Dispose();
        device.Dispose();

        Assert.Throws<ObjectDisposedException>(() => device.CenterFrequencyHz);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => device.StreamAsync(_ => { }));
        Assert.False(device.IsPresent);
        Assert.Equal("0", TestBench.Status("A", "handles"));
    });

    [DongleFact]
    public Task Waiting_for_a_serial_ends_when_it_is_plugged_in() => WithDongles("serial=A; serial=B plugged=no", async _ =>
    {
        var waiting = RtlSdrDevices.WaitForAsync("B", TimeSpan.FromMilliseconds(20));
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);

        TestBench.Order("plug #1");

        Assert.Equal("B", (await waiting).Serial);
    });

    [DongleFact]
    public Task Waiting_for_a_serial_ends_when_a_dongle_will_not_tell_its_own() => WithDongles("serial=A denied=yes", async _ =>
        Assert.Equal(RtlSdrError.AccessDenied, (await RtlSdrDevices.WaitForAsync("A")).Problem));

    [DongleFact]
    public Task Waiting_can_be_cancelled() => WithDongles("none", async _ =>
    {
        using var cancel = new CancellationTokenSource(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RtlSdrDevices.WaitForAsync(null, TimeSpan.FromMilliseconds(10), cancellation: cancel.Token));
    });
}
