using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking.Tests.Outputs;

public sealed class OutputListenerTests : IAsyncDisposable
{
    private const int Greeting = 55;

    private readonly ManualTime _time = new();
    private readonly LogBook<FanOut> _fanOutLog = new();
    private readonly LogBook<OutputListener> _log = new();
    private readonly List<OutputListener> _listeners = [];
    private readonly FanOut _fanOut;

    public OutputListenerTests() => _fanOut = new FanOut(_time, _fanOutLog);

    private List<ClientStatus> Clients => [.. _listeners.SelectMany(x => x.Clients)];

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
        _fanOut.Dispose();
    }

    private OutputListener Listen(WireFormat format, ListenerOptions? options = null, OutputRule? rule = null)
    {
        var listener = OutputListener.Start(_fanOut, format, options ?? Samples.AnyPort, rule ?? new OutputRule(Provenance.Listener), _log, _time);
        _listeners.Add(listener);
        return listener;
    }

    private async Task<Peer> Join(OutputListener listener, int clients = 1, int? receiveBuffer = null)
    {
        var peer = Peer.Connect(listener.EndPoint, receiveBuffer);
        await Peer.Until(() => Clients.Count == clients, $"{clients} clients are there");
        return peer;
    }

    private void Publish(params ReadOnlySpan<TrackUpdate> updates)
    {
        foreach (var update in updates)
            _fanOut.Publish(update);
        _fanOut.Flush();
    }

    /// <summary>Publishes until nothing more goes into the socket of a client that does not read.</summary>
    private async Task FillUp(Peer peer)
    {
        // On a busy machine its sender may just not have had its turn: several rounds have to agree.
        var (before, rounds) = (-1L, 0);
        while (rounds < 5)
        {
            for (var i = 0; i < 2000; i++)
                _fanOut.Publish(Samples.Update(Samples.Long));
            await Task.Delay(25);
            var status = Clients.Single(x => Equals(x.Remote, peer.Socket.LocalEndPoint));
            rounds = status.DroppedFrames > 0 && status.QueuedBlocks > 0 && status.Bytes == before ? rounds + 1 : 0;
            before = status.Bytes;
        }
    }

    [Fact]
    public async Task Each_format_leaves_byte_exact_on_its_port()
    {
        using var beast = await Join(Listen(WireFormat.Beast));
        using var avr = await Join(Listen(WireFormat.Avr), 2);
        using var timed = await Join(Listen(WireFormat.AvrWithTime), 3);

        Publish(Samples.Update(Samples.Long), Samples.Update(Samples.Short));

        Assert.Equal(
            string.Concat(Enumerable.Repeat("1A31000000000000000000", 5)) + "1A33000000000001808D4840D6202CC371C32CE05760981A32000000000001805D484FDEA248F5",
            Convert.ToHexString(beast.Receive(Greeting + 39)));
        Assert.Equal("*8D4840D6202CC371C32CE0576098;\n*5D484FDEA248F5;\n", avr.ReceiveText(48));
        Assert.Equal("@0000000000018D4840D6202CC371C32CE0576098;\n", timed.ReceiveText(43));
    }

    [Fact]
    public async Task A_hundred_clients_get_the_same()
    {
        var listener = Listen(WireFormat.Avr);
        var peers = Enumerable.Range(0, 100).Select(_ => Peer.Connect(listener.EndPoint)).ToList();
        await Peer.Until(() => Clients.Count == 100, "all are there");

        for (var i = 0; i < 50; i++)
            Publish(Samples.Update(Samples.Long), Samples.Update(Samples.Short));

        var expected = string.Concat(Enumerable.Repeat(Samples.Avr(Samples.Long) + Samples.Avr(Samples.Short), 50));
        Assert.All(peers, x => Assert.Equal(expected, x.ReceiveText(expected.Length)));
        await Peer.Until(() => Clients.All(x => x is { Frames.Total: 100, DroppedFrames: 0 }), "all frames are counted");
        peers.ForEach(x => x.Dispose());
    }

    [Fact]
    public async Task A_client_that_stops_reading_costs_nobody_else_a_frame()
    {
        var listener = Listen(WireFormat.Beast, Samples.AnyPort with { QueueBlocks = 16 });
        using var slow = await Join(listener, receiveBuffer: 4096);
        using var quick = await Join(listener, 2);
        quick.Receive(Greeting);

        // Rounds that fit the queue, each awaited by the quick one.
        var round = Enumerable.Repeat(Samples.Update(Samples.Long), 400).ToArray();
        var length = round.Length * 23;
        ClientStatus late;
        var deadline = Environment.TickCount64 + (long)Peer.Patience.TotalMilliseconds;
        do
        {
            Publish(round);
            Assert.Equal(length, quick.Receive(length).Length);
            late = Clients.Single(x => Equals(x.Remote, slow.Socket.LocalEndPoint));
            Assert.True(Environment.TickCount64 < deadline, "the slow client never fell behind");
        }
        while (late.DroppedFrames < 2000 || late.QueuedBlocks == 0);

        Assert.InRange(late.QueuedBlocks, 1, 16);
        Assert.Equal(0, Clients.Single(x => !Equals(x.Remote, late.Remote)).DroppedFrames);

        // What the slow one gets in the end are whole frames, though not all of them.
        var got = slow.Receive((int)late.Bytes / 2);
        var input = new SequenceReader<byte>(new ReadOnlySequence<byte>(got));
        OperationStatus status;
        while ((status = BeastFraming.TryRead(ref input, out _)) != OperationStatus.NeedMoreData)
            Assert.Equal(OperationStatus.Done, status);
    }

    [Fact]
    public async Task A_slow_episode_is_one_line_in_the_log()
    {
        var listener = Listen(WireFormat.Avr, Samples.AnyPort with { QueueBlocks = 4 });
        using var slow = await Join(listener, receiveBuffer: 4096);

        async Task FallBehind()
        {
            var dropped = Clients[0].DroppedFrames;
            while (Clients[0].DroppedFrames == dropped)
            {
                for (var i = 0; i < 1000; i++)
                    _fanOut.Publish(Samples.Update(Samples.Long));
                await Task.Yield();
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await FallBehind();
        await FallBehind();
        Assert.Equal(1, _fanOutLog.Count(3000));

        var reading = Task.Run(slow.IsClosedByOther);
        await Peer.Until(() => Clients[0].QueuedBlocks == 0, "the client has caught up");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, _fanOutLog.Count(3001));

        await _listeners[0].DisposeAsync();
        Assert.True(await reading);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_goes_is_forgotten_and_the_others_stay(bool reset)
    {
        var listener = Listen(WireFormat.Avr);
        var leaver = await Join(listener);
        using var other = await Join(listener, 2);
        Publish(Samples.Update(Samples.Long));
        leaver.Receive(10);

        if (reset)
            leaver.Reset();
        else
            leaver.Dispose();
        var sent = 1;
        await Peer.Until(
            () =>
            {
                Publish(Samples.Update(Samples.Long));
                sent++;
                return Clients.Count == 1;
            },
            "the client is gone");

        Assert.Equal(31 * sent, other.Receive(31 * sent).Length);
        await Peer.Until(() => _log.Count(3103) == 1, "its leaving is logged");
    }

    [Fact]
    public async Task A_client_that_only_closes_its_sending_side_keeps_reading()
    {
        using var peer = await Join(Listen(WireFormat.Avr));
        peer.Socket.Shutdown(SocketShutdown.Send);

        for (var i = 0; i < 5; i++)
        {
            Publish(Samples.Update(Samples.Short));
            Assert.Equal(Samples.Avr(Samples.Short), peer.ReceiveText(17));
        }
    }

    [Theory]
    [InlineData("1A31431A31641A31661A316A1A3156", "CdfjV")] // faup1090
    [InlineData("1A31431A31641A31661A314A1A3156", "CdfJV")] // rbfeeder
    [InlineData("1A50010203", "")]
    [InlineData("1A5753", "")]
    [InlineData("474554202F20485454502F312E310D0A0D0A", "")]
    [InlineData("1A1A1A1A1A31", "")]
    [InlineData("1A31000000000000000000", "")]
    public async Task Whatever_a_client_says_it_is_served(string words, string settings)
    {
        using var beast = await Join(Listen(WireFormat.Beast));
        using var avr = await Join(Listen(WireFormat.Avr), 2);
        beast.Receive(Greeting);

        beast.Send(Convert.FromHexString(words));
        avr.Send(Convert.FromHexString(words));
        await Peer.Until(() => Clients.Any(x => x.Settings == settings && Equals(x.Remote, beast.Socket.LocalEndPoint)), "it has its way");
        for (var i = 0; i < 3; i++)
        {
            Publish(Samples.Update(Samples.Long));
            Assert.Equal(Samples.Beast(Samples.Long), beast.Receive(23));
            Assert.Equal(Samples.Avr(Samples.Long), avr.ReceiveText(31));
        }
    }

    [Fact]
    public async Task Mode_A_C_is_for_those_who_ask()
    {
        var listener = Listen(WireFormat.Beast);
        using var plain = await Join(listener);
        using var asking = await Join(listener, 2);
        asking.Send(Convert.FromHexString("1A314A"));
        await Peer.Until(() => Clients.Any(x => x.Settings == "J"), "the wish has come");

        Publish(Samples.Update(Samples.ModeAc), Samples.Update(Samples.Long));

        Assert.Equal(Samples.Beast(Samples.Long), plain.Receive(Greeting + 23)[Greeting..]);
        Assert.Equal([.. Samples.Beast(Samples.ModeAc), .. Samples.Beast(Samples.Long)], asking.Receive(Greeting + 34)[Greeting..]);
    }

    [Fact]
    public async Task A_client_may_keep_out_what_others_heard()
    {
        using var peer = await Join(Listen(WireFormat.Beast));
        peer.Send(Convert.FromHexString("1A314C"));
        await Peer.Until(() => Clients is [{ Settings: "L" }], "the wish has come");

        Publish(Samples.Update(Samples.Long, FrameSource.Network), Samples.Update(Samples.Short));

        Assert.Equal(Samples.Beast(Samples.Short), peer.Receive(Greeting + 16)[Greeting..]);
    }

    [Fact]
    public async Task A_client_may_ask_for_the_bits_as_they_were_heard()
    {
        const string heard = "8D4840D6202CC371C32CE0576099";
        var repaired = Samples.Update(Samples.Long);
        repaired = repaired with { Received = repaired.Received with { RepairedBits = 1, Unrepaired = Frame.Parse(heard) } };
        var listener = Listen(WireFormat.Beast);
        using var cooked = await Join(listener);
        using var verbatim = await Join(listener, 2);
        verbatim.Send(Convert.FromHexString("1A3156"));
        await Peer.Until(() => Clients.Any(x => x.Settings == "V"), "the wish has come");

        Publish(repaired, Samples.Update(Samples.Short, outcome: TrackOutcome.UnknownAddress), Samples.Update(Samples.Long));

        Assert.Equal([.. Samples.Beast(Samples.Long), .. Samples.Beast(Samples.Long)], cooked.Receive(Greeting + 46)[Greeting..]);
        Assert.Equal([.. Samples.Beast(heard), .. Samples.Beast(Samples.Short), .. Samples.Beast(Samples.Long)], verbatim.Receive(Greeting + 62)[Greeting..]);

        verbatim.Send(Convert.FromHexString("1A3176"));
        await Peer.Until(() => Clients.Any(x => x.Settings == "Vv"), "the wish has come");
        Publish(repaired);
        Assert.Equal(Samples.Beast(Samples.Long), verbatim.Receive(23));
    }

    [Fact]
    public async Task Inputs_wait_for_a_client_that_reads_quickly_and_not_for_one_that_does_not()
    {
        var listener = Listen(WireFormat.Avr, Samples.AnyPort with { QueueBlocks = 64 });
        using var peer = await Join(listener, receiveBuffer: 4096);
        Assert.False(_fanOut.IsPressed);

        // It has just connected and may still prove quick...
        await FillUp(peer);
        Assert.True(_fanOut.IsPressed);

        // ...but takes nothing for a second.
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_fanOut.IsPressed);

        // A megabyte within the second, and still much to send: worth waiting for.
        var reading = Task.Run(() => peer.Receive(2 << 20));
        while (!reading.IsCompleted)
        {
            for (var i = 0; i < 1000; i++)
                _fanOut.Publish(Samples.Update(Samples.Long));
            await Task.Yield();
        }

        await reading;
        await FillUp(peer);
        Assert.True(_fanOut.IsPressed);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_fanOut.IsPressed);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_for_ten_minutes_is_closed_with_a_line()
    {
        var listener = Listen(WireFormat.Avr, Samples.AnyPort with { QueueBlocks = 4 });
        using var dead = await Join(listener, receiveBuffer: 4096);
        using var idle = await Join(listener, 2);
        var reading = Task.Run(idle.IsClosedByOther);
        bool IdleHasAll() => Clients.Exists(x => Equals(x.Remote, idle.Socket.LocalEndPoint) && x.QueuedBlocks == 0);
        await FillUp(dead);
        await Peer.Until(IdleHasAll, "the other one has all");

        // Something always waits for it, even if the kernel found room for more after all: then the ten minutes begin anew.
        for (var step = 0; step < 200 && _fanOutLog.Count(3002) == 0; step++)
        {
            Publish([.. Enumerable.Repeat(Samples.Update(Samples.Long), 200)]);
            await Peer.Until(IdleHasAll, "the other one has its frames");
            _time.Advance(TimeSpan.FromSeconds(29));
            await Peer.Until(IdleHasAll, "the other one has its heartbeat");
        }

        Assert.Equal(1, _fanOutLog.Count(3002));
        await Peer.Until(() => Clients.Count == 1, "the dead one is gone");
        Assert.Equal(idle.Socket.LocalEndPoint, Clients[0].Remote);
        await listener.DisposeAsync();
        Assert.True(await reading);
    }

    [Fact]
    public async Task A_hub_names_the_receiver_of_each_frame_and_gives_every_copy()
    {
        using var hub = await Join(Listen(WireFormat.Beast, rule: new OutputRule(Provenance.Listener) { ReceiverIds = true }));
        using var plain = await Join(Listen(WireFormat.Beast), 2);
        var other = Samples.Update(Samples.Long, FrameSource.Network, outcome: TrackOutcome.Duplicate);
        other = other with { Received = other.Received with { ReceiverId = 0x42 } };

        Publish(Samples.Update(Samples.Long), other);

        Assert.Equal(
            "1AE30000000000000001" + Convert.ToHexString(Samples.Beast(Samples.Long)) + "1AE30000000000000042" + Convert.ToHexString(Samples.Beast(Samples.Long)),
            Convert.ToHexString(hub.Receive(Greeting + 66)[Greeting..]));
        Publish(Samples.Update(Samples.Short));
        Assert.Equal([.. Samples.Beast(Samples.Long), .. Samples.Beast(Samples.Short)], plain.Receive(Greeting + 39)[Greeting..]);
    }

    [Fact]
    public async Task MLAT_results_leave_only_where_the_rule_says_so()
    {
        using var usual = await Join(Listen(WireFormat.Beast));
        using var avr = await Join(Listen(WireFormat.Avr), 2);
        using var asking = await Join(Listen(WireFormat.Beast, rule: new OutputRule(Provenance.Listener | Provenance.Mlat)), 3);

        Publish(Samples.Update(Samples.Long, FrameSource.Mlat), Samples.Update(Samples.Short));

        Assert.Equal(Samples.Beast(Samples.Short), usual.Receive(Greeting + 16)[Greeting..]);
        Assert.Equal(Samples.Avr(Samples.Short), avr.ReceiveText(17));
        Assert.Equal("1A33FF004D4C4154", Convert.ToHexString(asking.Receive(Greeting + 8)[Greeting..]));
    }

    [Fact]
    public async Task Counters_prove_that_no_MLAT_result_left()
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == NetworkingMetrics.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.Contains(new("source", "mlat")))
                counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
        });
        meter.Start();
        using var peer = await Join(Listen(WireFormat.Beast));

        Publish(Samples.Update(Samples.Long, FrameSource.Mlat), Samples.Update(Samples.Long, FrameSource.Mlat), Samples.Update(Samples.Short));

        // The meter is everybody's: other tests may count beside this one.
        Assert.InRange(counts["adsb_output_withheld_frames_total"], 2, long.MaxValue);
        await Peer.Until(() => Clients[0].Frames.Total > 0, "the frame has left");
        Assert.Equal(new SourceCounts(Radio: 1, Network: 0, Mlat: 0, Simulation: 0), Clients[0].Frames);
    }

    [Fact]
    public async Task Open_connections_and_what_clients_got_are_counted_and_a_feed_counts_for_itself()
    {
        var counts = new ConcurrentDictionary<string, long>();
        var listener = Samples.AnyPort with { Setting = "Network:Counted" };
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == NetworkingMetrics.MeterName)
                listening.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.Contains(new("listener", listener.Setting)) || tags.Contains(new("output", WireFormat.AvrWithTime.Name)))
                counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
        });
        meter.Start();
        var opened = Listen(WireFormat.AvrWithTime, listener);
        using var feed = _fanOut.Subscribe(WireFormat.AvrWithTime, new OutputRule(Provenance.Listener), "feed");
        using (var peer = await Join(opened))
        {
            Assert.Equal(1, counts["adsb_listener_clients"]);
            Publish(Samples.Update(Samples.Long), Samples.Update(Samples.Short));
            feed.Sent(await feed.ReadAsync(CancellationToken.None));
            await Peer.Until(() => Clients[0].Frames.Total == 2, "the frames have left");
        }

        await Peer.Until(() => counts["adsb_listener_clients"] == 0, "the client is gone");
        Assert.Equal(2, counts["adsb_client_sent_frames_total"]);
    }

    [Fact]
    public async Task Lines_of_positions_come_no_more_often_than_asked_for_each_aircraft()
    {
        using var paced = await Join(Listen(WireFormat.Avr, rule: new OutputRule(Provenance.Listener) { PositionInterval = TimeSpan.FromSeconds(5) }));
        using var every = await Join(Listen(WireFormat.Avr), 2);
        var second = Address.Icao(0x40621D);
        TrackUpdate At(long milliseconds, Address address) => Samples.Update(Samples.Long) with
        {
            Address = address,
            Position = new GeoPosition(52, 4),
            Received = Samples.Update(Samples.Long, ticks: milliseconds).Received with { UnixMilliseconds = 1795246708764 + milliseconds },
        };

        var first = Address.Icao(0x4840D6);
        Publish(At(0, first), At(1, second), At(4999, first), At(5000, first), At(5001, second), At(9999, first), At(200_000, second), At(-60_000, first));

        Assert.Equal(8 * 31, every.ReceiveText(8 * 31).Length);
        Assert.Equal(6 * 31, paced.ReceiveText(6 * 31).Length);
        await Peer.Until(() => Clients.Sum(x => x.Frames.Total) == 8 + 6, "and no more of them");
    }

    [Fact]
    public async Task Frames_that_were_not_accepted_or_not_to_be_forwarded_leave_nowhere()
    {
        using var peer = await Join(Listen(WireFormat.Avr));

        Publish(
            Samples.Update(Samples.Long, outcome: TrackOutcome.BadParity),
            Samples.Update(Samples.Long, FrameSource.Network, BeastTimestamp.NoForward),
            Samples.Update(Samples.Short));

        Assert.Equal(Samples.Avr(Samples.Short), peer.ReceiveText(17));
    }

    [Fact]
    public async Task Silence_is_broken_by_a_heartbeat_every_thirty_seconds()
    {
        using var beast = await Join(Listen(WireFormat.Beast));
        using var avr = await Join(Listen(WireFormat.Avr), 2);
        using var sbs = await Join(Listen(WireFormat.Sbs), 3);

        _time.Advance(TimeSpan.FromSeconds(29));
        Publish(Samples.Update(Samples.ModeAc));
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("1A310000000000000000001A31000000000000000000", Convert.ToHexString(beast.Receive(Greeting + 22)[Greeting..]));
        Assert.Equal("*0000;\n*0000;\n", avr.ReceiveText(14));
        Assert.Equal("\r\n\r\n", sbs.ReceiveText(4));
    }

    [Fact]
    public async Task Frames_put_the_heartbeat_off()
    {
        using var avr = await Join(Listen(WireFormat.Avr));

        _time.Advance(TimeSpan.FromSeconds(29));
        Publish(Samples.Update(Samples.Short));
        _time.Advance(TimeSpan.FromSeconds(29));
        Publish(Samples.Update(Samples.Short));

        Assert.Equal(Samples.Avr(Samples.Short) + Samples.Avr(Samples.Short), avr.ReceiveText(34));
    }

    [Fact]
    public async Task Of_connections_that_come_and_go_quickly_the_log_tells_a_few_and_says_so()
    {
        var listener = Listen(WireFormat.Avr);
        for (var n = 0; n < 100; n++)
            Peer.Connect(listener.EndPoint).Reset();

        await Peer.Until(() => _log.Count(3107) == 1, "it is said");
        using (await Join(listener))
        {
            Assert.Equal(TalkLimit.LinesOfKind, _log.Count(3102));
            _time.Advance(TimeSpan.FromMinutes(1));
            using var later = await Join(listener, 2);
            await Peer.Until(() => _log.Count(3102) == TalkLimit.LinesOfKind + 1, "the next minute begins anew");
        }

        Assert.Equal(1, _log.Count(3107));
    }

    [Fact]
    public async Task A_client_that_never_stops_talking_is_made_to_wait_and_served_all_the_same()
    {
        using var peer = await Join(Listen(WireFormat.Beast));
        peer.Socket.Blocking = false;
        var talk = new byte[64 * 1024];
        new Random(30005).NextBytes(talk);
        var (said, refusals) = (0L, 0);
        for (; refusals < 20 && said < 1 << 28; said += Math.Max(0, peer.Socket.Send(talk, SocketFlags.None, out var error)), refusals = error == SocketError.WouldBlock ? refusals + 1 : 0)
            await Task.Delay(refusals > 0 ? 1 : 0);
        Assert.Equal(20, refusals);

        peer.Socket.Blocking = true;
        Publish(Samples.Update(Samples.Long));
        Assert.Equal(Samples.Beast(Samples.Long), peer.Receive(Greeting + 23)[Greeting..]);
    }

    [Fact]
    public async Task More_clients_than_allowed_are_closed_and_the_rest_served()
    {
        var listener = Listen(WireFormat.Avr, Samples.AnyPort with { MaxClients = 2 });
        using var first = await Join(listener);
        using var second = await Join(listener, 2);
        using var third = Peer.Connect(listener.EndPoint);
        using var fourth = Peer.Connect(listener.EndPoint);
        Assert.True(third.IsClosedByOther());
        Assert.True(fourth.IsClosedByOther());
        Assert.Equal(1, _log.Count(3101));

        first.Dispose();
        await Peer.Until(
            () =>
            {
                Publish(Samples.Update(Samples.Short));
                return Clients.Count == 1;
            },
            "the place is free");
        using var fifth = await Join(listener, 2);
        Publish(Samples.Update(Samples.Short));
        Assert.Equal(17, fifth.Receive(17).Length);
    }

    [Fact]
    public async Task Disposing_closes_every_connection_and_the_port()
    {
        var listener = Listen(WireFormat.Avr);
        using var peer = await Join(listener);

        await listener.DisposeAsync();

        Assert.True(peer.IsClosedByOther());
        Assert.Empty(Clients);
        Assert.Throws<SocketException>(() => Peer.Connect(listener.EndPoint));
    }

    [Fact]
    public async Task Publishing_allocates_per_block_and_not_per_frame()
    {
        using var peer = await Join(Listen(WireFormat.Beast));
        var reading = Task.Run(peer.IsClosedByOther);
        var updates = Enumerable.Repeat(Samples.Update(Samples.Long), 20_000).ToArray();
        Publish(updates);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Publish(updates);
        var perFrame = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)updates.Length;

        // A frame is 23 bytes and a block 1.3 kB: its copy, two small objects, and now and then a growing queue.
        Assert.InRange(perFrame, 23, 40);
        await _listeners[0].DisposeAsync();
        Assert.True(await reading);
    }
}
