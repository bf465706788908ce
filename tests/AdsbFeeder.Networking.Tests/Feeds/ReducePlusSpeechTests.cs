using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking.Tests.Feeds;

public class ReducePlusSpeechTests
{
    private const string Uuid = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d";

    private static readonly OutputRule Rule = new(Provenance.Feed) { Reduce = new Reduction(TimeSpan.FromSeconds(0.5)) }, Slow = new(Provenance.Feed) { Reduce = new Reduction(TimeSpan.FromSeconds(1)) };

    private readonly ManualTime _time = new();
    private readonly FeedCounters _counters = new();
    private readonly byte[] _due = new byte[FeedSpeech.MaxDue];

    private ReducePlusSpeech Speech() => new(Uuid, Rule, _counters, _time);

    private string Due(ReducePlusSpeech speech) => Convert.ToHexString(_due.AsSpan(0, speech.WriteDue(_due, TimeSpan.Zero)));

    [Fact]
    public void It_introduces_itself_byte_for_byte()
    {
        // 1A E4, 36 characters, 1A "WO", five heartbeats: what readsb sends with --net-connector host,port,beast_reduce_plus_out,uuid=...
        Assert.Equal(
            "1AE435643861316330652D306235662D346236352D396430632D376131663666316332623364" + "1A574F"
                + string.Concat(Enumerable.Repeat("1A31000000000000000000", 5)),
            Convert.ToHexString(ReducePlusSpeech.Greeting(Uuid)));
    }

    [Fact]
    public void A_shorter_identity_is_filled_up_with_f() =>
        Assert.Equal("0123456789abcdefffffffffffffffffffff", System.Text.Encoding.ASCII.GetString(ReducePlusSpeech.Greeting("0123456789abcdef").AsSpan(2, 36)));

    [Theory]
    [InlineData("1A50000102", 0, "1A50000102")]
    [InlineData("1A50000102", 40, "1A5000012A")]
    [InlineData("1A50FFFFFF", 1, "1A50000000")]
    [InlineData("1A501A1A0018", 2, "1A501A1A001A1A")]
    [InlineData("1A50000001" + "1A50000009", 3, "1A5000000C")]
    public void A_ping_is_answered_with_its_own_time_and_what_passed_since(string ping, int milliseconds, string answer)
    {
        var speech = Speech();
        speech.Hear(Convert.FromHexString(ping));
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(answer, Due(speech));
        Assert.Equal("", Due(speech));
        Assert.Equal(1, _counters.Pings);
    }

    [Fact]
    public void Pings_are_understood_split_at_every_byte_and_byte_by_byte()
    {
        var bytes = Convert.FromHexString("1A501A1A0102");
        for (var split = 0; split <= bytes.Length; split++)
        {
            var speech = Speech();
            speech.Hear(bytes.AsSpan(0, split));
            speech.Hear(bytes.AsSpan(split));
            Assert.Equal("1A501A1A0102", Due(speech));
        }

        var slowly = Speech();
        foreach (var octet in bytes)
            slowly.Hear([octet]);
        Assert.Equal("1A501A1A0102", Due(slowly));
    }

    [Fact]
    public void Garbage_and_unknown_words_between_are_passed_over()
    {
        var speech = Speech();
        var noise = new byte[10_000];
        new Random(3).NextBytes(noise);
        speech.Hear(noise.Where(octet => octet != 0x1A).ToArray());
        speech.Hear(Convert.FromHexString("1A31431A31641A99FF" + "1A50000007"));

        Assert.Equal("1A50000007", Due(speech));
    }

    [Fact]
    public void A_wish_to_slow_down_doubles_the_interval_for_fifteen_seconds()
    {
        var speech = Speech();
        Assert.Equal(Rule, speech.Rule);

        speech.Hear("\x1AWS"u8);

        Assert.Equal(Slow, speech.Rule);
        _time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal(Slow, speech.Rule);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(Rule, speech.Rule);
        Assert.Equal(1, _counters.SlowDowns);
    }

    [Fact]
    public void Any_bytes_at_all_do_no_harm()
    {
        var random = new Random(11);
        var speech = Speech();
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(0, 1200)];
            random.NextBytes(bytes);
            for (var j = 0; j < bytes.Length; j += 3)
                bytes[j] = 0x1A;
            speech.Hear(bytes);
            Assert.InRange(speech.WriteDue(_due, TimeSpan.Zero), 0, 8);
        }
    }
}
