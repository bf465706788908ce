using System.Net.Sockets;
using System.Text;
using AdsbFeeder.Supervision;

namespace AdsbFeeder.Tests.Supervision;

public sealed class ServiceManagerTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"adsbfeeder-notify-{Guid.NewGuid():N}");
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };

    public ServiceManagerTests() => _systemd.Bind(new UnixDomainSocketEndPoint(_path));

    public void Dispose()
    {
        _systemd.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public void What_is_told_arrives_in_one_datagram()
    {
        using var manager = ServiceManager.Create(_path, null, null);

        manager.Tell("READY=1", "STATUS=3 aircraft");

        Assert.True(manager.IsThere);
        Assert.Equal("READY=1\nSTATUS=3 aircraft", Receive());
    }

    [Fact]
    public void An_address_with_an_at_sign_is_in_the_abstract_namespace()
    {
        var name = "adsbfeeder-" + Guid.NewGuid().ToString("N");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        systemd.Bind(new UnixDomainSocketEndPoint("\0" + name));
        using var manager = ServiceManager.Create("@" + name, null, null);

        manager.Tell("READY=1");

        var buffer = new byte[64];
        Assert.Equal("READY=1", Encoding.UTF8.GetString(buffer, 0, systemd.Receive(buffer)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/run/no/such/socket")]
    public void Without_a_manager_nothing_happens(string? path)
    {
        using var manager = ServiceManager.Create(path, "1000000", null);

        manager.Tell("READY=1");

        Assert.False(manager.IsThere);
        Assert.Null(manager.WatchdogPeriod);
    }

    [Theory]
    [InlineData("60000000", null, 60.0)]
    [InlineData("60000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void The_watchdog_is_ours_when_it_names_us_or_nobody(string? microseconds, string? process, double? seconds)
    {
        using var manager = ServiceManager.Create(_path, microseconds, process);

        Assert.Equal(seconds, manager.WatchdogPeriod?.TotalSeconds);
    }

    [Fact]
    public void A_manager_that_does_not_read_holds_up_nobody()
    {
        using var manager = ServiceManager.Create(_path, null, null);

        for (var n = 0; n < 10_000; n++)
        {
            manager.Tell("WATCHDOG=1");
        }

        _systemd.Close();
        manager.Tell("WATCHDOG=1");
    }

    private string Receive()
    {
        var buffer = new byte[512];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
