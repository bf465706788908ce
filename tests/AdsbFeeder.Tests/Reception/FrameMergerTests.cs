using AdsbFeeder.Configuration;
using AdsbFeeder.ModeS;
using AdsbFeeder.Radio;
using AdsbFeeder.Reception;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdsbFeeder.Tests.Reception;

/// <summary>Frames of several antennas become one stream.</summary>
public sealed class FrameMergerTests : IDisposable
{
    /// <summary>An identification of KLM1023, a position and a velocity, as in "The 1090 Megahertz Riddle" (Junzi Sun).</summary>
    private static readonly Frame[] Frames = [Frame.Parse("8D4840D6202CC371C32CE0576098"), Frame.Parse("8D40621D58C382D690C8AC2863A7"), Frame.Parse("8D485020994409940838175B284F")];

    private readonly FrameQueue _queue = new();
    private readonly Receiver[] _receivers = [.. Enumerable.Range(0, 3).Select(Receiver)];

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void One_receiver_passes_its_frames_at_once_with_their_counter()
    {
        using var merger = Merger(1);

        Take(merger, 0, until: 0, (0, 1000));

        Assert.Equal([(0, 1000L, 12_000_000L)], Out());
        Assert.Equal(1, _receivers[0].Frames);
    }

    [Fact]
    public void What_two_heard_comes_out_once_and_with_the_counter_of_the_first()
    {
        using var merger = Merger(2);

        Take(merger, 1, until: 1025, (0, 1010));
        Take(merger, 0, until: 1025, (0, 1000));
        Assert.Empty(Out());
        Advance(merger, 1300, 0, 1);

        Assert.Equal([(0, 1010L, 12_000_000L)], Out());
        Assert.Equal((1, 0, 1, 1), (_receivers[0].Frames, _receivers[0].Duplicates, _receivers[1].Frames, _receivers[1].Duplicates));
    }

    [Fact]
    public void A_frame_of_a_further_receiver_alone_has_no_counter()
    {
        using var merger = Merger(2);

        Take(merger, 1, until: 1025, (0, 1010));
        Advance(merger, 1300, 0, 1);

        Assert.Equal([(0, 1010L, 0L)], Out());
    }

    [Fact]
    public void Frames_come_out_in_the_order_of_their_times()
    {
        using var merger = Merger(2);

        Take(merger, 0, until: 1050, (0, 1000), (1, 1040));
        Take(merger, 1, until: 1050, (2, 1020));
        Advance(merger, 1300, 0, 1);

        Assert.Equal([0, 2, 1], Out().Select(frame => frame.Which));
    }

    [Fact]
    public void A_reply_that_an_aircraft_repeats_is_not_a_copy()
    {
        using var merger = Merger(2);

        Take(merger, 0, until: 1050, (0, 1000), (0, 1005), (0, 1012));
        Take(merger, 1, until: 1050, (0, 1001), (0, 1013));
        Advance(merger, 1300, 0, 1);

        Assert.Equal(3, Out().Count);
        Assert.Equal(2, _receivers[1].Duplicates);
    }

    [Fact]
    public void Beyond_the_window_the_same_bits_are_another_frame()
    {
        using var merger = Merger(2);

        Take(merger, 0, until: 1050, (0, 1000));
        Take(merger, 1, until: 1200, (0, 1000 + FrameMerger.WindowMilliseconds + 1));
        Advance(merger, 1400, 0, 1);

        Assert.Equal(2, Out().Count);
    }

    [Fact]
    public void Nobody_waits_for_a_receiver_that_is_away()
    {
        using var merger = Merger(2);
        Advance(merger, 1000, 0, 1);

        Take(merger, 0, until: 1050, (0, 1040));
        Assert.Empty(Out());
        for (var time = 1100; time <= 1600; time += 25)
        {
            Take(merger, 0, time);
        }

        Assert.Single(Out());
        Assert.Equal(0, _receivers[0].Duplicates);
    }

    [Fact]
    public void A_receiver_that_lags_behind_brings_copies_and_no_repetitions()
    {
        using var merger = Merger(2);
        Take(merger, 0, until: 1000, (0, 990));
        Advance(merger, 1600, 0);
        Assert.Single(Out());

        Take(merger, 1, until: 1000, (0, 995));

        Assert.Empty(Out());
        Assert.Equal(1, _receivers[1].Duplicates);
    }

    [Theory]
    [InlineData(-3_600_000)]
    [InlineData(3_600_000)]
    public void A_clock_that_is_set_holds_nothing_back(int step)
    {
        using var merger = Merger(2);
        Take(merger, 0, until: 10_000_000, (0, 9_999_990));
        Take(merger, 1, until: 10_000_000, (1, 9_999_991));

        Take(merger, 0, until: 10_000_000 + step, (2, 9_999_995 + step));
        Take(merger, 1, until: 10_000_000 + step);
        Advance(merger, 10_000_300 + step, 0, 1);

        Assert.Equal([0, 1, 2], Out().Select(frame => frame.Which));
    }

    [Fact]
    public async Task When_all_fall_silent_nothing_stays_behind()
    {
        using var merger = Merger(2);
        Take(merger, 0, until: 1000, (0, 990));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        Assert.True(await _queue.WaitToReadAsync(patience.Token));

        Assert.Single(Out());
    }

    [Fact]
    public void Three_receivers_of_the_same_air_lose_and_double_nothing_whatever_their_order()
    {
        using var merger = Merger(3);
        var random = new Random(7);
        var air = Enumerable.Range(0, 2000).Select(i => (Frame: FrameOf(i), Time: 1000L + (i * 3))).ToList();
        var heard = Enumerable.Range(0, 3).Select(_ => air.Where(_ => random.NextDouble() < 0.7).ToHashSet()).ToList();
        var places = new int[3];
        var got = new List<ReceivedFrame>();

        while (places.Any(place => place < air.Count))
        {
            // Each in blocks of its own size, and up to 30 ms apart.
            var number = random.Next(3);
            if (places[number] > places.Min() + 10)
            {
                continue;
            }

            var end = Math.Min(air.Count, places[number] + random.Next(1, 9));
            var block = air[places[number]..end].Where(heard[number].Contains).Select(sent => new ReceivedFrame(sent.Frame, sent.Time * 12_000, sent.Time + (9 * number), FrameSource.Radio)).ToArray();
            merger.Take(_receivers[number], block, 1000 + (end * 3) + (9 * number), CancellationToken.None);
            places[number] = end;
            Drain(got);
        }

        Advance(merger, 1000 + (air.Count * 3) + 300, 0, 1, 2);
        Drain(got);
        var expected = air.Where(sent => heard.Any(set => set.Contains(sent))).Select(sent => sent.Frame.ToString()).Order().ToList();
        Assert.Equal(expected, got.Select(frame => frame.Frame.ToString()).Order());
        Assert.Equal(heard[0].Count, got.Count(frame => frame.Ticks12MHz != 0));
        Assert.Equal(got.Count, _receivers.Sum(receiver => receiver.Frames - receiver.Duplicates));
        Assert.All(got.Zip(got.Skip(1)), pair => Assert.True(pair.Second.UnixMilliseconds >= pair.First.UnixMilliseconds));
    }

    private static Frame FrameOf(int number)
    {
        Span<byte> bytes = stackalloc byte[Frame.LongLength];
        Frames[0].Bytes.CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes[4..], number);
        return new Frame(bytes);
    }

    private static Receiver Receiver(int number) => new(number, $"r{number}", new SourceSettings(), new FakeRadio(), NullLogger<GainControl>.Instance, TimeProvider.System);

    private FrameMerger Merger(int receivers) => new(_queue, receivers, TimeProvider.System);

    private void Take(FrameMerger merger, int receiver, long until, params (int Which, long Time)[] frames) =>
        merger.Take(_receivers[receiver], [.. frames.Select(frame => new ReceivedFrame(Frames[frame.Which], frame.Time * 12_000, frame.Time, FrameSource.Radio))], until, CancellationToken.None);

    /// <summary>Time passes for these receivers, as blocks without frames.</summary>
    private void Advance(FrameMerger merger, long until, params int[] receivers)
    {
        foreach (var receiver in receivers)
        {
            Take(merger, receiver, until);
        }
    }

    private void Drain(List<ReceivedFrame> frames)
    {
        while (_queue.TryRead(out var batch))
        {
            frames.AddRange(batch.Frames);
            _queue.Return(batch);
        }
    }

    private List<(int Which, long Time, long Ticks)> Out()
    {
        var frames = new List<ReceivedFrame>();
        Drain(frames);
        return [.. frames.Select(frame => (Array.IndexOf(Frames, frame.Frame), frame.UnixMilliseconds, frame.Ticks12MHz))];
    }
}
