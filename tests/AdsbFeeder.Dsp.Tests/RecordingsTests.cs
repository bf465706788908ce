using Xunit.Abstractions;

namespace AdsbFeeder.Dsp.Tests;

/// <summary>Real captures, where they are present: see README beside them for their origin.</summary>
public class RecordingsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("modes1.2000k.uc8", 2_000_000, SampleFormat.Uc8, 370)]
    [InlineData("rsadsb_457780.2400k.sc16", 2_400_000, SampleFormat.Sc16, 9)]
    [InlineData("rsadsb_old01.2400k.uc8", 2_400_000, SampleFormat.Uc8, 6)]
    [InlineData("bezborodow_seg16.40000k.cf32", 40_000_000, SampleFormat.Cf32, 1)]
    public void Recordings_give_at_least_what_is_known_to_be_in_them(string name, int rate, SampleFormat format, int least)
    {
        if (Recordings.TryRead(name) is not { } bytes)
        {
            output.WriteLine("skipped: no shared data");
            return;
        }

        var frames = Scene.Frames(new() { SampleRate = rate, Format = format }, bytes);

        output.WriteLine($"{name}: {frames.Length} frames");
        Assert.True(frames.Length >= least, $"{frames.Length} frames");
    }

    [Theory]
    [InlineData("rsadsb_457780.2400k.sc16", SampleFormat.Sc16, "8DAD929358B9C6273F002169C02E 8DAA2BC4F82100020049B8DB9449 02E1971CE17C84 8DA0AAA058BF163FCF860013E840")]
    [InlineData("rsadsb_old01.2400k.uc8", SampleFormat.Uc8, "8DAC741CEA485864893C08C8D29E 5DAB1C041BFB6B 8DAC741C58BF062334E7670C7250 8FC051E8F8030006005ABC45A45F")]
    public void What_other_decoders_agree_on_is_not_missed(string name, SampleFormat format, string agreed)
    {
        if (Recordings.TryRead(name) is not { } bytes)
        {
            output.WriteLine("skipped: no shared data");
            return;
        }

        foreach (var mode in (DemodulatorMode[])[DemodulatorMode.Balanced, DemodulatorMode.Max])
        {
            var frames = Scene.Frames(new() { Format = format, Mode = mode }, bytes);
            Assert.Subset(frames.Select(f => f.Frame.ToString()).ToHashSet(), agreed.Split(' ').ToHashSet());
        }
    }

    [Fact]
    public void The_strong_aircraft_is_4D2023_in_all_but_a_handful()
    {
        if (Recordings.TryRead("modes1.2000k.uc8") is not { } bytes)
        {
            output.WriteLine("skipped: no shared data");
            return;
        }

        var frames = Scene.Frames(new() { SampleRate = 2_000_000 }, bytes);

        var others = frames.Count(f => (int)f.Frame.Format is var format && format is 11 or 17
            ? Convert.ToHexString(f.Frame.Bytes[1..4]) != "4D2023"
            : ResidueOf(f.Frame.ToString()) != 0x4D2023);
        Assert.InRange(others, 0, 5);
    }

    [Fact]
    public void The_clean_squitter_at_40_MHz_is_from_7C79B4()
    {
        if (Recordings.TryRead("bezborodow_seg16.40000k.cf32") is not { } bytes)
        {
            output.WriteLine("skipped: no shared data");
            return;
        }

        var frame = Assert.Single(Scene.Frames(new() { SampleRate = 40_000_000, Format = SampleFormat.Cf32 }, bytes));

        Assert.StartsWith("8D7C79B4", frame.Frame.ToString(), StringComparison.Ordinal);
    }

    private static uint ResidueOf(string hex)
    {
        var clean = Scene.WithParity(hex[..^6]);
        return Convert.ToUInt32(clean[^6..], 16) ^ Convert.ToUInt32(hex[^6..], 16);
    }
}
