namespace RtlSdr.Net;

/// <summary>
/// Finds lost samples by the clock. librtlsdr does not report them: a dongle whose buffer overflows goes on as if nothing had happened.
/// </summary>
/// <remarks>
/// A transfer is never early. So the least lag behind the ideal clock, over a second, is the dongle's own; it drifts by the
/// crystal's error, and steps up when samples are lost. A step of more than <see cref="ThresholdSeconds"/> that the next second confirms is
/// reported, one to two seconds after the loss. A machine that merely was busy catches up and is not mistaken for a loss, unless it slept for
/// longer than all transfers hold.
/// </remarks>
public sealed class LossEstimator(double samplesPerSecond)
{
    /// <summary>Less than this escapes; 8 ms is beyond what the scheduler does to the best of some 36 transfers a second.</summary>
    public const double ThresholdSeconds = 0.008;

    private const double WindowSeconds = 1;

    private double _startSeconds = double.NaN;
    private double _windowEndsSeconds;
    private double _leastLag = double.PositiveInfinity; // of this window
    private double _lagBefore = double.PositiveInfinity; // of the window before
    private double _settledLag = double.NaN; // of the last two windows that agreed
    private long _samples;

    /// <summary>Takes a transfer of so many complex samples that arrived at a time, and returns how many were lost before; mostly 0.</summary>
    public long Add(long complexSamples, double seconds)
    {
        if (double.IsNaN(_startSeconds))
        {
            _startSeconds = seconds;
            _windowEndsSeconds = seconds + WindowSeconds;
            return 0; // the clock starts at the end of the first transfer
        }

        _samples += complexSamples;
        _leastLag = Math.Min(_leastLag, seconds - _startSeconds - _samples / samplesPerSecond);
        return seconds < _windowEndsSeconds ? 0 : EndWindow(seconds);
    }

    private long EndWindow(double seconds)
    {
        var lag = Math.Min(_leastLag, _lagBefore);
        var step = lag - _settledLag; // NaN at first: no step
        _settledLag = lag;
        _lagBefore = _leastLag;
        _leastLag = double.PositiveInfinity;
        _windowEndsSeconds = seconds + WindowSeconds;
        return step > ThresholdSeconds ? (long)Math.Round(step * samplesPerSecond) : 0;
    }
}
