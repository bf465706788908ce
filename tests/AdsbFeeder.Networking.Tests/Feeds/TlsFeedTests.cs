using System.Globalization;
using System.Net;
using AdsbFeeder.Networking.Tests.Interop;

namespace AdsbFeeder.Networking.Tests.Feeds;

/// <summary>TLS against openssl s_server.</summary>
public sealed class TlsFeedTests : IAsyncDisposable
{
    private const string Key = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d";

    private readonly FeedBench _bench = new();
    private readonly Certificates _certificates = new();

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _certificates.Dispose();
    }

    private FeedOptions To(int port, string host = "feed.example") => FeedBench.To(FeedProtocol.Beast) with
    {
        Link = new LinkOptions([new LinkTarget(host, port)])
        {
            Transport = FeedTransport.Tls,
            CaFile = _certificates.AuthorityFile,
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Loopback }),
        },
    };

    private static async Task<(DebianProgram? Server, int Port)> Serve((string Certificate, string Key) files, params string[] more)
    {
        var port = DebianProgram.FreePort();
        var server = DebianProgram.Start("openssl", ["s_server", "-accept", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "-cert", files.Certificate, "-key", files.Key, "-quiet", .. more]);
        if (server is not null)
            await server.Listens(port);
        return (server, port);
    }

    private async Task<string> Objection(FeedOptions options)
    {
        var feed = _bench.Start(options);
        await Peer.Until(() => feed.Status.LastError is not null, "it fails");
        Assert.Equal((0, 0), (feed.Status.Connections, feed.Status.Bytes));
        return feed.Status.LastError!;
    }

    [Fact]
    public async Task Frames_arrive_within_TLS()
    {
        var (server, port) = await Serve(_certificates.Make("feed.example"));
        using var running = server;
        if (server is null)
            return;

        var feed = _bench.Start(To(port));
        await Peer.Until(() => feed.Status.State == FeedState.Up && _bench.FanOut.Subscriptions.Count > 0, "the feed is up");
        _bench.Publish(Samples.Update(Samples.Long));

        await Peer.Until(() => server.Output.Length >= Samples.Beast(Samples.Long).Length, "the frame arrives");
        Assert.Equal(Samples.Beast(Samples.Long), server.Output);
    }

    [Fact]
    public async Task The_key_is_the_name_that_the_server_is_told_and_the_certificate_is_that_of_the_host()
    {
        var files = _certificates.Make("feed.example");
        var (server, port) = await Serve(_certificates.Make("nobody.example"), "-servername", Key, "-servername_fatal", "-cert2", files.Certificate, "-key2", files.Key);
        using var running = server;
        if (server is null)
            return;

        var options = To(port);
        var feed = _bench.Start(options with { Link = options.Link with { ServerName = Key } });

        await Peer.Until(() => feed.Status.State == FeedState.Up || feed.Status.LastError is not null, "it is decided");
        Assert.Null(feed.Status.LastError);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_key_says_so()
    {
        var files = _certificates.Make("feed.example");
        var (server, port) = await Serve(files, "-servername", Key, "-servername_fatal", "-cert2", files.Certificate, "-key2", files.Key);
        using var running = server;
        if (server is null)
            return;

        var options = To(port);

        Assert.StartsWith($"feed.example:{port} (127.0.0.1): no TLS: ", await Objection(options with { Link = options.Link with { ServerName = "0000-wrong" } }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other.example", -30, 30, "its certificate is not for feed.example but for other.example")]
    [InlineData("feed.example", -60, -30, "its certificate expired on ")]
    [InlineData("feed.example", 30, 60, "its certificate is valid from ")]
    public async Task A_certificate_that_is_not_right_is_refused_in_words(string name, int from, int to, string words)
    {
        var (server, port) = await Serve(_certificates.Make(name, from, to));
        using var running = server;
        if (server is null)
            return;

        Assert.StartsWith($"feed.example:{port} (127.0.0.1): {words}", await Objection(To(port)), StringComparison.Ordinal);
        Assert.Empty(server.Output);
    }

    [Fact]
    public async Task The_key_in_the_servers_name_does_not_make_a_certificate_for_the_key_right()
    {
        var (server, port) = await Serve(_certificates.Make(Key));
        using var running = server;
        if (server is null)
            return;

        var options = To(port);

        Assert.EndsWith($"its certificate is not for feed.example but for {Key}", await Objection(options with { Link = options.Link with { ServerName = Key } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_nobody_trusts_is_refused()
    {
        using var strangers = new Certificates();
        var (server, port) = await Serve(strangers.Make("feed.example"));
        using var running = server;
        if (server is null)
            return;

        Assert.EndsWith("its certificate comes from an authority that is not trusted", await Objection(To(port)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_told()
    {
        using var server = new FakeServer(visit => { visit.Send("220 hello\r\n"u8); visit.Read(); });

        var words = await Objection(To(server.EndPoint.Port));

        Assert.Contains("TLS", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_up_while_TLS_is_agreed_on_is_told()
    {
        using var server = new FakeServer(visit => visit.Close());

        Assert.Contains("while TLS was agreed on", await Objection(To(server.EndPoint.Port)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_after_ten_seconds()
    {
        using var server = new FakeServer();
        var feed = _bench.Start(To(server.EndPoint.Port));
        await server.Visit();

        await _bench.Pass(TimeSpan.FromSeconds(1), () => feed.Status.LastError is not null, "it is given up");

        Assert.EndsWith("no answer within 10 s", feed.Status.LastError!, StringComparison.Ordinal);
    }
}
