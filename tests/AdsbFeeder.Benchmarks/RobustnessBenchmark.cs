using System.Globalization;
using AdsbFeeder.Benchmarks.SecondAir;
using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Benchmarks;

/// <summary>The demodulator on the second air, one variation after another, beside dump1090-mutability on the same file.</summary>
internal static class RobustnessBenchmark
{
    private const string Peer = "/usr/bin/dump1090-mutability";

    public static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

        var scenes = AirCase.Scenes.Where(s => Option("--scene") is not { } name || name.Split(',').Contains(s.Name)).ToArray();
        var variations = AirCase.Variations.Where(v => Option("--only") is not { } part || part.Split(',').Any(p => v.Name.Contains(p, StringComparison.OrdinalIgnoreCase))).ToArray();
        var seeds = int.Parse(Option("--seeds") ?? "1", CultureInfo.InvariantCulture);
        var folder = Directory.CreateDirectory(Option("--folder") ?? Path.Combine(Path.GetTempPath(), $"adsbfeeder-air-{Environment.ProcessId}"));
        try
        {
            foreach (var scene in scenes)
            {
                Console.WriteLine($"### {scene.Name}: {scene.Aircraft} aircraft, {scene.Seconds} s, {seeds} seed{(seeds == 1 ? "" : "s")}");
                Console.WriteLine();
                Console.WriteLine("| case | sent | dump1090-mutability --fix | false | balanced | ratio | false | max | ratio | false | time rms, ns: fine, tick |");
                Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
                foreach (var (name, vary) in variations)
                {
                    Measure(name, Enumerable.Range(1, seeds).Select(seed => vary(scene) with { Name = $"{scene.Name}-{name}", Seed = seed }), folder.FullName, args.Contains("--show-false"));
                }

                Console.WriteLine();
            }
        }
        finally
        {
            if (Option("--folder") is null)
            {
                folder.Delete(recursive: true);
            }
        }

        return 0;
    }

    private static void Measure(string name, IEnumerable<AirCase> cases, string folder, bool showFalse)
    {
        var sent = 0;
        var sums = new (int Found, int False, int Heard)[3];
        var errors = new List<(double Fine, double Tick)>();
        foreach (var air in cases)
        {
            var path = Path.Combine(folder, $"{string.Concat(air.Name.Where(char.IsLetterOrDigit))}-{air.Seed}.uc8");
            var frames = Traffic.Of(air);
            var truth = new Truth(frames.Where(f => !f.Sender.IsModeAc).Select(f => (f.Seconds * (1 + air.ClockPpm * 1e-6), new Frame(f.Bytes), f.SnrDecibels))) { ShowFalse = showFalse };
            using (var file = File.Create(path))
            {
                new Modulator(air).Write(frames, file);
            }

            sent += truth.Sent;
            if (File.Exists(Peer) && air.SampleRate == 2.4e6)
            {
                var lines = MeasuredProcess.Run(Peer, "--ifile", path, "--iformat", "UC8", "--fix", "--raw").Output;
                Count(truth.Compare(lines.Where(l => l.StartsWith('*')).Select(l => (Frame.Parse(l.Trim(' ', '*', ';', '\r')), (double?)null, 0L))), ref sums[0]);
            }

            var balanced = truth.Compare(Hear(path, air.SampleRate, DemodulatorMode.Balanced));
            Count(balanced, ref sums[1]);
            errors.AddRange(balanced.Errors);
            Count(truth.Compare(Hear(path, air.SampleRate, DemodulatorMode.Max)), ref sums[2]);
        }

        string Cells((int Found, int False, int Heard) sum) => Line($"{sum.Found / (double)sent:0.000} | {(sums[0].Found > 0 ? sum.Found / (double)sums[0].Found : 0):0.00} | {sum.False} ({100.0 * sum.False / Math.Max(1, sum.Heard):0.00} %)");
        Console.WriteLine(Line($"| {name} | {sent} | {sums[0].Found / (double)sent:0.000} | {sums[0].False} ({100.0 * sums[0].False / Math.Max(1, sums[0].Heard):0.00} %) | {Cells(sums[1])} | {Cells(sums[2])} | {Truth.Rms(errors.Select(e => e.Fine)):0.0}, {Truth.Rms(errors.Select(e => e.Tick)):0.0} |"));
    }

    private static void Count(Truth.Tally tally, ref (int Found, int False, int Heard) sum) =>
        sum = (sum.Found + tally.Found.Count(f => f), sum.False + tally.False, sum.Heard + tally.Heard);

    private static IEnumerable<(Frame Frame, double? Nanoseconds, long Ticks)> Hear(string path, double rate, DemodulatorMode mode)
    {
        var demodulator = new Demodulator(new() { Mode = mode, SampleRate = (int)rate });
        var frames = new FrameBuffer();
        demodulator.Process(File.ReadAllBytes(path), frames);
        demodulator.Flush(frames);
        return frames.Frames.ToArray().Select(f => (f.Frame, f.TimeOfArrivalNanoseconds, f.Ticks12MHz));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
