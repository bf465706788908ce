namespace AdsbFeeder.Reception;

/// <summary>UTC for samples: the count of samples gives the fine time, the wall clock keeps it from drifting away.</summary>
/// <remarks>
/// A block is read somewhat after its last sample was taken, by an amount that jitters. Small differences are followed slowly (a dongle's
/// crystal is off by up to 100 ppm, 9 s a day); a large one means that the wall clock was set, and is taken over at once.
/// </remarks>
internal sealed class SampleClock(int rateHertz)
{
    /// <summary>A difference beyond this is a step of the wall clock and not jitter.</summary>
    private const double StepMilliseconds = 1000;

    /// <summary>Share of a difference that one block takes over: with 40 blocks a second a time constant of about 2.5 s.</summary>
    private const double Gain = 0.01;

    private double? _epoch;

    /// <summary>Takes note that a sample with this count had been read at this time.</summary>
    /// <returns>True when the wall clock was set.</returns>
    internal bool Observe(long samples, long unixMilliseconds)
    {
        var observed = unixMilliseconds - Milliseconds(samples);
        if (_epoch is not { } epoch)
        {
            _epoch = observed;
            return false;
        }

        var difference = observed - epoch;
        var stepped = Math.Abs(difference) > StepMilliseconds;
        _epoch = stepped ? observed : epoch + (difference * Gain);
        return stepped;
    }

    /// <summary>UTC of a tick of the 12 MHz counter that started with sample 0, milliseconds since 1970.</summary>
    internal long UnixMillisecondsAt(long ticks12MHz) => (long)((_epoch ?? 0) + (ticks12MHz / 12e3));

    private double Milliseconds(long samples) => samples * 1e3 / rateHertz;
}
