using System.Net;
using System.Net.Sockets;
using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking.Tests.Feeds;

public sealed class FeedTests : IAsyncDisposable
{
    private const int FeedUp = 3300, FeedDown = 3301, FeedUnreachable = 3302, FeedHeld = 3303, FeedStillDown = 3304, FeedFailed = 3306;

    private readonly FeedBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private static Task Until(Func<bool> condition, string what) => Peer.Until(condition, what);

    private async Task<Feed> StartUp(FeedOptions options)
    {
        var feed = _bench.Start(options);
        await Until(() => feed.Status.State == FeedState.Up, "the feed is up");
        await Until(() => _bench.FanOut.Subscriptions.Count > 0, "it takes frames");
        return feed;
    }

    [Theory]
    [InlineData(FeedProtocol.Beast, "beast")]
    [InlineData(FeedProtocol.Avr, "avr")]
    [InlineData(FeedProtocol.AvrWithTime, "avr-mlat")]
    [InlineData(FeedProtocol.Sbs, "sbs")]
    public async Task Frames_leave_in_the_format_of_the_protocol_and_nothing_before_them(FeedProtocol protocol, string format)
    {
        using var server = new FakeServer();
        var feed = await StartUp(FeedBench.To(protocol, server.Target));
        _bench.Publish(Samples.Update(Samples.Long));

        var wire = ((WireFormat[])[WireFormat.Beast, WireFormat.Avr, WireFormat.AvrWithTime, WireFormat.Sbs]).Single(x => x.Name == format);
        var expected = new byte[wire.MaxLength];
        expected = expected[..wire.Write(Samples.Update(Samples.Long), _bench.Time.GetUtcNow().ToUnixTimeMilliseconds(), expected)];
        Assert.Equal(expected, await (await server.Visit()).Received(expected.Length));
        await Until(() => feed.Status.Bytes == expected.Length, "the bytes are counted");
        Assert.Equal(new SourceCounts(1, 0, 0, 0), feed.Status.Frames);
    }

    [Fact]
    public async Task Beast_reduce_plus_begins_with_the_uuid_and_answers_pings_before_the_next_frames()
    {
        using var server = new FakeServer();
        var feed = await StartUp(FeedBench.To(FeedProtocol.BeastReducePlus, server.Target) with { Uuid = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d" });
        var visit = await server.Visit();
        var greeting = ReducePlusSpeech.Greeting("5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d");
        Assert.Equal(greeting, await visit.Received(greeting.Length));

        visit.Send(Convert.FromHexString("1A50000102"));

        Assert.Equal("1A50000102", Convert.ToHexString(await visit.Received(greeting.Length + 5), greeting.Length, 5));
        _bench.Publish(Samples.Update(Samples.Long));
        Assert.Equal(Samples.Beast(Samples.Long), (await visit.Received(greeting.Length + 5 + Samples.Beast(Samples.Long).Length))[(greeting.Length + 5)..]);
        await Until(() => feed.Status.Pings == 1, "the ping is counted");
    }

    [Fact]
    public async Task What_our_antenna_did_not_hear_never_leaves_and_the_counters_prove_it()
    {
        using var server = new FakeServer();
        var feed = await StartUp(FeedBench.To(FeedProtocol.Avr, server.Target));

        _bench.Publish(
            Samples.Update(Samples.Short, FrameSource.Mlat), Samples.Update(Samples.Short, FrameSource.Network), Samples.Update(Samples.Short, FrameSource.Simulation),
            Samples.Update(Samples.Short, FrameSource.Sbs), Samples.Update(Samples.Long));

        Assert.Equal(Samples.Avr(Samples.Long), Encoding.ASCII.GetString(await (await server.Visit()).Received(1)));
        await Until(() => feed.Status.Frames.Radio == 1, "it is counted");
        Assert.Equal(new SourceCounts(Radio: 1, Network: 0, Mlat: 0, Simulation: 0), feed.Status.Frames);
    }

    [Theory]
    [InlineData(FrameSource.Mlat, Provenance.Mlat)]
    [InlineData(FrameSource.Network, Provenance.Network)]
    [InlineData(FrameSource.Simulation, Provenance.Simulation)]
    public async Task A_feed_that_asks_for_more_gets_just_that(FrameSource source, Provenance asked)
    {
        using var server = new FakeServer();
        var feed = await StartUp(FeedBench.To(FeedProtocol.Avr, server.Target) with { Sources = Provenance.Feed | asked });

        _bench.Publish([.. ((FrameSource[])[FrameSource.Mlat, FrameSource.Network, FrameSource.Simulation, FrameSource.Sbs, FrameSource.Radio]).Select(each => Samples.Update(Samples.Short, each))]);

        await Until(() => feed.Status.Frames.Radio == 1, "frames are counted");
        var frames = feed.Status.Frames;
        Assert.Equal(new SourceCounts(1, 0, 0, 0).Plus(source), frames);
    }

    [Fact]
    public async Task A_frame_whose_sender_forbade_to_forward_it_stays_here_whatever_the_feed_asked()
    {
        using var server = new FakeServer();
        await StartUp(FeedBench.To(FeedProtocol.Avr, server.Target) with { Sources = Provenance.Feed | Provenance.Network });

        _bench.Publish(Samples.Update(Samples.Short, FrameSource.Network, BeastTimestamp.NoForward), Samples.Update(Samples.Long));

        Assert.Equal(Samples.Avr(Samples.Long), Encoding.ASCII.GetString(await (await server.Visit()).Received(1)));
    }

    [Theory]
    [InlineData(FeedProtocol.Beast)]
    [InlineData(FeedProtocol.BeastReducePlus)]
    [InlineData(FeedProtocol.OpenSky)]
    public async Task A_server_that_talks_without_end_is_left_and_held_against(FeedProtocol protocol)
    {
        var noise = new byte[64 * 1024];
        new Random(30104).NextBytes(noise);
        using var server = new FakeServer(visit =>
        {
            visit.Read();
            Task.Run(() =>
            {
                try
                {
                    while (true)
                        visit.Send(noise);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                }
            });
        });
        var feed = _bench.Start(FeedBench.To(protocol, server.Target) with { Uuid = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d" });

        await Until(() => feed.Status.State is FeedState.Waiting or FeedState.Held, "it is left");

        Assert.Contains("a server has little to say", feed.Status.LastError, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Log.Count(FeedFailed));
    }

    [Fact]
    public async Task Into_silence_goes_a_heartbeat()
    {
        using var server = new FakeServer();
        await StartUp(FeedBench.To(FeedProtocol.Beast, server.Target));

        _bench.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(WireFormat.Beast.Heartbeat.ToArray(), await (await server.Visit()).Received(11));
    }

    [Fact]
    public async Task The_status_tells_the_other_end_and_the_round_trip()
    {
        using var server = new FakeServer();

        var feed = await StartUp(FeedBench.To(FeedProtocol.Beast, server.Target));

        Assert.Equal((server.Target.ToString(), server.Target.ToString(), 1L), (feed.Status.Target, feed.Status.Remote, feed.Status.Connections));
        Assert.InRange(feed.Status.RoundTrip!.Value.TotalMilliseconds, 0.001, 1000);
        Assert.Null(feed.Status.LastError);
        Assert.Equal(["Feed test is up: " + server.Target], _bench.Log.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Nobody_there_is_told_once_and_tried_again_until_somebody_is()
    {
        var target = new LinkTarget("127.0.0.1", FreePort());
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, target));
        await _bench.Pass(TimeSpan.FromSeconds(10), () => feed.Status.Failures >= 5, "five tries");

        Assert.Equal($"{target}: connection refused: nothing listens there", feed.Status.LastError);
        Assert.Equal(1, _bench.Log.Count(FeedUnreachable));
        using var server = new FakeServer(port: target.Port);
        await _bench.Pass(TimeSpan.FromSeconds(10), () => feed.Status.State == FeedState.Up, "it connects");
        await _bench.Pass(TimeSpan.FromSeconds(10), () => _bench.Log.Count(FeedUp) == 1, "the log tells");
        Assert.Equal(2, _bench.Log.Lines.Count);
    }

    [Fact]
    public async Task While_it_waits_the_status_says_until_when()
    {
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, new LinkTarget("127.0.0.1", FreePort())));

        await Until(() => feed.Status.State == FeedState.Waiting, "it waits");

        Assert.InRange(feed.Status.NextTry!.Value - _bench.Time.GetUtcNow(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal(_bench.Time.GetUtcNow(), feed.Status.LastErrorAt);
    }

    [Fact]
    public async Task A_server_that_takes_and_drops_everybody_is_left_alone_and_the_log_stays_short()
    {
        using var server = new FakeServer(visit => visit.Close());
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, server.Target));

        await _bench.Pass(TimeSpan.FromSeconds(5), () => feed.Status.State == FeedState.Held, "it is held back");
        var held = feed.Status.NextTry - _bench.Time.GetUtcNow();
        var visits = server.Visits.Count;
        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        await Task.Delay(30);

        Assert.True(held > TimeSpan.FromMinutes(3), $"{held}");
        Assert.True(feed.Status.Penalty > 2000);
        Assert.Equal(visits, server.Visits.Count);
        Assert.Equal([FeedUp, FeedDown, FeedHeld], _bench.Log.Lines.Select(line => line.Id));
        Assert.Equal("the other side closed the connection", feed.Status.LastError);
    }

    [Fact]
    public async Task Cleared_by_hand_it_is_tried_at_once()
    {
        using var server = new FakeServer(visit => visit.Close());
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, server.Target));
        await _bench.Pass(TimeSpan.FromSeconds(5), () => feed.Status.State == FeedState.Held, "it is held back");
        var visits = server.Visits.Count;

        feed.Clear();

        await Until(() => server.Visits.Count > visits, "it comes again without time passing");
    }

    [Fact]
    public async Task A_feed_that_came_back_must_hold_before_the_log_believes_it()
    {
        using var server = new FakeServer();
        var feed = await StartUp(FeedBench.To(FeedProtocol.Beast, server.Target));
        (await server.Visit()).Reset();
        await Until(() => feed.Status.State != FeedState.Up, "it is down");
        await _bench.Pass(TimeSpan.FromSeconds(1), () => feed.Status.State == FeedState.Up, "it is back");
        Assert.Equal([FeedUp, FeedDown], _bench.Log.Lines.Select(line => line.Id));

        _bench.Time.Advance(FeedReporter.SettledAfter);

        Assert.Equal([FeedUp, FeedDown, FeedUp], _bench.Log.Lines.Select(line => line.Id));
        Assert.Equal("Feed test went down after 0 s: the other side broke the connection. Next try in " + _bench.Log.Lines[1].Text.Split("in ")[^1], _bench.Log.Lines[1].Text);
    }

    [Fact]
    public async Task A_feed_that_stays_away_is_recalled_every_six_hours()
    {
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, new LinkTarget("127.0.0.1", FreePort())));

        await _bench.Pass(TimeSpan.FromMinutes(4), () => _bench.Log.Count(FeedStillDown) == 2, "two reminders");

        Assert.InRange(feed.Status.Failures, 50, 400);
        Assert.Equal(3, _bench.Log.Lines.Count);
    }

    [Fact]
    public async Task All_addresses_of_a_name_are_tried()
    {
        using var server = new FakeServer(address: "127.0.0.9");
        var options = FeedBench.To(FeedProtocol.Beast, new LinkTarget("feed.example", server.EndPoint.Port));

        var feed = await StartUp(options with { Link = options.Link with { Resolve = Names("127.0.0.7", "127.0.0.8", "127.0.0.9") } });

        Assert.Equal($"feed.example:{server.EndPoint.Port} (127.0.0.9)", feed.Status.Remote);
    }

    [Fact]
    public async Task A_name_is_asked_for_anew_at_each_try()
    {
        using var server = new FakeServer(address: "127.0.0.9");
        var asked = 0;
        var options = FeedBench.To(FeedProtocol.Beast, new LinkTarget("feed.example", server.EndPoint.Port));
        var feed = _bench.Start(options with
        {
            Link = options.Link with { Resolve = (name, token) => ++asked < 3 ? throw new SocketException((int)SocketError.TryAgain) : Names("127.0.0.9")(name, token) },
        });

        await _bench.Pass(TimeSpan.FromSeconds(1), () => feed.Status.State == FeedState.Up, "it connects");

        Assert.Equal(3, asked);
        Assert.Equal("feed.example: the name server does not answer", feed.Status.LastError);
    }

    [Fact]
    public async Task A_name_server_that_says_nothing_is_given_up_and_the_fallback_tried()
    {
        using var server = new FakeServer();
        var options = FeedBench.To(FeedProtocol.Beast, new LinkTarget("feed.example", 30004), server.Target);
        var feed = _bench.Start(options with { Link = options.Link with { ConnectTimeout = TimeSpan.FromSeconds(10), Resolve = (_, _) => new TaskCompletionSource<IPAddress[]>().Task } });

        await _bench.Pass(TimeSpan.FromSeconds(1), () => feed.Status.State == FeedState.Up, "it connects to the fallback");

        Assert.Equal(server.Target.ToString(), feed.Status.Remote);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "feed.example: no such name")]
    [InlineData(SocketError.TryAgain, "feed.example: the name server does not answer")]
    public async Task A_name_that_cannot_be_found_is_told_in_words(SocketError error, string words)
    {
        var options = FeedBench.To(FeedProtocol.Beast, new LinkTarget("feed.example", 30004));
        var feed = _bench.Start(options with { Link = options.Link with { Resolve = (_, _) => throw new SocketException((int)error) } });

        await Until(() => feed.Status.LastError is not null, "it fails");

        Assert.Equal(words, feed.Status.LastError);
    }

    [Fact]
    public async Task When_host_and_fallback_fail_both_are_told()
    {
        var (host, fallback) = (new LinkTarget("127.0.0.1", FreePort()), new LinkTarget("127.0.0.2", FreePort()));
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, host, fallback));

        await Until(() => feed.Status.LastError is not null, "it fails");

        Assert.Equal($"{host}: connection refused: nothing listens there; {fallback}: connection refused: nothing listens there", feed.Status.LastError);
    }

    [Fact]
    public async Task A_host_that_drops_everybody_does_not_keep_us_from_the_fallback()
    {
        using var rude = new FakeServer(visit => visit.Close());
        using var kind = new FakeServer();
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, rude.Target, kind.Target));

        await _bench.Pass(TimeSpan.FromSeconds(1), () => kind.Visits.Count > 0, "the fallback is visited");

        await Until(() => feed.Status.Remote == kind.Target.ToString(), "it stays there");
        Assert.Single(rude.Visits);
    }

    [Fact]
    public async Task After_a_healthy_time_the_host_comes_first_again()
    {
        using var host = new FakeServer();
        using var fallback = new FakeServer();
        var feed = await StartUp(FeedBench.To(FeedProtocol.Beast, host.Target, fallback.Target));
        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        (await host.Visit()).Reset();

        await _bench.Pass(TimeSpan.FromSeconds(1), () => feed.Status.Connections == 2, "it connects again");

        Assert.Equal((2, 0), (host.Visits.Count, fallback.Visits.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(96)]
    [InlineData(120)]
    public async Task A_connection_broken_at_any_stage_is_followed_by_another(int bytes)
    {
        using var server = new FakeServer();
        var feed = _bench.Start(FeedBench.To(FeedProtocol.BeastReducePlus, server.Target) with { Uuid = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d" });
        var visit = await server.Visit();
        var published = 0;
        if (bytes > 96)
            await _bench.Pass(TimeSpan.Zero, () => Published(visit, bytes), "frames flow");
        else
            await visit.Received(bytes);

        visit.Reset();

        await _bench.Pass(TimeSpan.FromSeconds(1), () => server.Visits.Count > 1 && feed.Status.State == FeedState.Up, "it comes again");
        Assert.Equal(0, _bench.Log.Count(FeedFailed));

        bool Published(Visit to, int length)
        {
            // Ten seconds apart, so that reduction leaves none out.
            published++;
            var update = Samples.Update(Samples.Long);
            _bench.Publish(update with { Received = update.Received with { UnixMilliseconds = update.Received.UnixMilliseconds + (published * 10_000) } });
            return to.Bytes.Length >= length;
        }
    }

    [Fact]
    public async Task A_server_that_reads_slowly_costs_it_frames_and_nobody_else()
    {
        using var slow = new FakeServer(visit => visit.ShrinkBuffer());
        using var quick = new FakeServer();
        var feed = await StartUp(FeedBench.To(FeedProtocol.Beast, slow.Target) with { QueueBlocks = 64 });
        var other = await StartUp(FeedBench.To(FeedProtocol.Avr, quick.Target) with { Name = "other" });
        await Until(() => _bench.FanOut.Subscriptions.Count == 2, "both take frames");
        var published = 0;
        await Until(
            () =>
            {
                for (var i = 0; i < 500; i++, published++)
                    _bench.FanOut.Publish(Samples.Update(Samples.Long));
                _bench.FanOut.Flush();
                return feed.Status.DroppedFrames > 1000;
            },
            "it drops frames");

        await Until(() => other.Status.Frames.Radio == published, "the other has all");
        Assert.Equal(0, other.Status.DroppedFrames);
        Assert.Equal(FeedState.Up, feed.Status.State);
        await _bench.Pass(StreamSession.StallLimit / 10, () => feed.Status.State != FeedState.Up, "it is given up");
        Assert.Equal("the other side takes nothing any more", feed.Status.LastError);
        Assert.Equal(0, _bench.Log.Count(FeedFailed));
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_neither_hurries_nor_delays_a_try()
    {
        var feed = _bench.Start(FeedBench.To(FeedProtocol.Beast, new LinkTarget("127.0.0.1", FreePort())));
        await Until(() => feed.Status.State == FeedState.Waiting, "it waits");

        _bench.Time.SetWallClock(TimeSpan.FromDays(-3));
        await Task.Delay(30);
        Assert.Equal(1, feed.Status.Failures);
        _bench.Time.SetWallClock(TimeSpan.FromDays(9));
        await Task.Delay(30);
        Assert.Equal(1, feed.Status.Failures);
        _bench.Time.Advance(TimeSpan.FromSeconds(2));

        await Until(() => feed.Status.Failures == 2, "the next try comes in its time");
    }

    [Fact]
    public async Task Over_UDP_each_datagram_holds_whole_frames()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)Peer.Patience.TotalMilliseconds };
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var target = new LinkTarget("127.0.0.1", ((IPEndPoint)server.LocalEndPoint!).Port);
        var options = FeedBench.To(FeedProtocol.Beast, target);
        await StartUp(options with { Link = options.Link with { Transport = FeedTransport.Udp } });
        for (var i = 0; i < 200; i++)
            _bench.FanOut.Publish(Samples.Update(Samples.Long));
        _bench.FanOut.Flush();

        var frame = Samples.Beast(Samples.Long);
        var buffer = new byte[65536];
        var received = 0;
        while (received < 200 * frame.Length)
        {
            var length = server.Receive(buffer);
            Assert.Equal(0, length % frame.Length);
            Assert.InRange(length, 1, 1400);
            received += length;
        }
    }

    [Fact]
    public async Task Over_UDP_a_port_where_nobody_listens_is_noticed_when_the_system_says_so()
    {
        var options = FeedBench.To(FeedProtocol.Beast, new LinkTarget("127.0.0.1", FreePort()));
        var feed = await StartUp(options with { Link = options.Link with { Transport = FeedTransport.Udp } });

        await _bench.Pass(
            TimeSpan.Zero,
            () =>
            {
                _bench.Publish(Samples.Update(Samples.Long));
                return feed.Status.State != FeedState.Up;
            },
            "it goes down");

        Assert.Equal("connection refused: nothing listens there", feed.Status.LastError);
    }

    [Fact]
    public async Task The_kernels_trick_of_connecting_a_port_to_itself_is_no_server()
    {
        // On Linux a connect() from a port to the same port succeeds when nobody listens: seen by binding first.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await socket.ConnectAsync(socket.LocalEndPoint!);

        Assert.Equal(socket.LocalEndPoint, socket.RemoteEndPoint);
    }

    private static Func<string, CancellationToken, Task<IPAddress[]>> Names(params string[] addresses) => (name, _) =>
    {
        Assert.Equal("feed.example", name);
        return Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
    };

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
