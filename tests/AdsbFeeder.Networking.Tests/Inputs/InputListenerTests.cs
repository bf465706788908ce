using System.Collections.Concurrent;
using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking.Tests.Inputs;

public sealed class InputListenerTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly LogBook<InputListener> _log = new();
    private readonly ConcurrentQueue<ReceivedFrame> _frames = new();
    private readonly List<InputListener> _listeners = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
    }

    private Peer Connect(InputFormat format, FrameSink? sink = null)
    {
        var listener = InputListener.Start(sink ?? Collect, format, Samples.AnyPort, _log, _time);
        _listeners.Add(listener);
        return Peer.Connect(listener.EndPoint);
    }

    private ValueTask Collect(ReadOnlyMemory<ReceivedFrame> frames, CancellationToken cancellationToken)
    {
        foreach (var frame in frames.Span)
            _frames.Enqueue(frame);
        return default;
    }

    private Task UntilFrames(int count) => Peer.Until(() => _frames.Count >= count, $"{count} frames are read");

    [Theory]
    [InlineData(InputFormat.Beast)]
    [InlineData(InputFormat.Auto)]
    public async Task Beast_is_read_with_time_level_and_source(InputFormat format)
    {
        using var peer = Connect(format);
        peer.Send([.. BeastWriter.Heartbeat, .. Samples.Beast(Samples.Long, 0x1A1A1A), .. Samples.Beast(Samples.ModeAc, 7), .. Samples.Beast(Samples.Short, BeastTimestamp.Mlat)]);

        await UntilFrames(3);

        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var power = BeastSignal.ToPower(128);
        Assert.NotEqual(0u, Assert.Single(_frames.Select(x => x.ReceiverId).Distinct()));
        Assert.Equal(
            [
                new(Frame.Parse(Samples.Long), 0x1A1A1A, now, FrameSource.Network) { SignalPower = power },
                new(Frame.Parse(Samples.ModeAc), 7, now, FrameSource.Network) { SignalPower = power },
                new(Frame.Parse(Samples.Short), BeastTimestamp.Mlat, now, FrameSource.Mlat) { SignalPower = power },
            ],
            _frames.Select(x => x with { ReceiverId = 0 }));
    }

    [Fact]
    public async Task Receivers_behind_one_connection_keep_their_numbers()
    {
        using var peer = Connect(InputFormat.Beast);
        peer.Send([.. Samples.Beast(Samples.Long), .. Convert.FromHexString("1AE31A1A02030405060708"), .. Samples.Beast(Samples.Long), .. Samples.Beast(Samples.Short),
            .. Convert.FromHexString("1AE30000000000000042"), .. Samples.Beast(Samples.Long), .. Convert.FromHexString("1AE30000000000000000"), .. Samples.Beast(Samples.Long)]);

        await UntilFrames(5);

        var ids = _frames.Select(x => x.ReceiverId).ToList();
        Assert.Equal([0x1A02030405060708, 0x1A02030405060708, 0x42], ids[1..4]);
        Assert.Equal(ids[0], ids[4]);
    }

    [Theory]
    [InlineData(InputFormat.Sbs, false)]
    [InlineData(InputFormat.SbsJaero, true)]
    public async Task Lines_of_JAERO_are_reports_over_satellites(InputFormat format, bool isBySatellite)
    {
        using var peer = Connect(format);
        peer.Send(Encoding.ASCII.GetBytes("MSG,3,1,1,A1B2C3,1,,,,,UAL123,35000,480,270,-33.5,-151.25,0,,0,0,0,0\r\n"));

        await UntilFrames(4);   // both halves of the position, speed, call sign

        Assert.All(_frames, frame => Assert.Equal((FrameSource.Sbs, isBySatellite), (frame.Source, frame.IsBySatellite)));
    }

    [Theory]
    [InlineData(InputFormat.Avr)]
    [InlineData(InputFormat.Auto)]
    public async Task AVR_is_read_with_and_without_time(InputFormat format)
    {
        using var peer = Connect(format);
        peer.Send("*0000;\n*8d4840d6202cc371c32ce0576098;\r\n@0000000000075D484FDEA248F5;\n");

        await UntilFrames(2);

        Assert.Equal([(Samples.Long, 0L), (Samples.Short, 7L)], _frames.Select(x => (x.Frame.ToString(), x.Ticks12MHz)));
    }

    [Fact]
    public async Task Text_that_was_the_tail_of_a_Beast_frame_does_not_mislead_detection()
    {
        using var peer = Connect(InputFormat.Auto);
        peer.Send("2*;*5D484FDEA248F5;");
        await UntilFrames(1);
        peer.Send([.. Samples.Beast(Samples.Long), .. Samples.Beast(Samples.Long)]);

        await UntilFrames(3);

        Assert.Equal(InputFormat.Beast, Assert.Single(_listeners[0].Senders).Format);
    }

    [Fact]
    public async Task Bytes_may_come_one_by_one()
    {
        using var peer = Connect(InputFormat.Beast);
        foreach (var octet in (byte[])[.. Samples.Beast(Samples.Long, 0x1A00001A), .. Samples.Beast(Samples.Short)])
            peer.Send([octet]);

        await UntilFrames(2);

        Assert.Equal([Samples.Long, Samples.Short], _frames.Select(x => x.Frame.ToString()));
    }

    [Theory]
    [InlineData(InputFormat.Beast)]
    [InlineData(InputFormat.Avr)]
    public async Task Garbage_is_skipped_and_counted(InputFormat format)
    {
        var frame = format == InputFormat.Beast ? Samples.Beast(Samples.Long) : System.Text.Encoding.ASCII.GetBytes(Samples.Avr(Samples.Long).TrimEnd());
        using var peer = Connect(format);
        for (var i = 0; i < 100; i++)
            peer.Send([(byte)'x', (byte)'y', .. frame]);

        await UntilFrames(100);

        await Peer.Until(() => _listeners[0].Senders is [{ Frames: 100, GarbageBytes: 200 }], "garbage is counted");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sender_that_goes_in_mid_frame_loses_that_frame_only(bool reset)
    {
        var peer = Connect(InputFormat.Beast);
        peer.Send([.. Samples.Beast(Samples.Long), .. Samples.Beast(Samples.Long).AsSpan(0, 10)]);
        await UntilFrames(1);

        if (reset)
            peer.Reset();
        else
            peer.Dispose();
        await Peer.Until(() => _listeners[0].Senders.Count == 0, "the sender is forgotten");
        using var next = Peer.Connect(_listeners[0].EndPoint);
        next.Send(Samples.Beast(Samples.Short));
        await UntilFrames(2);

        Assert.Equal([Samples.Long, Samples.Short], _frames.Select(x => x.Frame.ToString()));
    }

    [Theory]
    [InlineData(InputFormat.Beast, 0x00)]
    [InlineData(InputFormat.Beast, 0x1A)]
    [InlineData(InputFormat.Avr, (byte)'A')]
    [InlineData(InputFormat.Avr, (byte)'*')]
    [InlineData(InputFormat.Auto, (byte)'(')]
    public async Task A_sender_of_nothing_but_garbage_is_cut_off(InputFormat format, byte garbage)
    {
        using var peer = Connect(format);
        using var honest = Peer.Connect(_listeners[0].EndPoint);
        var block = new byte[64 * 1024];
        block.AsSpan().Fill(garbage);

        // The kernel alone holds some ten megabytes while nobody has had a turn to read.
        var sent = 0;
        try
        {
            for (; sent < 2000 * block.Length; sent += block.Length)
                peer.Send(block);
        }
        catch (System.Net.Sockets.SocketException)
        {
        }

        Assert.True(peer.IsClosedByOther());
        Assert.InRange(sent, 1 << 20, 1999 * block.Length);
        await Peer.Until(() => _log.Count(3200) == 1, "it is logged");
        honest.Send(format == InputFormat.Beast ? Samples.Beast(Samples.Long) : System.Text.Encoding.ASCII.GetBytes(Samples.Avr(Samples.Long)));
        await UntilFrames(1);
    }

    [Theory]
    [InlineData(InputFormat.Beast)]
    [InlineData(InputFormat.Avr)]
    [InlineData(InputFormat.Sbs)]
    public async Task A_sender_of_noise_is_cut_off_though_some_of_it_looks_like_frames(InputFormat format)
    {
        using var peer = Connect(format);
        var noise = new byte[64 * 1024];
        new Random(30104).NextBytes(noise);

        var sent = 0;
        try
        {
            for (; sent < 2000 * noise.Length; sent += noise.Length)
                peer.Send(noise);
        }
        catch (System.Net.Sockets.SocketException)
        {
        }

        Assert.True(peer.IsClosedByOther());
        await Peer.Until(() => _log.Count(3200) == 1, "it is logged");
    }

    [Fact]
    public async Task A_sender_whose_frames_have_as_much_garbage_between_them_is_listened_to()
    {
        using var peer = Connect(InputFormat.Beast);
        const int count = 60_000;
        byte[] garbage = [.. Enumerable.Repeat((byte)'?', 64)];
        peer.Send(Enumerable.Range(1, count).SelectMany(x => (byte[])[.. garbage, .. Samples.Beast(Samples.Short, x)]).ToArray());

        await UntilFrames(count);
        Assert.Equal(0, _log.Count(3200));
    }

    [Fact]
    public async Task A_sink_that_waits_slows_the_sender_down_and_nothing_is_lost()
    {
        using var gate = new SemaphoreSlim(0);
        using var peer = Connect(
            InputFormat.Beast,
            async (frames, token) =>
            {
                await gate.WaitAsync(token);
                await Collect(frames, token);
            });
        const int count = 200_000;
        var stream = Enumerable.Range(1, count).SelectMany(x => Samples.Beast(Samples.Short, x)).ToArray();
        var sending = Task.Run(() => peer.Send(stream));

        await Task.Delay(30);
        Assert.Empty(_frames);
        gate.Release(1_000_000);
        await sending;
        await UntilFrames(count);

        Assert.Equal(Enumerable.Range(1, count).Select(x => (long)x), _frames.Select(x => x.Ticks12MHz));
    }

    [Fact]
    public async Task Random_bytes_hurt_only_themselves()
    {
        var random = new Random(30004);
        for (var i = 0; i < 20; i++)
        {
            var bytes = new byte[10_000];
            random.NextBytes(bytes);
            using var peer = Connect((InputFormat)(i % 3));
            peer.Send(bytes);
        }

        using var last = Connect(InputFormat.Auto);
        last.Send(Samples.Beast(Samples.Long, 4711));
        await Peer.Until(() => _frames.Any(x => x.Ticks12MHz == 4711), "the honest frame is read");
        Assert.Equal(0, _log.Count(3104));
    }
}
