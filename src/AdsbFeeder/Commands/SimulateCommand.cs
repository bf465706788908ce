using System.CommandLine;
using System.Globalization;
using AdsbFeeder.Dsp;
using AdsbFeeder.Radio;
using AdsbFeeder.Simulation;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Commands;

/// <summary><c>simulate</c>: samples (or frames) of a simulated fleet with their truth, to a file or standard output.</summary>
internal static class SimulateCommand
{
    private const int BlockBytes = 1 << 18;

    /// <summary>What is written. No bool: such an option takes no word.</summary>
    private enum Product
    {
        Iq,
        Beast,
    }

    internal static Command Create()
    {
        var scene = CommonOptions.Choice("--scene", "Where to start from", "demo", Scenes.ByName.Keys, (string text, out SimulationOptions value) => Scenes.ByName.TryGetValue(text, out value!));
        var aircraft = new Option<int?>("--aircraft") { Description = "How many aircraft.", HelpName = "N" };
        var seconds = new Option<double?>("--seconds") { Description = "How long; without it and a scene's own length, until stopped.", HelpName = "S" };
        var seed = new Option<ulong?>("--seed") { Description = "The same seed gives the same bytes.", HelpName = "N" };
        var snr = new Option<double?>("--snr") { Description = "Signal to noise at 10 km, dB.", HelpName = "DB" };
        var latitude = new Option<double?>("--lat") { Description = "Latitude of the receiver.", HelpName = "DEGREES" };
        var longitude = new Option<double?>("--lon") { Description = "Longitude of the receiver.", HelpName = "DEGREES" };
        var output = new Option<string>("--out", "-o") { Description = "File, or - for standard output.", HelpName = "FILE", DefaultValueFactory = _ => "-" };
        var beast = CommonOptions.Choice("--output", "Samples or frames", "iq", Enum.GetNames<Product>().Select(name => name.ToLowerInvariant()), (string text, out Product value) => Enum.TryParse(text, ignoreCase: true, out value));
        var truth = new Option<string?>("--truth") { Description = "Write every frame that was sent, as CSV.", HelpName = "FILE" };
        var format = CommonOptions.SampleFormatOption();
        var rate = CommonOptions.SampleRateOption();
        var throttle = new Option<bool>("--throttle") { Description = "At the pace of the clock." };
        var command = new Command("simulate", "Write simulated air: samples or frames, and the truth.")
        {
            scene, aircraft, seconds, seed, snr, latitude, longitude, output, beast, truth, format, rate, throttle,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var start = parsed.GetValue(scene) ?? Scenes.Demo;
            var named = CaptureSource.Named(parsed.GetValue(output)!);
            var options = start with
            {
                Aircraft = parsed.GetValue(aircraft) ?? start.Aircraft,
                Duration = parsed.GetValue(seconds) is { } s ? Seconds(s) : start.Duration,
                Seed = parsed.GetValue(seed) ?? start.Seed,
                SnrAt10KilometresDecibels = parsed.GetValue(snr) ?? start.SnrAt10KilometresDecibels,
                Latitude = parsed.GetValue(latitude) ?? start.Latitude,
                Longitude = parsed.GetValue(longitude) ?? start.Longitude,
                SampleRate = Agree("--sample-rate", parsed.GetValue(rate), named.RateHertz) ?? (int)start.SampleRate,
                SampleFormat = Format(Agree("--sample-format", parsed.GetValue(format).Format, named.Format)),
                StartTime = DateTimeOffset.UtcNow,
            };
            if (options.Problem is { } problem)
            {
                throw new CaptureException($"simulate: {problem}");
            }

            return Task.FromResult(Run(options, parsed.GetValue(output)!, parsed.GetValue(beast) == Product.Beast, parsed.GetValue(truth), parsed.GetValue(throttle), cancellation));
        });
        return command;
    }

    /// <summary>A length that TimeSpan cannot hold is told like any other that is too long.</summary>
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(double.IsFinite(seconds) ? Math.Clamp(seconds, -1, 1e9) : -1);

    private static T? Agree<T>(string option, T? said, T? named)
        where T : struct =>
        said is { } s && named is { } n && !s.Equals(n)
            ? throw new CaptureException($"{option} is {s}, but the file name says {n}; only one can be right.")
            : said ?? named;

    private static SimulatedSampleFormat Format(SampleFormat? format) => format switch
    {
        null or SampleFormat.Uc8 => SimulatedSampleFormat.UnsignedBytes,
        SampleFormat.Sc16 => SimulatedSampleFormat.SignedShorts,
        SampleFormat.Cf32 => SimulatedSampleFormat.Floats,
        { } other => throw new CaptureException($"--sample-format is {SampleFormatNames.NameOf(other)}, but the simulator writes uc8, sc16 or cf32."),
    };

    private static int Run(SimulationOptions options, string path, bool frames, string? truthPath, bool throttle, CancellationToken cancellation)
    {
        if (path == "-" && !Console.IsOutputRedirected)
        {
            throw new CaptureException("standard output is a terminal; name a file with --out, or send it into a pipe.");
        }

        using var truthFile = truthPath is null ? null : new StreamWriter(truthPath);
        var truth = truthFile is null ? null : new TruthWriter(truthFile);
        using var output = path == "-" ? Console.OpenStandardOutput() : File.Create(path);
        using var progress = new Progress(TimeProvider.System, resultsOnStandardOutput: path == "-");
        try
        {
            if (frames)
            {
                WriteFrames(options, output, truth, throttle, progress, cancellation);
            }
            else
            {
                WriteSamples(options, output, truth, throttle, progress, cancellation);
            }
        }
        catch (IOException fault) when (fault.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            // Who read us has enough.
        }

        return ExitCode.Success;
    }

    private static void WriteSamples(SimulationOptions options, Stream output, TruthWriter? truth, bool throttle, Progress progress, CancellationToken cancellation)
    {
        var simulator = new SimulatorSource(options, truth is null ? null : truth.Write);
        using var source = throttle ? new ThrottledSource(simulator, TimeProvider.System) : (ISampleSource)simulator;
        var bytesPerSecond = options.SampleRate * source.Format.BytesPerSample();
        var block = new byte[throttle ? Math.Min(BlockBytes, (int)(bytesPerSecond / 40)) : BlockBytes];
        long written = 0;
        for (int count; (count = source.Read(block)) > 0 && !cancellation.IsCancellationRequested;)
        {
            output.Write(block, 0, count);
            written += count;
            Report(progress, written / bytesPerSecond, options);
        }
    }

    private static void WriteFrames(SimulationOptions options, Stream output, TruthWriter? truth, bool throttle, Progress progress, CancellationToken cancellation)
    {
        var traffic = new SimulatedTraffic(options);
        var end = options.Duration?.TotalSeconds ?? double.MaxValue;
        var started = TimeProvider.System.GetTimestamp();
        var buffer = new byte[BeastWriter.MaxLength];
        for (double until = 0; until < end && !cancellation.IsCancellationRequested;)
        {
            until = Math.Min(end, until + 0.05);
            traffic.ReadUntil(until, (frame, sent) =>
            {
                output.Write(buffer, 0, BeastWriter.Write(frame, buffer));
                truth?.Write(sent);
            });
            if (throttle)
            {
                output.Flush();
                var wait = TimeSpan.FromSeconds(until) - TimeProvider.System.GetElapsedTime(started);
                cancellation.WaitHandle.WaitOne(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            }

            Report(progress, until, options);
        }
    }

    private static void Report(Progress progress, double seconds, SimulationOptions options) =>
        progress.Report(
            options.Duration is { } duration ? Math.Min(1, seconds / duration.TotalSeconds) : null,
            () => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s of {options.Aircraft} aircraft"));
}
