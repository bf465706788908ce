namespace AdsbFeeder.Networking.Tests;

/// <summary>Time that passes when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _wall;
    private DateTimeOffset _now = new(2026, 11, 21, 7, 38, 28, 765, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now + _wall;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    /// <summary>Sets the wall clock by so much; the monotonic clock and timers do not notice.</summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (_lock)
            _wall += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        var end = new DateTimeOffset(GetTimestamp(), TimeSpan.Zero) + span;
        while (true)
        {
            Timer? next;
            lock (_lock)
            {
                next = _timers.Where(x => x.Due <= end).MinBy(x => x.Due);
                _now = next?.Due ?? end;
                next?.Rearm();
            }

            if (next is null)
                return;
            next.Fire();
        }
    }

    private sealed class Timer(ManualTime time, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + dueTime;
            }

            return true;
        }

        public void Rearm() => Due = _period <= TimeSpan.Zero ? DateTimeOffset.MaxValue : Due + _period;

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
