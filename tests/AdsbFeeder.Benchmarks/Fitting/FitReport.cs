using System.Globalization;
using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Benchmarks.Fitting;

/// <summary>Fits the constants of the acceptance likelihood on simulated scenes and prints them beside those in the code.</summary>
internal static class FitReport
{
    private const double LeastSnr = 9;

    public static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        SimulationOptions[] scenes =
        [
            .. from scene in (SimulationOptions[])[Scenes.Sparse, Scenes.Busy, Scenes.Dense]
               from seed in quick ? (ulong[])[1000] : [1000, 1100, 1200]
               select scene with { Seed = scene.Seed + seed, Duration = TimeSpan.FromSeconds(quick ? 3 : 10) },
        ];
        SoftBitsOf(scenes);
        TablesOf(scenes);
        ScoresOf(scenes);
        return 0;
    }

    private static void SoftBitsOf(IEnumerable<SimulationOptions> scenes)
    {
        var fit = new SoftBitFit();
        foreach (var scene in scenes)
        {
            fit.Add(scene);
        }

        Print($"Soft bits of {fit.Bursts} bursts");
        Print($"  SoftBits.Confidence    {SoftBits.Confidence:0.00}, fitted {SoftBits.Confidence * SoftBitFit.Factor(fit.Amplitudes):0.00}");
        Print($"  ChipTrellis.Confidence {ChipTrellis.Confidence:0.00}, fitted {ChipTrellis.Confidence * SoftBitFit.Factor(fit.Coherent):0.00}");
        Print($"  wrong bits, said and found, by ratio:");
        PrintWrong("amplitudes", fit.Amplitudes);
        PrintWrong("phases", fit.Coherent);
    }

    private static void PrintWrong(string name, IEnumerable<float> ratios)
    {
        var bins = ratios.Where(r => Math.Abs(r) < 12).GroupBy(r => (int)Math.Abs(r)).OrderBy(g => g.Key);
        Print($"    {name,-10} {string.Join("  ", bins.Select(g => Text($"{g.Key}: {100 * g.Average(r => 1 / (1 + Math.Exp(Math.Abs(r)))):0.###} {100.0 * g.Count(r => r < 0) / g.Count():0.###} %")))}");
    }

    /// <summary>Shares among the frames that are strong enough to be heard alone. What the scenes never send keeps what the code gives it.</summary>
    private static void TablesOf(IEnumerable<SimulationOptions> scenes)
    {
        var heard = new List<Frame>();
        foreach (var scene in scenes)
        {
            new SimulatedTraffic(scene, LeastSnr).ReadUntil(scene.Duration!.Value.TotalSeconds, (frame, _) => heard.Add(frame.Frame));
        }

        heard.RemoveAll(frame => frame.IsModeAc);
        Print($"Shares among {heard.Count} frames: fitted (code)");
        Shares("format", heard, f => f.Bytes[0] >> 3, FramePrior.FormatShare);
        Shares("type code", heard.Where(f => f.Bytes[0] >> 3 == 17), f => f.Bytes[4] >> 3, FramePrior.TypeCodeShare);
        Shares("capability", heard.Where(f => f.Bytes[0] >> 3 is 11 or 17), f => f.Bytes[0] & 7, FramePrior.CapabilityShare);
    }

    private static void Shares(string name, IEnumerable<Frame> frames, Func<Frame, int> value, Func<int, double> inCode)
    {
        var counts = frames.CountBy(value).OrderBy(c => c.Key).ToArray();
        double all = counts.Sum(c => c.Value);
        Print($"  {name,-10} {string.Join("  ", counts.Select(c => Text($"{c.Key}: {c.Value / all:0.000} ({inCode(c.Key):0.000})")))}");
    }

    /// <summary>How many of the best frames of bursts were true, by their score and by their margin: where to believe them.</summary>
    private static void ScoresOf(IEnumerable<SimulationOptions> scenes)
    {
        foreach (var mode in (DemodulatorMode[])[DemodulatorMode.Balanced, DemodulatorMode.Max])
        {
            var judged = new List<(SoftDecoder.Verdict Verdict, bool IsTrue)>();
            foreach (var scene in scenes)
            {
                judged.AddRange(Judge(scene, mode));
            }

            Print($"{mode}: best frames of bursts, true and false; believed from {Acceptance.LeastScore} on with a margin of {Acceptance.LeastMargin}");
            Spread("by score", judged.Where(j => j.Verdict.Margin >= Acceptance.LeastMargin), v => v.Score);
            Spread("by margin", judged.Where(j => j.Verdict.Score >= Acceptance.LeastScore), v => v.Margin);
        }
    }

    private static List<(SoftDecoder.Verdict Verdict, bool IsTrue)> Judge(SimulationOptions scene, DemodulatorMode mode)
    {
        var sent = new List<TruthRecord>();
        var receiver = new SimulatedReceiver(scene, sent.Add);
        var bytes = new byte[(int)(scene.Duration!.Value.TotalSeconds * scene.SampleRate) * 2];
        receiver.Read(bytes);
        var truth = sent.Where(s => !s.Frame.IsModeAc).ToLookup(s => s.Frame, s => s.Seconds);
        var judged = new List<(SoftDecoder.Verdict, bool)>();
        var demodulator = new Demodulator(new() { Mode = mode });
        var content = new byte[Frame.LongLength];
        demodulator.Judged = (verdict, tick) =>
        {
            var frame = content.AsSpan(0, verdict.Length / 8);
            verdict.Word.Write(frame);
            judged.Add((verdict, truth[new Frame(frame)].Any(seconds => Math.Abs(seconds - tick / (double)SampleRates.FineRate) < 2e-6)));
        };
        var frames = new FrameBuffer();
        demodulator.Process(bytes, frames);
        demodulator.Flush(frames);
        return judged;
    }

    private static void Spread(string name, IEnumerable<(SoftDecoder.Verdict Verdict, bool IsTrue)> judged, Func<SoftDecoder.Verdict, float> value)
    {
        var bins = judged.GroupBy(j => Math.Min(30, (int)Math.Floor(value(j.Verdict)))).OrderBy(g => g.Key);
        Print($"  {name,-10} {string.Join("  ", bins.Select(g => Text($"{g.Key}: {g.Count(j => j.IsTrue)} {g.Count(j => !j.IsTrue)}")))}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(Text(line));

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
