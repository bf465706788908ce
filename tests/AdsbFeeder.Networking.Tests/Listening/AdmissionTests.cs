using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Networking.Tests.Interop;

namespace AdsbFeeder.Networking.Tests.Listening;

public sealed class AdmissionTests : IAsyncDisposable
{
    private readonly LogBook<InputListener> _log = new();
    private readonly List<InputListener> _listeners = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
    }

    private InputListener Listen(ListenerOptions options)
    {
        var listener = InputListener.Start((_, _) => default, InputFormat.Auto, options, _log, TimeProvider.System);
        _listeners.Add(listener);
        return listener;
    }

    private static AddressFilter Filter(string text) => AddressFilter.TryParse(text, out var filter) ? filter : throw new ArgumentException(text);

    [Theory]
    [InlineData("192.168.0.0/16", "192.168.3.4", true)]
    [InlineData("192.168.0.0/16", "192.169.3.4", false)]
    [InlineData("10.0.0.0/8, 192.168.3.4", "192.168.3.4", true)]
    [InlineData("192.168.0.0/16", "::ffff:192.168.3.4", true)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("fd00::/8", "fe80::1", false)]
    [InlineData("fd00::/8", "127.0.0.1", false)]
    [InlineData("0.0.0.0/0", "::1", false)]
    public void Networks_admit_their_own(string networks, string address, bool expected) =>
        Assert.Equal(expected, Filter(networks).Allows(new IPEndPoint(IPAddress.Parse(address), 1)));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/8,")]
    [InlineData("host.example")]
    public void What_is_no_network_is_refused(string text) => Assert.False(AddressFilter.TryParse(text, out _));

    [Fact]
    public async Task A_stranger_is_closed_with_one_line_however_often_he_comes()
    {
        var listener = Listen(Samples.AnyPort with { Allow = Filter("192.0.2.0/24") });

        for (var n = 0; n < 5; n++)
        {
            using var peer = Peer.Connect(listener.EndPoint);
            Assert.True(peer.IsClosedByOther());
        }

        await Peer.Until(() => _log.Count(3105) > 0, "it is told");
        Assert.Equal(1, _log.Count(3105));
        Assert.Equal(0, _log.Count(3102));
    }

    [Fact]
    public async Task One_computer_does_not_take_all_places()
    {
        var listener = Listen(Samples.AnyPort with { MaxClientsPerHost = 2 });
        using var first = Peer.Connect(listener.EndPoint);
        using var second = Peer.Connect(listener.EndPoint);
        await Peer.Until(() => listener.Senders.Count == 2, "two are there");
        using var third = Peer.Connect(listener.EndPoint);
        Assert.True(third.IsClosedByOther());
        Assert.Equal(1, _log.Count(3106));

        first.Dispose();
        await Peer.Until(() => listener.Senders.Count == 1, "a place is free");
        await Task.Delay(50);
        using var fourth = Peer.Connect(listener.EndPoint);
        await Peer.Until(() => listener.Senders.Count == 2, "it is taken");
    }

    [Fact]
    public void Hosts_of_IPv6_count_as_their_network_and_programs_behind_a_unix_socket_not_at_all()
    {
        var counts = new HostCounts(1);

        Assert.True(counts.TryEnter(new IPEndPoint(IPAddress.Parse("2001:db8:1:2::1"), 1)));
        Assert.False(counts.TryEnter(new IPEndPoint(IPAddress.Parse("2001:db8:1:2:ffff::9"), 1)));
        Assert.True(counts.TryEnter(new IPEndPoint(IPAddress.Parse("2001:db8:1:3::1"), 1)));
        Assert.True(counts.TryEnter(new System.Net.Sockets.UnixDomainSocketEndPoint("/a")));
        Assert.True(counts.TryEnter(new System.Net.Sockets.UnixDomainSocketEndPoint("/a")));
        counts.Leave(new IPEndPoint(IPAddress.Parse("2001:db8:1:2:3::4"), 1));
        Assert.True(counts.TryEnter(new IPEndPoint(IPAddress.Parse("2001:db8:1:2::5"), 1)));
    }

    [Fact]
    public async Task A_proxy_tells_for_whom_it_speaks()
    {
        var listener = Listen(Samples.AnyPort with { HasProxyHeader = true, Allow = Filter("198.51.100.0/24") });
        using var peer = Peer.Connect(listener.EndPoint);
        foreach (var octet in "PROXY TCP4 198.51.100.7 198.51.100.8 40000 30004\r\n")
            peer.Send(octet.ToString());
        peer.Send(Samples.Beast(Samples.Long));

        await Peer.Until(() => listener.Senders is [{ Frames: 1, GarbageBytes: 0 }], "the frame is read");

        Assert.Equal("198.51.100.7:40000", listener.Senders[0].Remote.ToString());
    }

    [Fact]
    public async Task Nginx_speaks_for_whom_it_serves()
    {
        const string Module = "/usr/lib/nginx/modules/ngx_stream_module.so";
        if (!File.Exists(Module))
        {
            Console.WriteLine("skipped: no libnginx-mod-stream");
            return;
        }

        var listener = Listen(Samples.AnyPort with { HasProxyHeader = true, Allow = Filter("127.0.0.5") });
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-nginx").FullName;
        var port = DebianProgram.FreePort();
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(
            configuration,
            $$"""
            load_module {{Module}}; daemon off; pid {{folder}}/pid; error_log {{folder}}/error.log;
            events { }
            stream { server { listen 127.0.0.1:{{port}}; proxy_pass {{listener.EndPoint}}; proxy_protocol on; } }
            """);
        using var nginx = DebianProgram.Start("nginx", "-p", folder, "-c", configuration);
        if (nginx is null)
            return;
        await nginx.Listens(port);

        using var friend = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        friend.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.5"), 0));
        friend.Connect(IPAddress.Loopback, port);
        friend.Send(Samples.Beast(Samples.Long));
        using var stranger = Peer.Connect(new IPEndPoint(IPAddress.Loopback, port));
        stranger.Send(Samples.Beast(Samples.Short));

        Assert.True(stranger.IsClosedByOther());
        await Peer.Until(() => listener.Senders is [{ Frames: 1 }], "the frame of the friend is read");
        Assert.Equal(friend.LocalEndPoint, listener.Senders[0].Remote);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.7 198.51.100.8 40000 30004\r\n", "203.0.113.7:40000 behind the proxy is not in 198.51.100.0/24")]
    [InlineData("*8D4840D6202CC371C32CE0576098;\n", "it did not begin with a PROXY header")]
    public async Task A_proxy_that_speaks_for_a_stranger_or_says_nothing_is_closed(string words, string reason)
    {
        var listener = Listen(Samples.AnyPort with { HasProxyHeader = true, Allow = Filter("198.51.100.0/24") });
        using var peer = Peer.Connect(listener.EndPoint);
        peer.Send(words);

        Assert.True(peer.IsClosedByOther());
        await Peer.Until(() => _log.Lines.Any(x => x.Text.Contains(reason, StringComparison.Ordinal)), "the reason is told");
    }
}
