namespace AdsbFeeder.Dsp.Tests;

public class AcceptanceTests
{
    private const uint Address = 0xAD9293;

    // From a recording of rsadsb/dump1090_rs: a squitter with one weak bit, then the only reply of the same aircraft.
    private static readonly FrameBits Squitter = Bits("8DAD929358B9C6273F002169C02E");
    private static readonly FrameBits Reply = Bits("02E1971CE17C84");

    private readonly RecentAddresses _addresses = new();
    private readonly FramePrior _prior;
    private readonly Acceptance _acceptance;

    public AcceptanceTests()
    {
        _prior = new FramePrior(_addresses);
        _acceptance = new Acceptance(_addresses, _prior, new Expectations());
    }

    [Fact]
    public void A_stranger_may_announce_himself_by_a_repaired_squitter_but_not_by_a_repaired_all_call_reply()
    {
        Assert.True(float.IsFinite(_prior.Of(Squitter, 0, clean: false, 1)));
        Assert.False(float.IsFinite(_prior.Of(Bits("5DAB1C041BFB6B"), 0, clean: false, 1)));
        Assert.True(float.IsFinite(_prior.Of(Bits("5DAB1C041BFB6B"), 0, clean: true, 1)));
    }

    [Fact]
    public void After_a_repaired_squitter_only_clean_replies_are_believed()
    {
        Assert.False(float.IsFinite(_prior.Of(Reply, Address, clean: true, 1)));

        Hear(Squitter, flips: 1);

        Assert.True(float.IsFinite(_prior.Of(Reply, Address, clean: true, 1)));
        Assert.False(float.IsFinite(_prior.Of(Reply, Address, clean: false, 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_second_squitter_ends_the_doubt(int flips)
    {
        Hear(Squitter, flips: 1);
        Hear(Squitter, flips);

        Assert.True(float.IsFinite(_prior.Of(Reply, Address, clean: false, 1)));
        Assert.False(_addresses.Find(Address, 1).IsInDoubt);
    }

    [Fact]
    public void The_first_code_of_an_interrogator_is_believed_at_once_by_a_receiver_that_knows_no_other()
    {
        Assert.True(_acceptance.BelievesCode(AllCall(code: 5, margin: 9), disturbance: 1));
    }

    [Fact]
    public void A_code_that_is_news_after_many_replies_is_believed_when_it_comes_again()
    {
        for (var n = 0; n < 100; n++)
        {
            _prior.NoteInterrogator(0);
        }

        Assert.True(_acceptance.BelievesCode(AllCall(code: 0, margin: 9), disturbance: 1));
        Assert.False(_acceptance.BelievesCode(AllCall(code: 5, margin: 9), disturbance: 1));
        Assert.True(_acceptance.BelievesCode(AllCall(code: 5, margin: 9), disturbance: 1));
    }

    [Theory]
    [InlineData(5.4f, 1, false)]
    [InlineData(5.6f, 1, true)]
    [InlineData(9, 3, false)]
    [InlineData(13, 3, true)]
    public void A_code_whose_bits_another_burst_disturbs_needs_a_greater_margin(float margin, float disturbance, bool believed)
    {
        Assert.Equal(believed, _acceptance.BelievesCode(AllCall(code: 0, margin), disturbance));
    }

    private static SoftDecoder.Verdict AllCall(uint code, float margin) =>
        new() { Word = Bits("5DAB1C041BFB6B"), Length = 56, Score = 25, Margin = margin, Residue = code };

    [Fact]
    public void A_reply_whose_address_is_in_doubt_does_not_end_the_doubt()
    {
        Hear(Squitter, flips: 1);
        Hear(Reply, flips: 0, Address);

        Assert.True(_addresses.Find(Address, 1).IsInDoubt);
    }

    private void Hear(FrameBits word, int flips, uint residue = 0) =>
        _acceptance.Learn(new SoftDecoder.Verdict { Word = word, Length = word.Format >= 16 ? 112 : 56, Flips = flips, Residue = residue }, 1);

    private static FrameBits Bits(string hex)
    {
        var padded = hex.PadRight(32, '0');
        return new FrameBits(Convert.ToUInt64(padded[..16], 16), Convert.ToUInt64(padded[16..], 16));
    }
}
