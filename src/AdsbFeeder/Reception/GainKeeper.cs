using AdsbFeeder.Dsp;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>Feeds the automatic gain with what the demodulator counted, a second at a time, and tells the owner what comes of it.</summary>
internal sealed partial class GainKeeper(IRadioSource radio, ILogger logger)
{
    private AutomaticGain? _automatic;
    private DemodulatorStatistics _before;
    private long _clipped;
    private long _samples;
    private double _told;

    /// <summary>Takes a block that was demodulated.</summary>
    internal void Take(ReadOnlySpan<byte> samples, bool afterGap, in DemodulatorStatistics statistics)
    {
        if (afterGap)
        {
            Set(_automatic?.Interrupt());
            Restart(statistics);
            return;
        }

        // Uc8 from an 8-bit converter: 0 and 255 are the ends of its scale.
        _clipped += samples.Count((byte)0) + samples.Count((byte)255);
        _samples += samples.Length / 2;
        if (_samples < radio.RateHertz)
        {
            return;
        }

        if (_automatic is null && radio.GainsDecibels is { Count: > 1 } gains)
        {
            _automatic = new AutomaticGain(gains);
            _told = _automatic.Gain;
        }

        if (_automatic is { } automatic)
        {
            var wasSettled = automatic.IsSettled;
            Set(automatic.Observe(new GainObservation(
                statistics.Frames - _before.Frames, statistics.StrongSignals - _before.StrongSignals, statistics.NoiseFloorDbfs, _clipped / (2.0 * _samples))));
            Tell(automatic, wasSettled);
        }

        Restart(statistics);
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
            ThreadPool.UnsafeQueueUserWorkItem(_ => radio.SetGain(decibels), null);
        }
    }

    private void Tell(AutomaticGain automatic, bool wasSettled)
    {
        if (automatic.IsSettled && !wasSettled)
        {
            LogSettled(logger, automatic.Explanation);
        }
        else if (_told != automatic.Gain)
        {
            LogChanged(logger, automatic.Explanation);
        }

        _told = automatic.Gain;
    }

    [LoggerMessage(1120, LogLevel.Information, "Automatic gain has settled; {Explanation}")]
    private static partial void LogSettled(ILogger logger, string explanation);

    [LoggerMessage(1121, LogLevel.Information, "Automatic gain: {Explanation}")]
    private static partial void LogChanged(ILogger logger, string explanation);
}
