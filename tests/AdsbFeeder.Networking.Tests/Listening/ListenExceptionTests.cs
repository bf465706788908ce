using System.Net;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdsbFeeder.Networking.Tests.Listening;

public class ListenExceptionTests
{
    private static InputListener Listen(ListenerOptions options) =>
        InputListener.Start((_, _) => default, InputFormat.Auto, options, NullLogger<InputListener>.Instance, TimeProvider.System);

    [Fact]
    public async Task An_occupied_port_names_port_address_setting_and_holder()
    {
        await using var first = Listen(Samples.AnyPort);

        var e = Assert.Throws<ListenException>(() => Listen(new ListenerOptions("[Network] BeastOutput", IPAddress.Loopback, first.EndPoint.Port)));

        Assert.Equal((new ListenPlace(first.EndPoint), "[Network] BeastOutput"), (e.Place, e.Setting));
        Assert.EndsWith($"(process {Environment.ProcessId})", e.Holder);
        Assert.Equal($"Port {first.EndPoint.Port} on 127.0.0.1 ([Network] BeastOutput) is already in use by {e.Holder}.", e.Message);
    }

    [Fact]
    public void An_address_of_another_machine_is_named()
    {
        // TEST-NET-1 (RFC 5737) belongs to nobody.
        var e = Assert.Throws<ListenException>(() => Listen(new ListenerOptions("[Network] Bind", IPAddress.Parse("192.0.2.1"), 0)));

        Assert.Equal("Port 0 on 192.0.2.1 ([Network] Bind): this machine has no such address.", e.Message);
    }

    [Fact]
    public async Task The_port_is_free_again_once_the_listener_is_gone()
    {
        var first = Listen(Samples.AnyPort);
        using var peer = Peer.Connect(first.EndPoint);
        await first.DisposeAsync();

        await using var second = Listen(Samples.AnyPort with { Place = new ListenPlace(first.EndPoint) });

        Assert.Equal(first.EndPoint, second.EndPoint);
    }
}
