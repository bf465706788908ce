using System.Globalization;
using AdsbFeeder.Dsp;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>The gain of one receiver: fixed by its owner, or sought with what the demodulator counts, a second at a time. It remembers and tells why.</summary>
/// <remarks>The demodulator's thread feeds it; anyone may ask it, and set it while it runs.</remarks>
internal sealed partial class GainControl
{
    /// <summary>A hard day has about a dozen.</summary>
    private const int MostDecisions = 50;

    private readonly Lock _lock = new();
    private readonly IRadioSource _radio;
    private readonly string _receiver;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Queue<GainDecision> _history = new();
    private GainChoice _choice;
    private AutomaticGain? _automatic;
    private string _explanation;
    private DemodulatorStatistics _before;
    private long _clipped;
    private long _samples;

    internal GainControl(IRadioSource radio, string receiver, GainChoice choice, ILogger logger, TimeProvider time)
    {
        (_radio, _receiver, _choice, _logger, _time) = (radio, receiver, choice, logger, time);
        _explanation = choice.IsAutomatic ? "the automatic gain begins when the first second was heard" : Text($"{choice} by the configuration");
        Remember(choice.IsAutomatic || !double.IsFinite(choice.Start) ? null : choice.Start);
    }

    /// <summary>What is in force, and why.</summary>
    internal GainReport Report
    {
        get
        {
            lock (_lock)
            {
                return new GainReport(_choice, _radio.Status.GainDecibels, _radio.GainsDecibels, _automatic?.IsSettled ?? !_choice.IsAutomatic, _explanation, [.. _history]);
            }
        }
    }

    /// <summary>Sets the gain, or leaves it to the program again, until the next start.</summary>
    internal void Choose(GainChoice choice, string by)
    {
        lock (_lock)
        {
            (_choice, _automatic) = (choice, null);
            _explanation = Text($"{choice} {by}");
            var gain = GainChoice.Nearest(_radio.GainsDecibels, choice.Start);
            Remember(gain);
            LogChosen(_logger, _receiver, _explanation);
            Set(choice.Start);
        }
    }

    /// <summary>Takes a block that was demodulated.</summary>
    internal void Take(ReadOnlySpan<byte> samples, bool afterGap, in DemodulatorStatistics statistics)
    {
        lock (_lock)
        {
            if (!_choice.IsAutomatic)
            {
                return;
            }

            if (afterGap)
            {
                Set(_automatic?.Interrupt());
                Restart(statistics);
                return;
            }

            _clipped += ClippedSamples.Count(samples, _radio.Format);
            _samples += samples.Length / _radio.Format.BytesPerSample();
            if (_samples >= _radio.RateHertz)
            {
                TakeSecond(statistics);
                Restart(statistics);
            }
        }
    }

    private void TakeSecond(in DemodulatorStatistics statistics)
    {
        if (_automatic is null)
        {
            if (_radio.GainsDecibels is not { Count: > 1 } gains)
            {
                _explanation = "this radio does not tell which gains it has, so it stays at its highest; a number of dB sets it";
                return;
            }

            _automatic = new AutomaticGain(gains);
            _explanation = _automatic.Explanation;
            Remember(_automatic.Gain);
        }

        var (gain, settled) = (_automatic.Gain, _automatic.IsSettled);
        Set(_automatic.Observe(new GainObservation(
            statistics.Frames - _before.Frames, statistics.StrongSignals - _before.StrongSignals, statistics.NoiseFloorDbfs, _clipped / (2.0 * _samples))));
        if (_explanation == _automatic.Explanation && settled == _automatic.IsSettled)
        {
            return;
        }

        if (_explanation != _automatic.Explanation)
        {
            _explanation = _automatic.Explanation;
            Remember(_automatic.Gain);
        }

        if (_automatic.IsSettled && !settled)
        {
            LogSettled(_logger, _receiver, _explanation);
        }
        else if (gain != _automatic.Gain)
        {
            LogChanged(_logger, _receiver, _explanation);
        }
    }

    private void Restart(in DemodulatorStatistics statistics)
    {
        _before = statistics;
        (_clipped, _samples) = (0, 0);
    }

    /// <summary>A control transfer takes a while: not on the demodulator's thread.</summary>
    private void Set(double? gain)
    {
        if (gain is { } decibels)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => _radio.SetGain(decibels), null);
        }
    }

    private void Remember(double? gain)
    {
        _history.Enqueue(new GainDecision(_time.GetUtcNow().ToUnixTimeMilliseconds(), gain, _explanation));
        if (_history.Count > MostDecisions)
        {
            _history.Dequeue();
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(1120, LogLevel.Information, "Automatic gain of {Receiver} has settled; {Explanation}")]
    private static partial void LogSettled(ILogger logger, string receiver, string explanation);

    [LoggerMessage(1121, LogLevel.Information, "Automatic gain of {Receiver}: {Explanation}")]
    private static partial void LogChanged(ILogger logger, string receiver, string explanation);

    [LoggerMessage(1122, LogLevel.Information, "Gain of {Receiver}: {Explanation}")]
    private static partial void LogChosen(ILogger logger, string receiver, string explanation);
}
