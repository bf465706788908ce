namespace AdsbFeeder.Reception;

/// <summary>How long the tracker's loop was busy with one thing at most: frames wait meanwhile. Written by its thread, read by any.</summary>
/// <remarks>One thing is a batch of frames, or a snapshot. Wall-clock time: garbage collection and a machine that does other work count.</remarks>
internal sealed class TrackerPauses(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private long _since = time.GetTimestamp();
    private long _running;
    private long _before;

    /// <summary>The longest of the last half minute to minute.</summary>
    internal TimeSpan Longest => TimeSpan.FromTicks(Math.Max(Volatile.Read(ref _running), Volatile.Read(ref _before)));

    /// <summary>Notes what began at a timestamp and ends now.</summary>
    internal void Note(long began)
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_since, now) >= Window)
        {
            (_before, _running, _since) = (_running, 0, now);
        }

        _running = Math.Max(_running, time.GetElapsedTime(began, now).Ticks);
    }
}
