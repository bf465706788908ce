namespace AdsbFeeder.Tracking;

/// <summary>Turns the times of frames and of the once-a-second tick into one time that ages can be taken from.</summary>
/// <remarks>
/// Clocks of small computers step: a Pi without a battery starts in the past and jumps when NTP answers; a sample clock and a wall
/// clock drift apart.
/// <list type="bullet">
/// <item>Forwards, time simply passes: what is too old goes, and comes back with the next frames.</item>
/// <item>Backwards by more than the disorder of several inputs, the caller moves all that it remembers by the step, so that nothing lives
/// for ever because it seems to come from the future.</item>
/// <item>A frame that disagrees with the last tick by more than <see cref="ToleranceMs"/> gets the tick's time.</item>
/// </list>
/// </remarks>
internal struct TrackerClock
{
    /// <summary>Disorder that queues and several inputs cause; larger differences are a stepped or another clock.</summary>
    public const long ToleranceMs = 10_000;

    private long? _latest;
    private long? _tick;

    /// <summary>The time to use for a frame, and how far the past has to be moved (0 or negative).</summary>
    public long OfFrame(long unixMs, out long step)
    {
        if (_tick is { } tick && Math.Abs(unixMs - tick) > ToleranceMs) unixMs = tick;
        return Advance(unixMs, out step);
    }

    /// <summary>The same for a tick, which is always believed.</summary>
    public long OfTick(long unixMs, out long step)
    {
        _tick = unixMs;
        return Advance(unixMs, out step);
    }

    private long Advance(long unixMs, out long step)
    {
        step = 0;
        if (_latest is { } latest && unixMs < latest)
        {
            if (latest - unixMs <= ToleranceMs) return unixMs;
            step = unixMs - latest;
        }

        _latest = unixMs;
        return unixMs;
    }
}
