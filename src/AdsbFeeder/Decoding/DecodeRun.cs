using System.Globalization;
using AdsbFeeder.Commands;
using AdsbFeeder.Dsp;
using AdsbFeeder.Radio;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Decoding;

/// <summary>One run of <c>decode</c>.</summary>
internal sealed class DecodeRun
{
    private const string StandardInput = "standard input";
    private const int BlockBytes = 1 << 18;

    internal required string Path { get; init; }

    internal SampleFormat? Format { get; init; }

    internal Container? Container { get; init; }

    internal int? RateHertz { get; init; }

    internal DemodulatorMode Mode { get; init; }

    internal OutputKind Output { get; init; }

    internal bool Statistics { get; init; }

    internal bool Throttle { get; init; }

    internal bool Repair { get; init; } = true;

    internal bool ModeAc { get; init; }

    /// <summary>A place within 180 nautical miles (45 on the surface) of all aircraft; null when none was named.</summary>
    internal GeoPosition? Reference { get; init; }

    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (Output == OutputKind.Beast && !Console.IsOutputRedirected)
        {
            throw new CaptureException("standard output is a terminal, and Beast is binary; send it into a file or a pipe.");
        }

        await using var standardOutput = Console.OpenStandardOutput();
        using var output = new FrameOutput(standardOutput, OutputKinds.EncoderOf(Output), Reference);
        try
        {
            return await RunAsync(output, cancellation);
        }
        catch (IOException fault) when (fault.InnerException is System.Net.Sockets.SocketException || IsBrokenPipe(fault))
        {
            // Who read us (head, a closed nc) has enough.
            return ExitCode.Success;
        }
    }

    private static bool IsBrokenPipe(IOException fault) => fault.HResult == 32 || fault.Message.Contains("Broken pipe", StringComparison.Ordinal);

    private async Task<int> RunAsync(FrameOutput output, CancellationToken cancellation)
    {
        if (Path == "-")
        {
            var stream = new PeekStream(Console.OpenStandardInput());
            return await DecodeAsync(StandardInput, stream, output, cancellation);
        }

        if (Directory.Exists(Path))
        {
            throw new CaptureException($"{Path}: a directory, not a recording.");
        }

        if (!File.Exists(Path))
        {
            throw new FileNotFoundException(null, Path);
        }

        await using var file = new PeekStream(File.OpenRead(Path));
        return await DecodeAsync(Path, file, output, cancellation);
    }

    private async Task<int> DecodeAsync(string name, PeekStream stream, FrameOutput output, CancellationToken cancellation)
    {
        // A name or an option that speaks of samples is believed; only without one do the first bytes decide.
        if (Format is null && Container is null && !CaptureSource.IsNamed(name) && Recognise(stream) is { } log)
        {
            return await ReadLogAsync(name, new MessageLog(stream, log), stream, output, cancellation);
        }

        using var capture = name == StandardInput ? CaptureSource.Open(name, stream, Format, RateHertz, Container) : CaptureSource.Open(Path, Format, RateHertz, Container);
        return ReadSamples(capture, output, cancellation);
    }

    /// <summary>A few bytes mostly tell; a slow pipe is made to wait for more only when they do not.</summary>
    private static LogFormat? Recognise(PeekStream stream) =>
        MessageLog.Recognise(stream.Peek(64)) ?? MessageLog.Recognise(stream.Peek(MessageLog.RecognitionBytes));

    private int ReadSamples(CaptureSource capture, FrameOutput output, CancellationToken cancellation)
    {
        using var source = Throttle ? new ThrottledSource(capture, TimeProvider.System) : (ISampleSource)capture;
        var demodulator = new Demodulator(new DemodulatorOptions
        {
            SampleRate = source.RateHertz,
            Format = source.Format,
            Mode = Mode,
            Repair = Repair,
            ModeAc = ModeAc,
            Source = source.Provenance,
            StartUnixMilliseconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        });
        var frames = new FrameBuffer();
        var block = new byte[Throttle ? Math.Max(4096, source.RateHertz / 40 * source.Format.BytesPerSample()) : BlockBytes];
        using (var progress = new Progress(TimeProvider.System, resultsOnStandardOutput: Output != OutputKind.None))
        {
            for (int count; (count = source.Read(block)) > 0 && !cancellation.IsCancellationRequested;)
            {
                demodulator.Process(block.AsSpan(0, count), frames);
                Take(frames, output);
                progress.Report(capture.Length is { } length and > 0 ? (double)capture.Position / length : null, () => $"{output.Frames} frames");
            }

            demodulator.Flush(frames);
            Take(frames, output);
            output.Flush();
        }

        if (Statistics)
        {
            WriteStatistics(output, demodulator.Statistics, source.RateHertz);
        }

        return Verdict(capture);
    }

    private void Take(FrameBuffer frames, FrameOutput output)
    {
        foreach (ref readonly var frame in frames.Frames)
        {
            output.Write(frame, isTimed: true);
        }

        frames.Clear();
        if (Throttle)
        {
            output.Flush();
        }
    }

    private static int Verdict(CaptureSource capture)
    {
        if (capture.MissingBytes > 0)
        {
            Console.Error.WriteLine($"adsbfeeder: {capture.Name}: truncated: the header promises {capture.MissingBytes} more bytes of samples. What is there was decoded.");
            return ExitCode.DataError;
        }

        if (capture.OddBytes > 0)
        {
            Console.Error.WriteLine(
                $"adsbfeeder: {capture.Name}: ends in the middle of a sample: {capture.OddBytes} byte{(capture.OddBytes == 1 ? "" : "s")} left over, {SampleFormatNames.NameOf(capture.Format)} samples have {capture.Format.BytesPerSample()}. What is there was decoded.");
            return ExitCode.DataError;
        }

        return ExitCode.Success;
    }

    private async Task<int> ReadLogAsync(string name, MessageLog log, PeekStream stream, FrameOutput output, CancellationToken cancellation)
    {
        var length = stream.CanSeek ? stream.Length : 0;
        using (var progress = new Progress(TimeProvider.System, resultsOnStandardOutput: Output != OutputKind.None))
        {
            await log.ReadAsync(
                (frame, isTimed) =>
                {
                    output.Write(frame, isTimed);
                    progress.Report(length > 0 ? (double)log.Position / length : null, () => $"{output.Frames} frames");
                },
                DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
                cancellation);
            output.Flush();
        }

        if (Statistics)
        {
            WriteStatistics(output, default, 0);
        }

        if (log.Garbage > 0)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: {name}: {log.Garbage} piece{(log.Garbage == 1 ? "" : "s")} that {(log.Garbage == 1 ? "is" : "are")} no message skipped.");
        }

        if (log.Unfinished > 0)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: {name}: ends in the middle of a message ({log.Unfinished} bytes left over). What is there was decoded.");
            return ExitCode.DataError;
        }

        return ExitCode.Success;
    }

    private static void WriteStatistics(FrameOutput output, in DemodulatorStatistics demodulator, int rate)
    {
        var error = Console.Error;
        if (rate > 0)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"samples     {demodulator.Samples} ({(double)demodulator.Samples / rate:0.###} s)"));
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"noise floor {demodulator.NoiseFloorDbfs:0.0} dBFS"));
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"preambles   {demodulator.Preambles}, bursts {demodulator.Bursts}"));
        }

        error.WriteLine($"frames      {output.Frames}, of which repaired {output.Repaired}");
        for (var format = 0; format < output.FramesByFormat.Length; format++)
        {
            if (output.FramesByFormat[format] > 0)
            {
                error.WriteLine($"{(format == 32 ? "  Mode A/C " : $"  DF{format}"),-11} {output.FramesByFormat[format]}");
            }
        }
    }
}
