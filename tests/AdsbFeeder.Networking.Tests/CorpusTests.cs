using System.Buffers;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire.Tests;

namespace AdsbFeeder.Networking.Tests;

/// <summary>Well-formed and damaged streams against every parser of this project: whole and byte by byte they say the same.</summary>
public class CorpusTests
{
    // What an input that may be either turns out to be depends on what comes first.
    public static TheoryData<InputFormat> Formats => [.. Enum.GetValues<InputFormat>().Except([InputFormat.Auto])];

    [Fact]
    public void An_input_that_may_be_Beast_or_AVR_survives_them_all()
    {
        Assert.All(Malformed.All(), x => Frames(InputFormat.Auto, x.Bytes.Chunk(7)));
        Assert.True(Malformed.All().Sum(x => Frames(InputFormat.Auto, [x.Bytes]).Count) > 500);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Inputs_read_the_same_frames_however_they_arrive(InputFormat format)
    {
        foreach (var (name, bytes) in Malformed.All())
        {
            var whole = Frames(format, [bytes]);
            Assert.True(whole.SequenceEqual(Frames(format, bytes.Select(x => new[] { x }))), name);
            Assert.True(whole.SequenceEqual(Frames(format, bytes.Chunk(7))), name);
        }
    }

    private static List<ReceivedFrame> Frames(InputFormat format, IEnumerable<byte[]> chunks)
    {
        var parser = new InputParser(format, 7);
        var frames = new ReceivedFrame[InputParser.MostFramesOfUnit + 3];
        var read = new List<ReceivedFrame>();
        byte[] pending = [];
        foreach (var chunk in chunks)
        {
            var buffer = new ReadOnlySequence<byte>([.. pending, .. chunk]);
            int count;
            do
            {
                count = parser.Read(ref buffer, frames, 1795246708764);
                read.AddRange(frames.AsSpan(0, count));
            }
            while (count > frames.Length - InputParser.MostFramesOfUnit);
            pending = buffer.ToArray();
        }

        return read;
    }

    [Fact]
    public void Lines_of_gpsd_never_throw_and_a_place_is_on_the_earth()
    {
        var places = 0;
        foreach (var line in Malformed.All().SelectMany(x => System.Text.Encoding.Latin1.GetString(x.Bytes).Split('\n')))
        {
            if (!GpsdReport.TryRead(System.Text.Encoding.Latin1.GetBytes(line), out var place) || place is not { } here)
                continue;
            places++;
            Assert.InRange(here.Latitude, -90, 90);
            Assert.InRange(here.Longitude, -180, 180);
        }

        Assert.True(places > 10);
    }

    [Fact]
    public void What_servers_say_is_understood_the_same_however_it_arrives()
    {
        foreach (var (name, bytes) in Malformed.All())
        {
            Assert.True(Answer(bytes, bytes.Length, aggregator: true) == Answer(bytes, 1, aggregator: true), name);
            Assert.True(Answer(bytes, bytes.Length, aggregator: false) == Answer(bytes, 1, aggregator: false), name);
        }
    }

    private static string Answer(byte[] bytes, int chunk, bool aggregator)
    {
        var rule = new OutputRule(Provenance.Feed) { Reduce = new AdsbFeeder.Wire.Reduction(TimeSpan.FromSeconds(0.5)) };
        var time = new ManualTime();
        FeedSpeech speech = aggregator
            ? new ReducePlusSpeech("5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d", rule, new FeedCounters(), time)
            : new OpenSkySpeech(Feeds.FeedBench.To(FeedProtocol.OpenSky), rule, time);
        foreach (var part in bytes.Chunk(Math.Max(1, chunk)))
            speech.Hear(part);
        var due = new byte[FeedSpeech.MaxDue];
        return Convert.ToHexString(due.AsSpan(0, speech.WriteDue(due, TimeSpan.Zero))) + speech.Rule;
    }
}
