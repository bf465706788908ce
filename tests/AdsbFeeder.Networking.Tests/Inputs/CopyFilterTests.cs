using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking.Tests.Inputs;

public class CopyFilterTests
{
    private const ulong Own = 0xA1, North = 2, South = 3;
    private const long Start = 1795246708764;

    private readonly CopyFilter _filter = new(Own);

    private CopyVerdict Hear(ulong receiver, long ms, long ticks, string hex = Samples.Short, FrameSource source = FrameSource.Network) =>
        _filter.Judge(new ReceivedFrame(Frame.Parse(hex), ticks, Start + ms, source) { ReceiverId = receiver });

    [Fact]
    public void The_same_transmission_from_another_receiver_is_a_copy_and_from_a_third_too()
    {
        Hear(North, -100, 1, Samples.Long);
        Hear(South, -99, 2, Samples.Long);

        Assert.Equal(CopyVerdict.New, Hear(North, 0, 1000));
        Assert.Equal(CopyVerdict.Copy, Hear(South, 300, 77_000));
        Assert.Equal(CopyVerdict.Copy, Hear(0, 900, 5, source: FrameSource.Radio));
    }

    [Fact]
    public void The_same_words_from_the_same_receiver_are_a_new_transmission_each_time()
    {
        Hear(South, -100, 1, Samples.Long);

        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(CopyVerdict.New, Hear(North, 50 * n, 1000 * n + 1));
            Assert.Equal(CopyVerdict.Copy, Hear(South, 50 * n + 10, 1000 * n + 500));
        }
    }

    [Fact]
    public void The_same_words_a_second_later_are_no_copy()
    {
        Hear(North, 0, 1);
        Hear(South, 1, 2, Samples.Long);

        Assert.Equal(CopyVerdict.New, Hear(South, 1500, 3));
    }

    [Fact]
    public void A_frame_under_our_own_number_has_been_here() => Assert.Equal(CopyVerdict.Returned, Hear(Own, 0, 1));

    [Fact]
    public void A_frame_that_comes_back_with_the_time_it_left_with_has_been_here_however_late()
    {
        Hear(0, -1, 1, Samples.Long, FrameSource.Radio);
        Hear(North, -1, 1, Samples.ModeAc);
        Hear(North, -1, 1, "5D4840D6F87407");

        Assert.Equal(CopyVerdict.New, Hear(0, 0, 123_456, source: FrameSource.Radio));
        Hear(0, 4000, 9, Samples.Long, FrameSource.Radio);
        Assert.Equal(CopyVerdict.Returned, Hear(North, 5000, 123_456));
    }

    [Fact]
    public void What_closes_a_ring_brings_nothing_new_from_its_first_frame_on()
    {
        for (var n = 0; n < 100; n++)
            Assert.Equal(CopyVerdict.New, Hear(North, n, 1000 + n));

        for (var n = 0; n < 100; n++)
            Assert.Equal(CopyVerdict.Returned, Hear(South, 500 + n, 1000 + n));
    }

    [Theory]
    [InlineData(Samples.Short)]
    [InlineData(Samples.ModeAc)]
    public void Words_without_a_time_go_round_no_ring_however_often_they_were_said(string words)
    {
        for (var n = 0; n < 100; n++)
            Assert.Equal(CopyVerdict.New, Hear(North, n, 0, words));

        for (var n = 0; n < 100; n++)
            Assert.Equal(CopyVerdict.Copy, Hear(South, 5000 + n, 0, words));
        Assert.Equal(CopyVerdict.New, Hear(North, 6000, 0, words));
        Assert.Equal(CopyVerdict.New, Hear(South, 16_001, 0, words));
    }

    [Fact]
    public void A_Mode_A_C_reply_that_comes_back_with_its_time_has_been_here()
    {
        Assert.Equal(CopyVerdict.New, Hear(North, 0, 5, Samples.ModeAc));
        Assert.Equal(CopyVerdict.Returned, Hear(South, 1, 5, Samples.ModeAc));
    }

    [Fact]
    public void A_recording_that_is_sent_again_over_a_new_connection_is_no_ring()
    {
        Hear(North, 0, 1);
        Hear(North, 1, 2, Samples.Long);

        Assert.Equal(CopyVerdict.New, Hear(South, 5000, 1));
        Assert.Equal(CopyVerdict.New, Hear(South, 5001, 2, Samples.Long));
    }

    [Fact]
    public void One_receiver_alone_may_say_everything_twice()
    {
        for (var n = 0; n < 3; n++)
            Assert.Equal(CopyVerdict.New, Hear(North, n, 42));
    }

    [Fact]
    public void Mode_A_C_and_MLAT_results_are_never_copies()
    {
        Hear(North, 0, 1);
        foreach (var receiver in (ulong[])[North, South])
        {
            Assert.Equal(CopyVerdict.New, Hear(receiver, 1, 5 + (long)receiver, Samples.ModeAc));
            Assert.Equal(CopyVerdict.New, Hear(receiver, 1, BeastTimestamp.Mlat, Samples.Long, FrameSource.Mlat));
        }
    }

    [Fact]
    public void Thousands_of_receivers_cost_no_more_than_a_few()
    {
        for (ulong receiver = 1; receiver < 10_000; receiver++)
            Hear(receiver + Own, (long)receiver, (long)receiver, Samples.Long);

        Assert.Equal(CopyVerdict.New, Hear(North, 20_000, 77));
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        Hear(North, 0, 1);
        Hear(South, 0, 2);
        var frame = Frame.Parse(Samples.Long);

        var n = 0;

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var end = n + 1000; n < end; n++)
                _filter.Judge(new ReceivedFrame(frame, n, Start + n, FrameSource.Network) { ReceiverId = n % 2 == 0 ? North : South });
        }));
    }
}
