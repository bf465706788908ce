using AdsbFeeder.Configuration;
using AdsbFeeder.Dsp;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>Samples to frames: one thread reads the source, another demodulates; frames go into the queue.</summary>
internal sealed partial class ReceiverService(
    Settings settings, ISampleSource source, FrameQueue queue, ReceptionState state, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ReceiverService> logger)
    : VitalService(lifetime, logger)
{
    /// <summary>A block takes this long on the air: short enough for the latency of the outputs, long enough to be cheap.</summary>
    private const double BlockSeconds = 0.025;

    /// <summary>Blocks between the threads: a second and a half of air, for a garbage collection or a busy machine.</summary>
    private const int RingBlocks = 64;

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stopping)
    {
        LogListening(_logger, source.Name, SampleRate.Format(source.RateHertz), SampleFormatNames.NameOf(source.Format), settings.Source.Mode);
        var blockBytes = (int)(source.RateHertz * BlockSeconds) * source.Format.BytesPerSample();
        using var ring = new SampleRing(RingBlocks, blockBytes);
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var unblock = stopping.Register(source.Dispose);
        using var radio = source is IRadioSource device ? new RadioWatch(device, logger, time) : null;
        var reading = StartThread("samples", () => ReadSource(ring, failing.Token), failing);
        var demodulating = StartThread("demodulator", () => Demodulate(ring, failing.Token), failing);
        await Task.WhenAll(reading, demodulating);
        if (!stopping.IsCancellationRequested)
        {
            LogEnded(_logger, source.Name);
        }
    }

    private static Task StartThread(string name, Action body, CancellationTokenSource failing)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                body();
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                done.SetResult();
            }
#pragma warning disable CA1031 // Carried to the loop that waits for both threads, which ends the process.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failing.Cancel();
                done.SetException(fault);
            }
        })
        {
            Name = name,
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }

    private void ReadSource(SampleRing ring, CancellationToken stopping)
    {
        var scratch = new SampleBlock((int)(source.RateHertz * BlockSeconds) * source.Format.BytesPerSample());
        var radio = source as IRadioSource;
        long lost = 0;
        var dropping = false;
        while (!stopping.IsCancellationRequested)
        {
            var block = ring.TakeFree(wait: !source.IsLive, stopping) ?? scratch;
            if (!Fill(block))
            {
                break;
            }

            lost += radio?.TakeLostSamples() ?? 0;
            if (ReferenceEquals(block, scratch))
            {
                if (!dropping)
                {
                    LogOverload(_logger, ring.Waiting * BlockSeconds);
                }

                dropping = true;
                lost += block.Length / source.Format.BytesPerSample();
                continue;
            }

            dropping = false;
            block.LostSamplesBefore = lost;
            block.UnixMilliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
            lost = 0;
            ring.Publish(block);
        }

        ring.Complete();
    }

    /// <summary>Fills a block as far as the source goes; false at its end. Of a radio it is what one read returns: behind that there may be a gap.</summary>
    private bool Fill(SampleBlock block)
    {
        block.Length = source is IRadioSource ? source.Read(block.Bytes) : 0;
        if (source is IRadioSource)
        {
            return block.Length > 0;
        }

        while (block.Length < block.Bytes.Length)
        {
            var count = source.Read(block.Bytes.AsSpan(block.Length));
            if (count == 0)
            {
                break;
            }

            block.Length += count;
        }

        return block.Length > 0;
    }

    private void Demodulate(SampleRing ring, CancellationToken stopping)
    {
        var demodulator = new Demodulator(new DemodulatorOptions
        {
            SampleRate = source.RateHertz,
            Format = source.Format,
            Mode = settings.Source.Mode,
            Repair = settings.Source.Repair,
            ModeAc = settings.Source.ModeAc,
            Source = source.Provenance,
        });
        var clock = new SampleClock(source.RateHertz);
        var frames = new FrameBuffer();
        var gain = source is IRadioSource radio && settings.Source.Gain.IsAutomatic ? new GainKeeper(radio, _logger) : null;
        while (ring.TryTake(out var block, stopping))
        {
            var afterGap = block!.LostSamplesBefore > 0;
            if (afterGap)
            {
                demodulator.Discontinuity(block.LostSamplesBefore, frames);
            }

            var started = time.GetTimestamp();
            demodulator.Process(block.Bytes.AsSpan(0, block.Length), frames);
            var statistics = demodulator.Statistics;
            state.Publish(statistics, frames, time.GetElapsedTime(started));
            var taken = statistics.Samples + statistics.LostSamples;
            gain?.Take(block.Bytes.AsSpan(0, block.Length), afterGap, statistics);
            if (clock.Observe(taken, block.UnixMilliseconds))
            {
                LogClockSet(_logger);
            }

            ring.Return(block);
            Forward(frames, clock, stopping);
        }

        demodulator.Flush(frames);
        state.Publish(demodulator.Statistics, frames, TimeSpan.Zero);
        Forward(frames, clock, stopping);
    }

    private void Forward(FrameBuffer frames, SampleClock clock, CancellationToken stopping)
    {
        if (frames.Count == 0)
        {
            return;
        }

        var batch = queue.Rent();
        foreach (ref readonly var frame in frames.Frames)
        {
            batch.Frames.Add(frame with { UnixMilliseconds = clock.UnixMillisecondsAt(frame.Ticks12MHz) });
        }

        frames.Clear();
        var writing = queue.WriteAsync(batch, stopping);
        if (!writing.IsCompletedSuccessfully)
        {
            // The tracker is behind by the whole queue: wait here, and let the ring drop.
            writing.AsTask().GetAwaiter().GetResult();
        }
    }

    [LoggerMessage(1100, LogLevel.Information, "Listening to {Source}: {Rate}, {Format}, mode {Mode}")]
    private static partial void LogListening(ILogger logger, string source, string rate, string format, DemodulatorMode mode);

    [LoggerMessage(1101, LogLevel.Information, "{Source} has ended; everything else goes on")]
    private static partial void LogEnded(ILogger logger, string source);

    [LoggerMessage(1102, LogLevel.Warning, "The processor cannot keep up: {Seconds:0.0} s of samples wait, and newer ones are dropped. A faster mode is [Source] Mode = fast")]
    private static partial void LogOverload(ILogger logger, double seconds);

    [LoggerMessage(1103, LogLevel.Warning, "The clock of this machine was set; times of frames follow it")]
    private static partial void LogClockSet(ILogger logger);
}
