using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Dsp.Tests;

public class ModeAcTests
{
    [Fact]
    public void Replies_of_a_simulated_scene_are_heard_and_hardly_any_is_wrong()
    {
        var truth = new List<TruthRecord>();
        var options = Scenes.Sparse with { Duration = TimeSpan.FromSeconds(6), RadiusKilometres = 100, ModeAcRadars = 3 };
        var receiver = new SimulatedReceiver(options, truth.Add);
        var bytes = new MemoryStream();
        var buffer = new byte[1 << 18];
        for (int read; (read = receiver.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
        }

        var sent = truth.Where(t => t.Frame.IsModeAc && t.SnrDecibels > 15 && t.OverlapSeconds == 0).ToArray();
        var heard = Scene.Frames(new() { ModeAc = true }, bytes.ToArray()).Where(f => f.Frame.IsModeAc).ToArray();

        Assert.True(sent.Length > 100, $"{sent.Length} sent");
        var found = sent.Count(t => heard.Any(f => f.Frame == t.Frame && Math.Abs(f.Ticks12MHz - t.Ticks12MHz) <= 2));
        var wrong = heard.Count(f => !truth.Any(t => t.Frame == f.Frame && Math.Abs(f.Ticks12MHz - t.Ticks12MHz) <= 3));
        Assert.True(found >= 0.9 * sent.Length, $"{found} of {sent.Length} found");
        Assert.True(wrong <= 0.03 * heard.Length, $"{wrong} of {heard.Length} wrong");
    }

    [Fact]
    public void Nothing_is_a_reply_unless_asked_for() =>
        Assert.DoesNotContain(Scene.Frames(new(), Simulated(1)), f => f.Frame.IsModeAc);

    [Fact]
    public void Noise_alone_holds_no_reply() =>
        Assert.Empty(Scene.Frames(new() { ModeAc = true }, new Scene(2.4e6, 3000, 4 / 127.5, seed: 5).ToBytes(SampleFormat.Uc8)));

    [Fact]
    public void The_outcome_does_not_depend_on_how_the_stream_is_cut()
    {
        var bytes = Simulated(1);
        var whole = Scene.Frames(new() { ModeAc = true }, bytes);
        Assert.Contains(whole, f => f.Frame.IsModeAc);

        Assert.Equal(whole, Scene.Frames(new() { ModeAc = true }, [.. bytes.Chunk(10_007)]));
    }

    private static byte[] Simulated(double seconds)
    {
        var receiver = new SimulatedReceiver(Scenes.Busy with { Duration = TimeSpan.FromSeconds(seconds), RadiusKilometres = 100, ModeAcRadars = 3 }, _ => { });
        var bytes = new byte[(int)(seconds * 2.4e6) * 2];
        for (int at = 0, read; at < bytes.Length && (read = receiver.Read(bytes.AsSpan(at))) > 0; at += read)
        {
        }

        return bytes;
    }
}
