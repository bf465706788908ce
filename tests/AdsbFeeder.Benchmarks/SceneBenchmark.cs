using System.Globalization;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Benchmarks;

/// <summary>The scenes through the real programs: what each hears, what it invents, and what it costs.</summary>
internal static class SceneBenchmark
{
    private const string Peer = "dump1090-mutability";
    private static readonly string[] SceneNames = ["sparse", "busy", "dense"];
    private static readonly string[] Modes = ["fast", "balanced", "max"];
    private static readonly string[] OurSamples = ["--sample-rate", "2.4M", "--sample-format", "uc8"];

    public static int Run(string[] args)
    {
        var program = FindProgram();
        if (program is null)
        {
            Console.Error.WriteLine("adsbfeeder is not built: dotnet build src/AdsbFeeder -c Release");
            return 66;
        }

        var quick = args.Contains("--quick");
        var (seeds, runs) = quick ? (1, 1) : (3, 5);
        var peer = Array.Find(["/usr/bin/" + Peer, "/usr/local/bin/" + Peer], File.Exists);
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-bench-");
        try
        {
            Console.WriteLine($"{Machine.Processor}, {Environment.ProcessorCount} cores, .NET {Environment.Version}; simulator, 2.4 MS/s, 8 bit; CPU of the whole process, median of {runs}; {seeds} seed{(seeds == 1 ? "" : "s")} a scene.");
            Console.WriteLine();
            foreach (var name in SceneNames)
            {
                for (var n = 0; n < seeds; n++)
                {
                    var options = Scenes.ByName[name];
                    options = options with { Seed = options.Seed + 100 * (ulong)n };
                    Measure(name, options, Path.Combine(folder.FullName, "scene.uc8"), program, peer, runs);
                }
            }

            Noise(Path.Combine(folder.FullName, "scene.uc8"), program);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Measure(string name, SimulationOptions options, string path, string program, string? peer, int runs)
    {
        SceneFile.Write(options, path);
        var truth = new Truth(path + ".csv");
        Console.WriteLine(Line($"### {name}, seed {options.Seed}: {truth.Sent} frames in {options.Duration!.Value.TotalSeconds:0} s"));
        Console.WriteLine();
        Console.WriteLine("| program | recall | ratio | false | CPU s | CPU ratio | time rms, ns: fine, tick |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        double peerRecall = 0, peerSeconds = 0;
        if (peer is not null)
        {
            string[] arguments = ["--ifile", path, "--iformat", "UC8", "--fix"];
            var heard = MeasuredProcess.Run(peer, [.. arguments, "--raw"]).Output.Where(l => l.StartsWith('*')).Select(l => (Frame.Parse(l.Trim(' ', '*', ';', '\r')), (double?)null, 0L));
            var tally = truth.Compare(heard);
            peerRecall = tally.Found.Count(f => f) / (double)truth.Sent;
            peerSeconds = MeasuredProcess.MedianSeconds(runs, peer, [.. arguments, "--quiet"]);
            Console.WriteLine(Line($"| {Peer} --fix | {peerRecall:0.000} | 1 | {Share(tally)} | {peerSeconds:0.00} | 1 | |"));
        }

        var bins = new List<string>();
        foreach (var mode in Modes)
        {
            string[] arguments = ["decode", path, .. OurSamples, "--mode", mode, "--output"];
            var tally = truth.Compare(MeasuredProcess.Run(program, [.. arguments, "json"]).Output.Select(Read));
            var seconds = MeasuredProcess.MedianSeconds(runs, program, [.. arguments, "none"]);
            var recall = tally.Found.Count(f => f) / (double)truth.Sent;
            var (fine, tick) = (Truth.Rms(tally.Errors.Select(e => e.Fine)), Truth.Rms(tally.Errors.Select(e => e.Tick)));
            Console.WriteLine(Line($"| {mode} | {recall:0.000} | {Ratio(recall, peerRecall)} | {Share(tally)} | {seconds:0.00} | {Ratio(seconds, peerSeconds)} | {fine:0.0}, {tick:0.0} |"));
            bins.Add($"{mode}: " + string.Join("  ", truth.BySnr(tally).Select(b => Line($"{b.Decibels}:{b.Found / (double)b.Sent:0.00}"))));
        }

        Console.WriteLine();
        Console.WriteLine("Recall by SNR (from dB, bins of 3):");
        Console.WriteLine();
        bins.ForEach(line => Console.WriteLine("    " + line));
        Console.WriteLine();
    }

    private static void Noise(string path, string program)
    {
        SceneFile.Write(Scenes.NoiseOnly, path);
        var counts = Modes.Select(mode => $"{mode} {MeasuredProcess.Run(program, ["decode", path, .. OurSamples, "--mode", mode, "--output", "avr"]).Output.Length}");
        Console.WriteLine($"60 s of noise alone, frames: {string.Join(", ", counts)}.");
    }

    private static (Frame Frame, double? Nanoseconds, long Ticks) Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return (Frame.Parse(root.GetProperty("frame").GetString()), root.GetProperty("toa_ns").GetDouble(), root.GetProperty("ticks").GetInt64());
    }

    private static string Share(Truth.Tally tally) => Line($"{tally.False} ({100.0 * tally.False / Math.Max(1, tally.Heard):0.00} %)");

    private static string Ratio(double value, double reference) => reference > 0 ? Line($"{value / reference:0.00}") : "";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    internal static string? FindProgram()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln")))
            {
                var path = Path.Combine(folder.FullName, "src", "AdsbFeeder", "bin", "Release", "net10.0", "adsbfeeder");
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
