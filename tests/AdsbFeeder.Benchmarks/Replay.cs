using System.Diagnostics;
using System.Globalization;
using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Benchmarks;

/// <summary>Plays a recording through the demodulator and says what it found, how fast, and, where the truth is known, how rightly.</summary>
internal static class Replay
{
    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("replay FILE [--truth CSV] [--mode fast|balanced|max] [--rate 2.4] [--format uc8] [--no-repair] [--print]");
            return 64;
        }

        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

        var options = new DemodulatorOptions
        {
            SampleRate = (int)Math.Round(double.Parse(Option("--rate") ?? "2.4", CultureInfo.InvariantCulture) * 1e6),
            Format = Enum.Parse<SampleFormat>(Option("--format") ?? "uc8", ignoreCase: true),
            Mode = Enum.Parse<DemodulatorMode>(Option("--mode") ?? "balanced", ignoreCase: true),
            Repair = !args.Contains("--no-repair"),
        };
        var demodulator = new Demodulator(options);
        var found = new List<ReceivedFrame>();
        var frames = new FrameBuffer();
        var buffer = new byte[1 << 17];
        using var file = File.OpenRead(args[0]);
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            demodulator.Process(buffer.AsSpan(0, read), frames);
            found.AddRange(frames.Frames);
            frames.Clear();
        }

        demodulator.Flush(frames);
        found.AddRange(frames.Frames);
        process.Refresh();
        var seconds = (process.TotalProcessorTime - before).TotalSeconds;
        var statistics = demodulator.Statistics;
        if (args.Contains("--print"))
        {
            foreach (var frame in found)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"*{frame.Frame};  {frame.TimeOfArrivalNanoseconds:0.0} ns  {10 * Math.Log10(frame.SignalPower):0.0} dBFS  snr {frame.SnrDecibels:0.0}  flips {frame.RepairedBits}"));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(args[0])} {options.Mode}: {found.Count} frames, {seconds:0.00} s CPU, {statistics.Samples} samples, {statistics.Preambles} preambles, {statistics.Bursts} bursts, none {statistics.RejectedNoFrame} unlikely {statistics.RejectedUnlikely} ambiguous {statistics.RejectedAmbiguous}, noise {statistics.NoiseFloorDbfs:0.0} dBFS, known {statistics.KnownAddresses}"));
        if (Option("--truth") is { } truth)
        {
            new Truth(truth).Score(found, Console.Out);
        }

        return 0;
    }
}
