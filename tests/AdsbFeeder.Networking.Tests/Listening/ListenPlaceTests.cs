using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdsbFeeder.Networking.Tests.Listening;

public sealed class ListenPlaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static InputListener Listen(ListenerOptions options) =>
        InputListener.Start((_, _) => default, InputFormat.Auto, options, NullLogger<InputListener>.Instance, TimeProvider.System);

    private ListenerOptions Unix() => new("Listen:local", new ListenPlace(new UnixDomainSocketEndPoint(Path.Combine(_folder, "beast.sock"))));

    [Theory]
    [InlineData("30005", "192.0.2.9:30005")]
    [InlineData("127.0.0.1:30005", "127.0.0.1:30005")]
    [InlineData("[::1]:30005, 0", "[::1]:30005 192.0.2.9:0")]
    [InlineData("0.0.0.0:1", "0.0.0.0:1")]
    [InlineData("[::]:1", "[::]:1")]
    [InlineData("unix:/run/a.sock", "unix:/run/a.sock")]
    public void Places_are_read(string text, string expected)
    {
        Assert.True(ListenPlace.TryParse(text, IPAddress.Parse("192.0.2.9"), out var places));
        Assert.Equal(expected, string.Join(' ', places));
    }

    [Theory]
    [InlineData("")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("30005,")]
    [InlineData("::1:30005")]
    [InlineData("localhost:30005")]
    [InlineData("unix:relative")]
    [InlineData("unix:/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567")]
    public void What_is_no_place_is_refused(string text) => Assert.False(ListenPlace.TryParse(text, IPAddress.Loopback, out _));

    [Fact]
    public void Every_address_is_an_IPv4_and_an_IPv6_socket()
    {
        Assert.True(ListenPlace.TryParse("*:30005", IPAddress.Loopback, out var places));
        Assert.Equal(["0.0.0.0:30005", "[::]:30005"], places.Take(2).Select(x => x.ToString()).Concat(places.Count == 1 ? ["[::]:30005"] : []));
        Assert.Equal(places, ListenPlace.At(IPAddress.IPv6Any, 30005));
    }

    [Fact]
    public async Task Both_families_can_have_one_port_and_the_IPv4_one_is_listed_as_such()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Console.WriteLine("skipped: no IPv6 here");
            return;
        }

        await using var four = Listen(new ListenerOptions("Listen:a", IPAddress.Any, 0));
        await using var six = Listen(new ListenerOptions("Listen:a", IPAddress.IPv6Any, four.EndPoint.Port));
        using var peer = Peer.Connect(new IPEndPoint(IPAddress.Loopback, four.EndPoint.Port));
        using var peerOfSix = Peer.Connect(new IPEndPoint(IPAddress.IPv6Loopback, four.EndPoint.Port));

        // What netstat --tcp reads: local address in hexadecimal, state 0A listens.
        Assert.Contains(File.ReadLines("/proc/net/tcp"), x => x.Contains($"00000000:{four.EndPoint.Port:X4} 00000000:0000 0A", StringComparison.Ordinal));
        await Peer.Until(() => four.Senders.Count == 1 && six.Senders.Count == 1, "both serve");
    }

    [Fact]
    public async Task A_unix_socket_serves_and_goes_with_its_listener()
    {
        var path = Path.Combine(_folder, "beast.sock");
        var listener = Listen(Unix());
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send(Samples.Beast(Samples.Long));
            await Peer.Until(() => listener.Senders is [{ Frames: 1 }], "the frame is read");
            Assert.Equal("local program", Peers.Describe(listener.Senders[0].Remote));
        }

        await listener.DisposeAsync();

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_unix_socket_of_a_dead_process_is_taken_over_and_one_of_a_living_is_not()
    {
        // What a killed process leaves: the name, and nobody who accepts.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "other")));
            File.Move(Path.Combine(_folder, "other"), Path.Combine(_folder, "beast.sock"));
        }

        await using var listener = Listen(Unix());
        var fault = Assert.Throws<ListenException>(() => Listen(Unix()));

        Assert.Equal($"unix:{_folder}/beast.sock (Listen:local) is already in use.", fault.Message);
    }

    [Fact]
    public void A_file_that_is_no_socket_is_left_alone()
    {
        var path = Path.Combine(_folder, "beast.sock");
        File.WriteAllText(path, "precious");

        Assert.Throws<ListenException>(() => Listen(Unix()));

        Assert.Equal("precious", File.ReadAllText(path));
    }
}
