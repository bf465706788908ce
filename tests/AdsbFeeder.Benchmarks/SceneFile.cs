using System.Globalization;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Benchmarks;

/// <summary>Writes a simulated scene as samples, with its truth beside it.</summary>
internal static class SceneFile
{
    public static int Run(string[] args)
    {
        if (args.Length < 2 || !Scenes.ByName.TryGetValue(args[0], out var options))
        {
            Console.Error.WriteLine($"scene {string.Join('|', Scenes.ByName.Keys)} FILE [--seed N] [--rate 2.4] [--format uc8|sc16|cf32] [--seconds S]: writes FILE and FILE.csv");
            return 64;
        }

        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

        options = options with
        {
            Seed = Option("--seed") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : options.Seed,
            SampleRate = double.Parse(Option("--rate") ?? "2.4", CultureInfo.InvariantCulture) * 1e6,
            SampleFormat = Option("--format") switch
            {
                "cf32" => SimulatedSampleFormat.Floats,
                "sc16" => SimulatedSampleFormat.SignedShorts,
                _ => SimulatedSampleFormat.UnsignedBytes,
            },
            Duration = Option("--seconds") is { } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : options.Duration,
        };
        Write(options, args[1]);
        return 0;
    }

    /// <summary>Writes the samples of a scene to a file and its truth to the same name with .csv after it.</summary>
    public static void Write(SimulationOptions options, string path)
    {
        using var truth = new StreamWriter(path + ".csv");
        var writer = new TruthWriter(truth);
        var receiver = new SimulatedReceiver(options, writer.Write);
        using var samples = File.Create(path);
        var buffer = new byte[1 << 18];
        for (int read; (read = receiver.Read(buffer)) > 0;)
        {
            samples.Write(buffer, 0, read);
        }
    }
}
