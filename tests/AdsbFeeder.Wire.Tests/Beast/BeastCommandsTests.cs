namespace AdsbFeeder.Wire.Tests.Beast;

public class BeastCommandsTests
{
    [Fact]
    public void What_faup1090_says_is_five_settings()
    {
        var outcome = Streams.ReadEveryWay<BeastFrame>(Convert.FromHexString("1A31431A31641A31661A316A1A3156"), BeastCommands.TryRead);

        Assert.Equal("CdfjV", string.Concat(outcome.Units.Select(x => (char)x.Value)));
        Assert.Equal((0, 0), ((int)outcome.Garbage, (int)outcome.Left));
    }

    [Theory]
    [InlineData("1A500102031A3156", 2, 0)]
    [InlineData("1A57531A3156", 2, 0)]
    [InlineData("1A991A3156", 1, 2)]
    [InlineData("474554202F0D0A0D0A1A3156", 1, 9)]
    [InlineData("1A31000000000000000000001A3156", 2, 9)]
    [InlineData("1A311A3156", 1, 2)]
    public void Pings_wishes_and_nonsense_hide_no_command(string stream, int commands, int garbage)
    {
        var outcome = Streams.ReadEveryWay<BeastFrame>(Convert.FromHexString(stream), BeastCommands.TryRead);

        Assert.Equal((commands, garbage), (outcome.Units.Count, (int)outcome.Garbage));
        Assert.Equal('V', (char)outcome.Units[^1].Value);
    }

    [Fact]
    public void The_fuzzing_corpus_reads_the_same_however_it_arrives()
    {
        foreach (var (_, bytes) in SharedData.FuzzCorpus())
            Streams.ReadEveryWay<BeastFrame>(bytes.AsSpan(0, Math.Min(bytes.Length, 400)).ToArray(), BeastCommands.TryRead);
    }
}
