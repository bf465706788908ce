using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking.Tests.Feeds;

/// <summary>The upload of the OpenSky Network against a collector written from its description.</summary>
public sealed class OpenSkyFeedTests : IAsyncDisposable
{
    private const string Device = "1A4100000005";
    private const int DeviceLength = 18;

    private static readonly ReceiverPlace Place = new(52, 4.5, 12);

    // 52, 4.5 and 12 as IEEE doubles.
    private const string Position = "1A37" + "404A000000000000" + "4012000000000000" + "4028000000000000";

    private readonly FeedBench _bench = new();
    private readonly KeptSerial _serial = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private FeedOptions To(FakeServer server, ReceiverPlace? place = null) => FeedBench.To(FeedProtocol.OpenSky, server.Target) with { Serial = _serial, Place = () => place };

    private static string Hex(byte[] bytes, int from) => Convert.ToHexString(bytes, from, bytes.Length - from);

    private async Task Up(Feed feed)
    {
        await Peer.Until(() => feed.Status.State == FeedState.Up, "the feed is up");
        await Peer.Until(() => _bench.FanOut.Subscriptions.Count > 0, "it takes frames");
    }

    [Fact]
    public async Task It_says_who_it_is_and_where_before_the_first_frame()
    {
        using var server = new FakeServer();
        _serial.Value = 0xAC1A001B;
        await Up(_bench.Start(To(server, Place) with { User = "somebody" }));
        _bench.Publish(Samples.Update(Samples.Long));
        var introduction = Device[12..] + "1A35AC1A1A001B" + Position + "1A43736F6D65626F6479";
        var frame = Convert.ToHexString(Samples.Beast(Samples.Long));

        var bytes = await (await server.Visit()).Received(DeviceLength + ((introduction.Length + frame.Length) / 2));

        Assert.StartsWith(Device, Convert.ToHexString(bytes), StringComparison.Ordinal);
        Assert.Equal(introduction + frame, Hex(bytes, DeviceLength));
    }

    [Fact]
    public async Task Without_a_number_it_asks_for_one_every_two_seconds_and_keeps_it()
    {
        using var server = new FakeServer();
        var feed = _bench.Start(To(server));
        var visit = await server.Visit();
        await visit.Received(DeviceLength + 2);
        await _bench.Pass(TimeSpan.FromSeconds(2), () => visit.Bytes.Length >= DeviceLength + 4, "it asks again");
        Assert.Equal("1A421A42", Hex(visit.Bytes, DeviceLength)[..8]);
        Assert.NotEqual(FeedState.Up, feed.Status.State);

        visit.Send(Convert.FromHexString("00050008AC1B2C3D"));

        await Up(feed);
        Assert.Equal(0xAC1B2C3D, _serial.Value);
        await Peer.Until(() => Hex(visit.Bytes, DeviceLength).EndsWith("1A35AC1B2C3D", StringComparison.Ordinal), "the number is told");
    }

    [Fact]
    public async Task A_collector_that_gives_no_number_is_left_alone_for_a_while()
    {
        using var server = new FakeServer();
        var feed = _bench.Start(To(server));
        await server.Visit();

        await _bench.Pass(TimeSpan.FromSeconds(2), () => feed.Status.LastError is not null, "it gives up");

        Assert.Equal(("it gave us no serial number", 0L), (feed.Status.LastError, feed.Status.Connections));
        Assert.Null(_serial.Value);
    }

    [Fact]
    public async Task Only_extended_squitters_leave_until_the_collector_asks_for_more()
    {
        using var server = new FakeServer();
        _serial.Value = 1;
        var feed = _bench.Start(To(server, Place));
        await Up(feed);
        var visit = await server.Visit();
        _bench.Publish(Samples.Update(Samples.Short), Samples.Update(Samples.Long));
        await Peer.Until(() => feed.Status.Frames.Radio == 1, "one frame leaves");

        visit.Send(Convert.FromHexString("000400060200"));
        await Peer.Until(() => _bench.FanOut.Subscriptions.Any(each => !each.Rule.ExtendedSquittersOnly), "it wants all");
        _bench.Publish(Samples.Update(Samples.Short));

        await Peer.Until(() => Hex(visit.Bytes, DeviceLength).EndsWith(Convert.ToHexString(Samples.Beast(Samples.Short)), StringComparison.Ordinal), "the short frame leaves");
        visit.Send(Convert.FromHexString("000400060202"));
        await Peer.Until(() => _bench.FanOut.Subscriptions.All(each => each.Rule.ExtendedSquittersOnly), "it wants squitters alone again");
    }

    [Fact]
    public async Task Into_silence_it_says_that_it_lives_after_a_second_and_a_half_and_never_sends_the_heartbeat_of_Beast()
    {
        using var server = new FakeServer();
        _serial.Value = 1;
        await Up(_bench.Start(To(server)));
        var visit = await server.Visit();
        var length = (await visit.Received(DeviceLength + 6)).Length;

        for (var i = 0; i < 80; i++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(2);
        }

        await visit.Received(length + 20);
        var rest = Hex(visit.Bytes, DeviceLength + 6);
        Assert.Equal(string.Concat(Enumerable.Repeat("1A36", rest.Length / 4)), rest);
    }

    [Fact]
    public async Task A_place_that_becomes_known_later_or_moves_is_told_then()
    {
        using var server = new FakeServer();
        _serial.Value = 1;
        ReceiverPlace? place = null;
        var feed = _bench.Start(FeedBench.To(FeedProtocol.OpenSky, server.Target) with { Serial = _serial, Place = () => place });
        await Up(feed);
        var visit = await server.Visit();
        place = Place;

        await _bench.Pass(TimeSpan.FromSeconds(0.5), () => Convert.ToHexString(visit.Bytes).Contains(Position, StringComparison.Ordinal), "the place is told");
        place = Place with { Latitude = 52.5 };
        await _bench.Pass(TimeSpan.FromSeconds(0.5), () => Convert.ToHexString(visit.Bytes).Contains("1A37404A400000000000", StringComparison.Ordinal), "the new place is told");
    }

    [Theory]
    [InlineData("00000008C0A80001")]
    [InlineData("00010004")]
    [InlineData("00020004")]
    [InlineData("00030004")]
    [InlineData("FFFF0000FFFF0000")]
    [InlineData("0005FFFF")]
    public async Task Commands_that_take_over_a_machine_and_garbage_are_passed_over(string words)
    {
        using var server = new FakeServer();
        _serial.Value = 7;
        var feed = _bench.Start(To(server));
        await Up(feed);

        (await server.Visit()).Send(Convert.FromHexString(words + "000400060200"));

        await Peer.Until(() => _bench.FanOut.Subscriptions.All(each => !each.Rule.ExtendedSquittersOnly), "the filter behind it is understood");
        Assert.Equal((FeedState.Up, 7u), (feed.Status.State, _serial.Value));
    }

    [Fact]
    public void Packets_are_understood_split_at_every_byte()
    {
        var packets = Convert.FromHexString("00090005FF" + "000400060200");
        for (var split = 0; split <= packets.Length; split++)
        {
            var speech = new OpenSkySpeech(FeedBench.To(FeedProtocol.OpenSky), new OutputRule(Provenance.Feed), _bench.Time);
            speech.Hear(packets.AsSpan(0, split));
            speech.Hear(packets.AsSpan(split));
            Assert.False(speech.Rule.ExtendedSquittersOnly, $"split at {split}");
        }
    }

    [Fact]
    public void Bytes_of_any_kind_do_no_harm()
    {
        var speech = new OpenSkySpeech(FeedBench.To(FeedProtocol.OpenSky), new OutputRule(Provenance.Feed), _bench.Time);
        var random = new Random(5);
        var noise = new byte[300];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(noise);
            noise.AsSpan(0, 100).Clear();
            speech.Hear(noise);
        }
    }

    private sealed class KeptSerial : ISerialStore
    {
        public uint? Value { get; set; }

        public void Store(uint serial) => Value = serial;
    }
}
