using RtlSdr.Net.Native;

namespace RtlSdr.Net.Tests;

public sealed class UsbOwnerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("usb-owner");

    private string Sys => Path.Combine(_root.FullName, "sys");

    private string Proc => Path.Combine(_root.FullName, "proc");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_process_that_has_the_dongle_open_is_named()
    {
        PlugIn("1-3", "OTHER", bus: "1", number: "3");
        PlugIn("1-4", "00001090", bus: "1", number: "12");
        Run("77", "dbus-daemon", "/dev/null");
        Run("812", "readsb", "/dev/bus/usb/001/012");

        Assert.Equal("by process 812 (readsb). Stop it, or give it another dongle.", UsbOwner.Describe("00001090", Sys, Proc));
    }

    [Fact]
    public void The_television_driver_is_suspected_when_it_is_loaded()
    {
        PlugIn("1-4", "00001090", bus: "1", number: "12");
        Directory.CreateDirectory(Path.Combine(Sys, "module", "dvb_usb_rtl28xxu"));

        Assert.Contains("rmmod dvb_usb_rtl28xxu", UsbOwner.Describe("00001090", Sys, Proc), StringComparison.Ordinal);
    }

    [Fact]
    public void Otherwise_the_way_to_find_out_is_told() =>
        Assert.Contains("lsof", UsbOwner.Describe(null, Sys, Proc), StringComparison.Ordinal);

    private void PlugIn(string port, string serial, string bus, string number)
    {
        var device = Directory.CreateDirectory(Path.Combine(Sys, "bus", "usb", "devices", port)).FullName;
        File.WriteAllText(Path.Combine(device, "serial"), serial + "\n");
        File.WriteAllText(Path.Combine(device, "busnum"), bus + "\n");
        File.WriteAllText(Path.Combine(device, "devnum"), number + "\n");
    }

    private void Run(string id, string name, string file)
    {
        var process = Directory.CreateDirectory(Path.Combine(Proc, id, "fd")).Parent!.FullName;
        File.WriteAllText(Path.Combine(process, "comm"), name + "\n");
        File.CreateSymbolicLink(Path.Combine(process, "fd", "5"), file);
    }
}
