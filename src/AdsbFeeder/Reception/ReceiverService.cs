using System.Runtime.InteropServices;
using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>The samples of one receiver to frames, on a thread of its own.</summary>
internal sealed partial class ReceiverService(
    Receiver receiver, IBufferedSource source, FrameMerger merger, StageClocks clocks, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ReceiverService> logger)
    : VitalService(lifetime, logger)
{
    /// <summary>A block takes this long on the air.</summary>
    private const double BlockSeconds = 0.025;

    /// <summary>Frames come out of the demodulator up to two of its blocks behind their last sample.</summary>
    private const int DemodulatorMilliseconds = 10;

    private readonly ILogger _logger = logger;
    private readonly List<ReceivedFrame> _timed = new(64);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stopping)
    {
        LogListening(_logger, receiver.Name, source.Name, SampleRate.Format(source.RateHertz), SampleFormatNames.NameOf(source.Format), receiver.Settings.Mode);
        using var unblock = stopping.Register(source.Dispose);
        using var radio = receiver.Radio is { } device ? new RadioWatch(device, logger, time) : null;
        await DedicatedThread.RunAsync($"demodulator {receiver.Name}", () => Demodulate(stopping));
        if (!stopping.IsCancellationRequested)
        {
            LogEnded(_logger, source.Name);
        }
    }

    private void Demodulate(CancellationToken stopping)
    {
        var settings = receiver.Settings;
        var demodulator = new Demodulator(new DemodulatorOptions
        {
            SampleRate = source.RateHertz,
            Format = source.Format,
            Mode = settings.Mode,
            Repair = settings.Repair,
            ModeAc = settings.ModeAc,
            Source = source.Provenance,
        });
        var clock = new SampleClock(source.RateHertz);
        var frames = new FrameBuffer();
        var buffer = new byte[(int)(source.RateHertz * BlockSeconds) * source.Format.BytesPerSample()];
        long dropped = 0;
        long? droppedAt = null, setAt = null;
        while (!stopping.IsCancellationRequested && source.Read(buffer) is > 0 and var count)
        {
            var block = buffer.AsSpan(0, count);
            var lost = source.TakeLostSamples();
            if (lost > 0)
            {
                demodulator.Discontinuity(lost, frames);
            }

            var (started, began) = (time.GetTimestamp(), StageClocks.Now);
            demodulator.Process(block, frames);
            clocks.Add(Stage.Demodulator, began);
            var statistics = demodulator.Statistics;
            receiver.State.Publish(statistics, frames, time.GetElapsedTime(started));
            receiver.Gain?.Take(block, lost > 0, statistics);
            if (receiver.Crystal is { } crystal)
            {
                crystal.Observe(statistics.Samples, lost, time.GetTimestamp() - (long)(source.Age.TotalSeconds * time.TimestampFrequency));
            }

            var came = time.GetUtcNow() - source.Age;
            if (clock.Observe(statistics.Samples + statistics.LostSamples, came.ToUnixTimeMilliseconds()))
            {
                TellClockSet(ref setAt);
            }

            Forward(frames, clock, statistics.Samples + statistics.LostSamples, stopping);
            if (source.DroppedSamples > dropped)
            {
                TellOverload(ref droppedAt);
                dropped = source.DroppedSamples;
            }
        }

        demodulator.Flush(frames);
        receiver.State.Publish(demodulator.Statistics, frames, TimeSpan.Zero);
        Forward(frames, clock, demodulator.Statistics.Samples + demodulator.Statistics.LostSamples, stopping);
    }

    private void Forward(FrameBuffer frames, SampleClock clock, long samples, CancellationToken stopping)
    {
        _timed.Clear();
        foreach (ref readonly var frame in frames.Frames)
        {
            _timed.Add(frame with { UnixMilliseconds = clock.UnixMillisecondsAt(frame.Ticks12MHz) });
        }

        merger.Take(receiver, CollectionsMarshal.AsSpan(_timed), clock.UnixMillisecondsAt(samples * SampleRates.FineRate / source.RateHertz) - DemodulatorMilliseconds, stopping);
        frames.Clear();
    }

    /// <summary>One line, however often something sets it: two programs that keep the time fight for it.</summary>
    private void TellClockSet(ref long? setAt)
    {
        var now = time.GetTimestamp();
        if (setAt is not { } before || time.GetElapsedTime(before, now) > TimeSpan.FromMinutes(1))
        {
            LogClockSet(_logger);
        }

        setAt = now;
    }

    /// <summary>One line for each time that the processor falls behind; a minute without a loss ends it.</summary>
    private void TellOverload(ref long? droppedAt)
    {
        var now = time.GetTimestamp();
        if (droppedAt is not { } before || time.GetElapsedTime(before, now) > TimeSpan.FromMinutes(1))
        {
            LogOverload(_logger, receiver.Name, source.Age.TotalSeconds);
        }

        droppedAt = now;
    }

    [LoggerMessage(1100, LogLevel.Information, "Receiver {Receiver} listens to {Source}: {Rate}, {Format}, mode {Mode}")]
    private static partial void LogListening(ILogger logger, string receiver, string source, string rate, string format, DemodulatorMode mode);

    [LoggerMessage(1101, LogLevel.Information, "{Source} has ended; everything else goes on")]
    private static partial void LogEnded(ILogger logger, string source);

    [LoggerMessage(1102, LogLevel.Warning, "The processor cannot keep up with receiver {Receiver}: {Seconds:0.0} s of samples wait, and newer ones are dropped. A faster mode is [Source] Mode = fast")]
    private static partial void LogOverload(ILogger logger, string receiver, double seconds);

    [LoggerMessage(1103, LogLevel.Warning, "The clock of this machine was set; times of frames follow it")]
    private static partial void LogClockSet(ILogger logger);
}
