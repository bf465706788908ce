using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AdsbFeeder.Commands;
using AdsbFeeder.Configuration;
using RtlSdr.Net;

namespace AdsbFeeder.Tests.Commands;

/// <summary>The doctor before computers made of files.</summary>
public sealed partial class DiagnosisTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("adsbfeeder-doctor").FullName;

    private Machine Machine => new(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_television_driver_is_named_with_the_commands_that_remove_it()
    {
        Directory.CreateDirectory(Path.Combine(_root, "sys/module/dvb_usb_rtl28xxu"));

        var finding = Assert.Single(DongleChecks.Kernel([], Machine));

        Assert.Equal(Severity.Broken, finding.Severity);
        Assert.Contains("sudo rmmod dvb_usb_rtl28xxu", finding.Cures);
    }

    [Fact]
    public void A_dongle_on_a_slow_port_and_its_owner_are_told()
    {
        Write("sys/bus/usb/devices/1-1/idVendor", "0bda\n");
        Write("sys/bus/usb/devices/1-1/idProduct", "2838\n");
        Write("sys/bus/usb/devices/1-1/serial", "00001090\n");
        Write("sys/bus/usb/devices/1-1/busnum", "1\n");
        Write("sys/bus/usb/devices/1-1/devnum", "4\n");
        Write("sys/bus/usb/devices/1-1/speed", "12\n");
        Write("sys/bus/usb/devices/usb1/idVendor", "1d6b\n");
        Process("812", "readsb", "/dev/bus/usb/001/004", "0::/system.slice/readsb.service");
        Process("813", "bash", "/dev/pts/0");

        var dongles = UsbDongle.List(Machine);
        var findings = DongleChecks.Kernel(dongles, Machine).ToList();

        Assert.Equal(new UsbDongle("00001090", "/dev/bus/usb/001/004", 12, null), Assert.Single(dongles));
        Assert.Contains("12 Mbit/s instead of 480", findings[0].Text, StringComparison.Ordinal);
        Assert.Contains("held by process 812 (readsb)", findings[1].Text, StringComparison.Ordinal);
        Assert.Equal(["sudo systemctl disable --now readsb.service"], findings[1].Cures);
    }

    [Fact]
    public void Another_driver_of_the_kernel_is_named()
    {
        Write("sys/bus/usb/devices/1-1/idVendor", "1f4d\n");
        Write("sys/bus/usb/devices/1-1/idProduct", "b803\n");
        Directory.CreateDirectory(Path.Combine(_root, "sys/bus/usb/devices/1-1/1-1:1.0"));
        File.CreateSymbolicLink(Path.Combine(_root, "sys/bus/usb/devices/1-1/1-1:1.0/driver"), "../../../drivers/rtl2832_sdr");

        var finding = Assert.Single(DongleChecks.Kernel(UsbDongle.List(Machine), Machine));

        Assert.Contains("driver rtl2832_sdr holds the dongle", finding.Text, StringComparison.Ordinal);
        Assert.Contains("sudo rmmod rtl2832_sdr", finding.Cures);
    }

    [Fact]
    public void Our_own_service_may_hold_the_dongle()
    {
        Process("900", "adsbfeeder", "/dev/bus/usb/001/004");

        var finding = Assert.Single(DongleChecks.Kernel([new UsbDongle("1", "/dev/bus/usb/001/004", 480, null)], Machine));

        Assert.Equal(Severity.Good, finding.Severity);
    }

    [Fact]
    public void A_dongle_that_may_not_be_opened_is_cured_with_group_and_rule()
    {
        var denied = new RtlSdrDeviceInfo(0, "Generic RTL2832U OEM", null, null, null, RtlSdrError.AccessDenied);

        var finding = Assert.Single(DongleChecks.Plugged([], [denied], Severity.Broken));

        Assert.Contains("may not open it", finding.Text, StringComparison.Ordinal);
        Assert.Contains(finding.Cures, cure => cure.StartsWith("sudo usermod -aG plugdev ", StringComparison.Ordinal));
        Assert.Contains(finding.Cures, cure => cure.StartsWith("sudo udevadm control --reload", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_serial_number_than_the_configured_one_is_told()
    {
        var dongle = new RtlSdrDeviceInfo(0, "Generic RTL2832U OEM", "Realtek", "RTL2838UHIDIR", "00000001", null);

        var findings = DongleChecks.Plugged([new NamedSource("roof", new SourceSettings { Serial = "00001090" })], [dongle], Severity.Broken).ToList();

        Assert.Equal([Severity.Good, Severity.Broken], findings.Select(finding => finding.Severity));
        Assert.Contains("[Source:roof] Serial is 00001090, but only 00000001 is plugged in", findings[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_dongle_matters_only_where_one_is_configured() =>
        Assert.Equal(
            [Severity.Broken, Severity.Doubtful],
            new[] { Severity.Broken, Severity.Doubtful }.Select(severity => Assert.Single(DongleChecks.Plugged([], [], severity)).Severity));

    [Fact]
    public void Who_has_a_port_is_found_by_its_socket()
    {
        Write("proc/net/tcp", "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 0100007F:7535 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0\n   1: 0100007F:7535 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0 0 10 0\n");
        Process("812", "dump1090-fa", "socket:[4711]");
        Process("813", "nc", "socket:[4712]");

        Assert.Equal(["812 (dump1090-fa)"], PortChecks.Owners(Machine, 30005).Select(owner => owner.ToString()));
        Assert.Empty(PortChecks.Owners(Machine, 30006));
    }

    [Fact]
    public void A_taken_port_is_named_with_its_key()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var settings = new Settings();
        settings.Network.BeastOutputPort = port;
        settings.Network.AvrInputPort = settings.Network.AvrOutputPort = settings.Network.SbsOutputPort = settings.Http.Port = -1;
        settings.Network.BeastInputPorts = [];
        settings.Network.BeastReducedOutputPort = settings.Network.JsonOutputPort = settings.Network.MlatInputPort = -1;

        var finding = Assert.Single(PortChecks.Run(settings, Machine));

        Assert.Contains($"Port {port.ToString(CultureInfo.InvariantCulture)} (Network:BeastOutputPort) is taken", finding.Text, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Cures);
    }

    [Theory]
    [InlineData(true, Severity.Good)]
    [InlineData(false, Severity.Doubtful)]
    [InlineData(null, Severity.Good)]
    public void A_clock_that_nobody_sets_is_doubtful(bool? state, object severity) => Assert.Equal((Severity)severity, MachineChecks.Clock(state).Severity);

    [Theory]
    [InlineData("1", Severity.Broken)]
    [InlineData("0", Severity.Good)]
    public void A_weak_power_supply_is_told(string alarm, object severity)
    {
        Write("sys/class/hwmon/hwmon0/name", "cpu_thermal\n");
        Write("sys/class/hwmon/hwmon1/name", "rpi_volt\n");
        Write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", alarm + "\n");

        Assert.Equal((Severity)severity, MachineChecks.Power(Machine)!.Severity);
    }

    [Fact]
    public void Other_computers_do_not_tell_of_their_power() => Assert.Null(MachineChecks.Power(Machine));

    [Theory]
    [InlineData("nameserver 192.0.2.53\n", Severity.Good)]
    [InlineData("# none\nsearch lan\n", Severity.Doubtful)]
    [InlineData("nameserver 127.0.0.53\n", Severity.Doubtful)]
    public void Somebody_must_be_there_to_be_asked_for_names(string file, object severity)
    {
        Write("etc/resolv.conf", file);

        Assert.Equal((Severity)severity, MachineChecks.Names(Machine).Severity);
    }

    [Theory]
    [InlineData(52.0, 4.0, 1, Severity.Good)]
    [InlineData(4.0, 52.0, 1, Severity.Good)]
    [InlineData(40.0, 74.0, -5, Severity.Doubtful)]
    [InlineData(40.0, -74.0, -5, Severity.Good)]
    [InlineData(40.0, -74.0, 0, Severity.Good)]
    [InlineData(-37.0, 175.0, 12, Severity.Good)]
    [InlineData(-14.0, -171.0, 13, Severity.Good)]
    [InlineData(43.8, 87.6, 8, Severity.Good)]
    [InlineData(0.0, 0.0, 1, Severity.Broken)]
    public void A_place_far_from_the_time_zone_is_doubtful(double latitude, double longitude, double hours, object severity)
    {
        var settings = new Settings();
        (settings.Receiver.Latitude, settings.Receiver.Longitude) = (latitude, longitude);

        Assert.Equal((Severity)severity, Assert.Single(PlaceChecks.Run(settings, TimeSpan.FromHours(hours))).Severity);
    }

    [Theory]
    [InlineData("0::/user.slice/user-1000.slice/session-3.scope", "sudo kill 812")]
    [InlineData("0::/system.slice/fr24feed.service", "sudo systemctl disable --now fr24feed.service")]
    [InlineData("0::/system.slice/system-rtl.slice/rtl@1.service/child", "sudo systemctl disable --now rtl@1.service")]
    [InlineData("12:pids:/system.slice/readsb.service\n0::/system.slice/readsb.service", "sudo systemctl disable --now readsb.service")]
    [InlineData("", "sudo kill 812")]
    public void Who_holds_the_dongle_is_stopped_for_good(string group, string cure)
    {
        Process("812", "readsb", "/dev/bus/usb/001/004", group);

        Assert.Equal([cure], Assert.Single(DongleChecks.Kernel([new UsbDongle("1", "/dev/bus/usb/001/004", 480, null)], Machine)).Cures);
    }

    [Theory]
    [InlineData("16", 4, null)]
    [InlineData("16", 5, "The kernel lends USB programs 16 MB (usbfs_memory_mb), but 5 dongles want 20")]
    [InlineData("0", 9, null)]
    [InlineData("4", 1, null)]
    [InlineData("3", 1, "lends USB programs 3 MB")]
    public void Memory_for_USB_must_suffice_for_all_dongles(string megabytes, int dongles, string? trouble)
    {
        Write("sys/module/usbcore/parameters/usbfs_memory_mb", megabytes + "\n");

        var findings = DongleChecks.Kernel([.. Enumerable.Range(0, dongles).Select(n => new UsbDongle($"{n}", $"/dev/bus/usb/001/{n:000}", 480, null))], Machine).ToList();

        Assert.Equal(trouble is null ? 0 : 1, findings.Count);
        Assert.All(findings, finding => Assert.Contains(trouble!, finding.Text, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Contains("echo 64 | sudo tee /sys/module/usbcore/parameters/usbfs_memory_mb", finding.Cures[0], StringComparison.Ordinal));
    }

    [Fact]
    public void A_gap_in_the_count_is_a_lost_sample()
    {
        var whole = new TestCounter();
        whole.Add([.. Enumerable.Range(0, 1000).Select(n => (byte)n)]);
        var broken = new TestCounter();
        broken.Add([1, 2, 3, 9, 10, 11]);

        Assert.Equal([Severity.Good, Severity.Broken, Severity.Broken], new[] { whole, broken, new TestCounter() }.Select(counter => SampleCheck.Judge("1", counter).Severity));
        Assert.Contains("lost samples 1 times", SampleCheck.Judge("1", broken).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_serial_port_that_is_not_there_or_held_is_told()
    {
        Write("dev/ttyUSB0", "");
        Write("dev/ttyUSB1", "");
        Directory.CreateDirectory(Path.Combine(_root, "dev/serial/by-id"));
        File.CreateSymbolicLink(Path.Combine(_root, "dev/serial/by-id/usb-FTDI"), "../../ttyUSB0");
        Process("812", "readsb", "/dev/ttyUSB0", "0::/system.slice/readsb.service");

        var findings = new[] { "/dev/ttyUSB0", "/dev/serial/by-id/usb-FTDI", "/dev/ttyUSB1", "/dev/ttyUSB7" }.Select(path => OtherRadioChecks.Serial("Source", path, Machine)).ToList();

        Assert.Equal([Severity.Broken, Severity.Broken, Severity.Good, Severity.Broken], findings.Select(finding => finding.Severity));
        Assert.Equal(["sudo systemctl disable --now readsb.service"], findings[1].Cures);
        Assert.Contains("There is no /dev/ttyUSB7 ([Source] SerialDevice)", findings[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_lead_nowhere_are_told_each_or_all_together()
    {
        var settings = new Settings();
        (settings.Source.Type, settings.Source.RtlTcpAddress) = (SourceType.RtlTcp, new HostAndPort("radio.example", 1234));
        settings.Feeds["a"].Host = "feed.example";
        settings.Feeds["b"].Host = "192.0.2.1";

        var good = NameChecks.Run(settings, _ => 1).ToList();
        var one = NameChecks.Run(settings, name => name == "feed.example" ? throw new SocketException((int)SocketError.HostNotFound) : 1).ToList();
        var all = NameChecks.Run(settings, _ => throw new SocketException((int)SocketError.TryAgain)).ToList();

        Assert.Equal("All names of the configuration are known: radio.example, feed.example", Assert.Single(good).Text);
        Assert.Contains("The name feed.example cannot be looked up", Assert.Single(one).Text, StringComparison.Ordinal);
        Assert.Contains("No name can be looked up", Assert.Single(all).Text, StringComparison.Ordinal);
        Assert.Empty(NameChecks.Run(new Settings(), _ => throw new InvalidOperationException("nobody is asked")));
    }

    [Fact]
    public void The_udev_rules_have_every_dongle_that_the_doctor_knows_and_that_librtlsdr_does()
    {
        var rules = File.ReadAllText(Path.Combine(Repository.Root, "udev", "60-adsbfeeder.rules"));
        var ours = IdsOf(rules).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(UsbDongle.Known.SelectMany(vendor => vendor.Value.Select(product => $"{vendor.Key}:{product}")).Order(StringComparer.Ordinal), ours);
        const string Debians = "/lib/udev/rules.d/60-librtlsdr0.rules";
        if (File.Exists(Debians))
        {
            Assert.Equal(IdsOf(File.ReadAllText(Debians)).Distinct().Order(StringComparer.Ordinal), ours);
        }
    }

    private static IEnumerable<string> IdsOf(string rules) =>
        from Match rule in IdRule().Matches(rules)
        from product in rule.Groups[2].Value.Split('|')
        select $"{rule.Groups[1].Value}:{product}";

    [GeneratedRegex("ATTRS?\\{idVendor\\}==\"([0-9a-f]{4})\", ATTRS?\\{idProduct\\}==\"([0-9a-f|]+)\"")]
    private static partial Regex IdRule();

    [Fact]
    public void Every_trouble_has_a_cure()
    {
        Write("etc/resolv.conf", "");
        Directory.CreateDirectory(Path.Combine(_root, "sys/module/dvb_usb_rtl28xxu"));

        var findings = DongleChecks.Kernel([new UsbDongle("1", "/dev/bus/usb/001/004", 12, null)], Machine)
            .Concat(DongleChecks.Plugged([], [], Severity.Broken))
            .Concat([MachineChecks.Clock(false), MachineChecks.Names(Machine)])
            .Concat(PlaceChecks.Run(new Settings(), TimeSpan.Zero)).ToList();

        Assert.Equal(6, findings.Count);
        Assert.All(findings, finding => Assert.NotEmpty(finding.Cures));
    }

    private void Process(string id, string name, string open, string group = "0::/user.slice/user-1000.slice/session-3.scope")
    {
        Write($"proc/{id}/cgroup", group + "\n");
        Write($"proc/{id}/comm", name + "\n");
        Directory.CreateDirectory(Path.Combine(_root, "proc", id, "fd"));
        File.CreateSymbolicLink(Path.Combine(_root, "proc", id, "fd", "3"), open);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
